// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Range;
import io.canaryplan.finding.Severity;
import io.canaryplan.istio.validation.IstioAnalysis;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.yaml.YamlDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What does not fit together across the Istio documents of an input. What a Rollout names and its
 * own findings speak of is not said a second time.
 */
final class AcrossDocuments {
  private static final FieldPath CANARY = FieldPath.of("spec", "strategy", "canary");
  private static final FieldPath BLUE_GREEN = FieldPath.of("spec", "strategy", "blueGreen");
  private static final FieldPath SUBSETS =
      CANARY.child("trafficRouting").child("istio").child("destinationRule");

  private final Set<String> hosts = new HashSet<>();
  private final Set<String> subsets = new HashSet<>();
  private final Set<Range> places = new HashSet<>();

  /** Notes the places of findings: that something is unknown is not said there too. */
  void add(List<Finding> findings) {
    findings.stream()
        .filter(finding -> finding.severity() != Severity.NOTE)
        .forEach(finding -> finding.range().ifPresent(places::add));
  }

  /** Notes what the findings of a Rollout speak of. */
  void add(Rollout rollout, List<Finding> findings) {
    add(findings);
    Set<FieldPath> spoken = new HashSet<>();
    findings.forEach(finding -> spoken.add(finding.path()));
    rollout.canary().ifPresent(canary -> add(canary, rollout, spoken));
    rollout.blueGreen().ifPresent(blueGreen -> add(blueGreen, rollout, spoken));
  }

  private void add(CanaryStrategy canary, Rollout rollout, Set<FieldPath> spoken) {
    host(canary.stableService(), CANARY.child("stableService"), rollout, spoken);
    host(canary.canaryService(), CANARY.child("canaryService"), rollout, spoken);
    FieldPath pair = CANARY.child("pingPong");
    host(canary.pingPong().map(PingPong::pingService), pair.child("pingService"), rollout, spoken);
    host(canary.pingPong().map(PingPong::pongService), pair.child("pongService"), rollout, spoken);
    canary
        .trafficRouting()
        .flatMap(TrafficRouting::istio)
        .flatMap(IstioTrafficRouting::destinationRule)
        .ifPresent(
            rule -> {
              boolean missing = spoken.contains(SUBSETS.child("name"));
              if (missing || spoken.contains(SUBSETS.child("canarySubsetName"))) {
                subsets.add(rule.canarySubsetName());
              }
              if (missing || spoken.contains(SUBSETS.child("stableSubsetName"))) {
                subsets.add(rule.stableSubsetName());
              }
            });
  }

  private void add(BlueGreenStrategy blueGreen, Rollout rollout, Set<FieldPath> spoken) {
    host(blueGreen.activeService(), BLUE_GREEN.child("activeService"), rollout, spoken);
    host(blueGreen.previewService(), BLUE_GREEN.child("previewService"), rollout, spoken);
  }

  private void host(
      Optional<String> service, FieldPath path, Rollout rollout, Set<FieldPath> spoken) {
    if (service.isPresent() && spoken.contains(path)) {
      String namespace = rollout.namespace().orElse("default");
      hosts.add(service.get() + "." + namespace + ".svc.cluster.local");
    }
  }

  /** Returns what is found, by document in the order given. */
  List<Finding> check(List<YamlDocument> documents, IstioVersion version) {
    IstioAnalysis.Elsewhere elsewhere = new IstioAnalysis.Elsewhere(hosts, subsets);
    return IstioAnalysis.check(documents, version, IstioAnalysis.Extent.PART, elsewhere).stream()
        .filter(
            finding ->
                finding.severity() != Severity.NOTE
                    || !places.contains(finding.range().orElseThrow()))
        .toList();
  }
}
