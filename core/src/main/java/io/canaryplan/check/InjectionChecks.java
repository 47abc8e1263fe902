// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.kubernetes.Namespace;
import io.canaryplan.kubernetes.PodMetadata;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.Optional;

/** Whether the pods of a Rollout that routes with Istio are part of the mesh. */
final class InjectionChecks {
  private static final String INJECT = "sidecar.istio.io/inject";
  private static final String REVISION = "istio.io/rev";
  private static final String MODE = "istio.io/dataplane-mode";
  private static final FieldPath METADATA = FieldPath.of("spec", "template", "metadata");

  private InjectionChecks() {}

  static void run(Subject subject, Findings findings) {
    Rollout rollout = subject.rollout();
    boolean istio =
        subject
            .canary()
            .flatMap(canary -> canary.trafficRouting())
            .flatMap(TrafficRouting::istio)
            .isPresent();
    if (!istio || subject.inputs().isEmpty()) {
      return;
    }
    Optional<PodMetadata> pods = rollout.template().map(PodTemplate::metadata);
    // The label wins over the annotation.
    Optional<String> asked =
        pods.map(metadata -> metadata.labels().get(INJECT))
            .or(() -> pods.map(metadata -> metadata.annotations().get(INJECT)));
    if (asked.equals(Optional.of("false"))) {
      String part = pods.orElseThrow().labels().containsKey(INJECT) ? "labels" : "annotations";
      findings.add(
          NeighbourRules.PODS_NOT_INJECTED,
          METADATA.child(part).child(INJECT),
          """
          the pods refuse the sidecar (%s: "false"), so that what they call does not follow the \
          weights of a VirtualService"""
              .formatted(INJECT),
          "remove %s".formatted(METADATA.child(part).child(INJECT)));
      return;
    }
    boolean own =
        asked.equals(Optional.of("true"))
            || pods.filter(metadata -> metadata.labels().containsKey(REVISION)).isPresent();
    rollout
        .namespace()
        .flatMap(
            name ->
                subject.inputs().get().objects().named(Namespace.class, name).stream().findFirst())
        .filter(namespace -> !isInMesh(namespace, own))
        .ifPresent(namespace -> notInjected(namespace, findings));
  }

  /**
   * Returns whether pods of a namespace are part of the mesh: by its labels, or, unless it refuses,
   * by their own.
   *
   * @param own whether the pods ask for a sidecar
   */
  private static boolean isInMesh(Namespace namespace, boolean own) {
    boolean refuses = "disabled".equals(namespace.labels().get("istio-injection"));
    return namespace.isInjected()
        || "ambient".equals(namespace.labels().get(MODE))
        || (own && !refuses);
  }

  private static void notInjected(Namespace namespace, Findings findings) {
    findings
        .about(namespace.document())
        .add(
            NeighbourRules.NAMESPACE_NOT_INJECTED,
            FieldPath.of("metadata", "labels"),
            """
            the Namespace "%s" gets no sidecars; traffic of its pods does not follow the weights \
            of a VirtualService"""
                .formatted(namespace.id().name()),
            "add the label istio-injection: enabled, or istio.io/rev with a revision");
  }
}
