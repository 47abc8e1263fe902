// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.KubernetesService;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReading;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Services that a Rollout names, as far as they are among the inputs: R-SVC0, R-SVC1 and R-SVC2
 * (istio.md 3.5).
 */
public final class ServiceChecks {
  private static final String HASH = "rollouts-pod-template-hash";
  private static final String MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";

  private static final FieldPath METADATA = FieldPath.of("metadata");

  private final Rollout rollout;
  private final List<KubernetesService> services;
  private final Optional<PodLabels> pods;
  private final boolean named;
  private final Findings findings;

  private ServiceChecks(
      Rollout rollout,
      List<KubernetesService> services,
      Optional<PodLabels> pods,
      boolean named,
      Findings findings) {
    this.rollout = rollout;
    this.services = services;
    this.pods = pods;
    this.named = named;
    this.findings = findings;
  }

  /**
   * Checks the Services of a Rollout that was read from {@code document}, as far as it could be.
   *
   * @param services all Services among the inputs; one that is not there is a note, never an error
   * @param documents all inputs, for the workload that workloadRef names
   */
  public static List<Finding> check(
      RolloutReading reading,
      YamlDocument document,
      List<KubernetesService> services,
      List<YamlDocument> documents) {
    if (reading.draft().isEmpty() || !reading.knows(METADATA.child("namespace"))) {
      return ImmutableList.of();
    }
    Rollout rollout = reading.draft().get();
    Findings findings = Findings.in(document).markUnreadable(reading.unreadable());
    Optional<PodLabels> pods = PodLabels.of(reading, rollout, documents, findings);
    boolean named = reading.knows(METADATA.child("name"));
    return new ServiceChecks(rollout, services, pods, named, findings).all();
  }

  private List<Finding> all() {
    if (rollout.canary().isPresent()) {
      CanaryStrategy canary = rollout.canary().get();
      check(Paths.CANARY.child("stableService"), canary.stableService().orElse(""));
      check(Paths.CANARY.child("canaryService"), canary.canaryService().orElse(""));
      if (canary.pingPong().isPresent()) {
        FieldPath path = Paths.CANARY.child("pingPong");
        check(path.child("pingService"), canary.pingPong().get().pingService());
        check(path.child("pongService"), canary.pingPong().get().pongService());
      }
    }
    return findings.all();
  }

  private void check(FieldPath path, String name) {
    if (name.isEmpty()) {
      return;
    }
    String words = "the Service " + Quotation.of(name);
    for (KubernetesService service : services) {
      if (service.id().isNamed(name, Optional.empty(), rollout.namespace())) {
        if (pods.isPresent()) {
          selector(words, service, pods.get(), path);
        }
        managedBy(words, service, path);
        return;
      }
    }
    findings.add(
        ServiceRules.SERVICE_UNKNOWN,
        path,
        """
        %s is not among the inputs; whether it exists and selects the pods is not known"""
            .formatted(words),
        "add the Service to the inputs, or correct %s".formatted(path));
  }

  private void selector(String words, KubernetesService service, PodLabels pods, FieldPath path) {
    Map<String, String> labels = pods.labels();
    for (Map.Entry<String, String> wanted : service.selector().entrySet()) {
      String key = wanted.getKey();
      if (!key.equals(HASH) && !wanted.getValue().equals(labels.get(key))) {
        findings.add(
            ServiceRules.SERVICE_SELECTOR_MISMATCH,
            path,
            "%s selects %s, but the pods have %s; its selector must fit %s"
                .formatted(
                    words,
                    Quotation.of(key + ": " + wanted.getValue()),
                    has(labels, key),
                    pods.where()),
            "change spec.selector of the Service, or %s".formatted(pods.where()));
      }
    }
  }

  private static String has(Map<String, String> labels, String key) {
    return labels.containsKey(key)
        ? Quotation.of(key + ": " + labels.getOrDefault(key, ""))
        : "no label " + Quotation.of(key);
  }

  private void managedBy(String words, KubernetesService service, FieldPath path) {
    String owner = service.annotations().getOrDefault(MANAGED_BY, "");
    if (!owner.isEmpty() && named && !owner.equals(rollout.name())) {
      findings.add(
          ServiceRules.SERVICE_MANAGED_BY_ANOTHER,
          path,
          "%s belongs to the Rollout %s; a Service serves one Rollout"
              .formatted(words, Quotation.of(owner)),
          "name another Service in %s".formatted(path));
    }
  }
}
