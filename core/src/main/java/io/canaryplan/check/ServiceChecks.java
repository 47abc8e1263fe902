// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.KubernetesService;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PodTemplate;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Services that a Rollout names, as far as they are among the inputs: R-SVC0, R-SVC1 and R-SVC2
 * (spec/istio.md 3.5).
 */
public final class ServiceChecks {
  private static final String HASH = "rollouts-pod-template-hash";
  private static final String MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";

  private final Rollout rollout;
  private final List<KubernetesService> services;
  private final Findings findings;

  private ServiceChecks(Rollout rollout, List<KubernetesService> services, Findings findings) {
    this.rollout = rollout;
    this.services = services;
    this.findings = findings;
  }

  /**
   * Checks the Services of a Rollout that was read from {@code document}.
   *
   * @param services all Services among the inputs; one that is not there is a note, never an error
   */
  public static List<Finding> check(
      Rollout rollout, YamlDocument document, List<KubernetesService> services) {
    return new ServiceChecks(rollout, services, new Findings(Optional.of(document), Set.of()))
        .all();
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
    return findings.found();
  }

  private void check(FieldPath path, String name) {
    if (name.isEmpty()) {
      return;
    }
    String words = "the Service " + Quotation.of(name);
    for (KubernetesService service : services) {
      if (service.id().isNamed(name, Optional.empty(), rollout.namespace())) {
        if (rollout.template().isPresent()) {
          selector(words, service, rollout.template().get(), path);
        }
        managedBy(words, service, path);
        return;
      }
    }
    findings.add(
        CheckRule.SERVICE_UNKNOWN,
        path,
        words + " is not among the inputs; whether it exists and selects the pods is not known",
        "add the Service to the inputs, or correct " + path);
  }

  private void selector(
      String words, KubernetesService service, PodTemplate template, FieldPath path) {
    Map<String, String> labels = template.metadata().labels();
    for (Map.Entry<String, String> wanted : service.selector().entrySet()) {
      String key = wanted.getKey();
      if (!key.equals(HASH) && !wanted.getValue().equals(labels.get(key))) {
        findings.add(
            CheckRule.SERVICE_SELECTOR_MISMATCH,
            path,
            words
                + " selects "
                + Quotation.of(key + ": " + wanted.getValue())
                + ", but the pods have "
                + has(labels, key)
                + "; its selector must fit spec.template.metadata.labels",
            "change spec.selector of the Service, or spec.template.metadata.labels");
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
    if (!owner.isEmpty() && !owner.equals(rollout.name())) {
      findings.add(
          CheckRule.SERVICE_MANAGED_BY_ANOTHER,
          path,
          words
              + " belongs to the Rollout "
              + Quotation.of(owner)
              + "; a Service serves one Rollout",
          "name another Service in " + path);
    }
  }
}
