// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.KubernetesService;
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
    rollout
        .canary()
        .ifPresent(
            canary -> {
              named("stableService", canary.stableService());
              named("canaryService", canary.canaryService());
              canary
                  .pingPong()
                  .ifPresent(
                      pingPong -> {
                        named("pingPong.pingService", Optional.of(pingPong.pingService()));
                        named("pingPong.pongService", Optional.of(pingPong.pongService()));
                      });
            });
    return findings.found();
  }

  private void named(String field, Optional<String> name) {
    FieldPath path = Paths.CANARY;
    for (String key : field.split("\\.", -1)) {
      path = path.child(key);
    }
    if (name.isPresent() && !name.get().isEmpty()) {
      check(name.get(), path);
    }
  }

  private void check(String name, FieldPath path) {
    Optional<KubernetesService> service =
        services.stream()
            .filter(s -> s.id().isNamed(name, Optional.empty(), rollout.namespace()))
            .findFirst();
    if (service.isEmpty()) {
      findings.add(
          CheckRule.SERVICE_UNKNOWN,
          path,
          "the Service \""
              + Texts.cut(name)
              + "\" is not among the inputs; whether it exists and selects the pods is not known",
          "add the Service to the inputs, or correct " + path);
      return;
    }
    rollout.template().ifPresent(template -> selector(name, service.get(), template, path));
    managedBy(name, service.get(), path);
  }

  private void selector(
      String name, KubernetesService service, PodTemplate template, FieldPath path) {
    Map<String, String> labels = template.metadata().labels();
    service.selector().entrySet().stream()
        .filter(wanted -> !wanted.getKey().equals(HASH))
        .filter(wanted -> !wanted.getValue().equals(labels.get(wanted.getKey())))
        .forEach(
            wanted ->
                findings.add(
                    CheckRule.SERVICE_SELECTOR_MISMATCH,
                    path,
                    "the Service \""
                        + Texts.cut(name)
                        + "\" selects \""
                        + Texts.cut(wanted.getKey() + ": " + wanted.getValue())
                        + "\", but the pods have "
                        + has(labels, wanted.getKey())
                        + "; its selector must fit spec.template.metadata.labels",
                    "change spec.selector of the Service, or spec.template.metadata.labels"));
  }

  private static String has(Map<String, String> labels, String key) {
    return labels.containsKey(key)
        ? "\"" + Texts.cut(key + ": " + labels.getOrDefault(key, "")) + "\""
        : "no label \"" + Texts.cut(key) + "\"";
  }

  private void managedBy(String name, KubernetesService service, FieldPath path) {
    String owner = service.annotations().getOrDefault(MANAGED_BY, "");
    if (!owner.isEmpty() && !owner.equals(rollout.name())) {
      findings.add(
          CheckRule.SERVICE_MANAGED_BY_ANOTHER,
          path,
          "the Service \""
              + Texts.cut(name)
              + "\" belongs to the Rollout \""
              + Texts.cut(owner)
              + "\"; a Service serves one Rollout",
          "name another Service in " + path);
    }
  }
}
