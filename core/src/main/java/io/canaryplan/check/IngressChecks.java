// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.Ingress;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouter;
import java.util.List;
import java.util.Optional;

/** Whether the Ingresses that a Rollout names lead to its Service (istio.md 3.5). */
final class IngressChecks {
  private final Rollout rollout;
  private final CanaryStrategy canary;
  private final KubernetesObjects objects;
  private final Findings findings;

  private IngressChecks(
      Rollout rollout, CanaryStrategy canary, KubernetesObjects objects, Findings findings) {
    this.rollout = rollout;
    this.canary = canary;
    this.objects = objects;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    if (subject.inputs().isPresent() && findings.knows(Paths.ROUTING)) {
      subject
          .canary()
          .ifPresent(
              canary ->
                  new IngressChecks(
                          subject.rollout(), canary, subject.inputs().get().objects(), findings)
                      .run());
    }
  }

  private void run() {
    canary
        .trafficRouting()
        .flatMap(r -> r.router(TrafficRouter.Nginx.class))
        .ifPresent(this::nginx);
    canary.trafficRouting().flatMap(r -> r.router(TrafficRouter.Alb.class)).ifPresent(this::alb);
  }

  private void nginx(TrafficRouter.Nginx nginx) {
    FieldPath path = Paths.ROUTING.child("nginx");
    String service = canary.stableService().orElse("");
    nginx.stableIngress().ifPresent(name -> check(name, service, path.child("stableIngress")));
    all(nginx.stableIngresses(), service, path.child("stableIngresses"));
  }

  private void alb(TrafficRouter.Alb alb) {
    FieldPath path = Paths.ROUTING.child("alb");
    String service = alb.rootService().or(canary::stableService).orElse("");
    alb.ingress().ifPresent(name -> check(name, service, path.child("ingress")));
    all(alb.ingresses(), service, path.child("ingresses"));
  }

  private void all(List<String> names, String service, FieldPath path) {
    for (int i = 0; i < names.size(); i++) {
      check(names.get(i), service, path.index(i));
    }
  }

  private void check(String name, String service, FieldPath path) {
    Optional<Ingress> ingress =
        objects.named(Ingress.class, name).stream()
            .filter(one -> References.areTo(one.id(), name, Optional.empty(), rollout.namespace()))
            .findFirst();
    if (ingress.isEmpty() && !name.isEmpty()) {
      findings.add(
          NeighbourRules.INGRESS_UNKNOWN,
          path,
          "the Ingress %s is not among the inputs; whether it exists and leads to the Service is not known"
              .formatted(Quotation.of(name)),
          "add the Ingress to the inputs, or correct %s".formatted(path));
    }
    if (ingress.isPresent()
        && !service.isEmpty()
        && !ingress.get().ruleServices().contains(service)) {
      findings.add(
          NeighbourRules.INGRESS_WITHOUT_SERVICE,
          path,
          "no rule of the Ingress \"%s\" has the Service \"%s\" as its backend; it has %s"
              .formatted(
                  name,
                  service,
                  ingress.get().ruleServices().isEmpty()
                      ? "none"
                      : String.join(", ", ingress.get().ruleServices())),
          "add a rule for the Service to the Ingress, or correct %s".formatted(path));
    }
  }
}
