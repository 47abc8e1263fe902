// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Range;
import io.canaryplan.finding.Severity;
import io.canaryplan.istio.validation.IstioAnalysis;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.yaml.YamlDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What does not fit together across the Istio documents of an input. What a Rollout names and its
 * own findings speak of is not said a second time.
 */
final class AcrossDocuments {
  private static final FieldPath SUBSETS =
      FieldPath.of("spec", "strategy", "canary", "trafficRouting", "istio", "destinationRule");

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
    String suffix = "." + rollout.namespace().orElse("default") + ".svc.cluster.local";
    for (NamedService service : NamedService.of(rollout)) {
      if (spoken.contains(service.path())) {
        hosts.add(service.name() + suffix);
      }
    }
    rollout
        .canary()
        .flatMap(CanaryStrategy::trafficRouting)
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
