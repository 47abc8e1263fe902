// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.check.Paths.SPEC;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.rollout.References;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What an edit of a Deployment does beside the new version (rolling.md 5.6, 8.3 and 9.2). */
final class DeploymentEditChecks {
  private static final FieldPath REPLICAS = SPEC.child("replicas");

  private final DeploymentSubject subject;
  private final Deployment before;
  private final Findings findings;

  private DeploymentEditChecks(
      DeploymentSubject subject, DeploymentSubject.Before before, Findings findings) {
    this.subject = subject;
    this.before = before.deployment();
    this.findings = findings;
  }

  static void run(DeploymentSubject subject, Findings findings) {
    subject.before().ifPresent(before -> new DeploymentEditChecks(subject, before, findings).run());
  }

  private void run() {
    OptionalInt was = before.replicas();
    OptionalInt is = subject.deployment().replicas();
    // without pods there is nothing to scale first; what is absent keeps the live number
    if (was.orElse(0) > 0 && is.orElse(0) > 0 && was.getAsInt() != is.getAsInt()) {
      if (subject.changesTemplate() && !subject.deployment().paused()) {
        scaledFirst(was.getAsInt(), is.getAsInt());
      }
      recreate();
    }
    services();
  }

  private void scaledFirst(int was, int is) {
    findings.add(
        DeploymentEditRules.OLD_VERSION_SCALED_FIRST,
        REPLICAS,
        "replicas go from %d to %d together with a new template: %s of the old version %s first"
            .formatted(
                was,
                is,
                is > was ? "%d more pods".formatted(is - was) : Texts.pods(was - is),
                is > was ? "are started" : "are removed"),
        "apply the new template first, and the replicas when its update is done");
  }

  private void recreate() {
    boolean rolled =
        !before.strategyTypeOrDefault().equals(DeploymentSpec.Strategy.RECREATE.toString());
    boolean recreates =
        subject
            .deployment()
            .strategyTypeOrDefault()
            .equals(DeploymentSpec.Strategy.RECREATE.toString());
    if (rolled && recreates) {
      findings.add(
          DeploymentEditRules.RECREATE_DEADLOCK,
          SPEC.child("strategy"),
          "the type becomes Recreate together with other replicas; if a rolling update is still under way then, the controller waits for ever at the pods of both versions",
          "change the type first, and the replicas when only one version has pods; where it is stuck, the former replicas or the former type set it free");
    }
  }

  private void services() {
    Map<String, String> old = labels(before);
    Map<String, String> updated = labels(subject.deployment());
    for (KubernetesService service : subject.objects().all(KubernetesService.class)) {
      boolean here =
          References.areTo(
              service.id(),
              service.id().name(),
              Optional.empty(),
              subject.deployment().namespace());
      boolean selectsOld = selects(service, old);
      if (here && selectsOld != selects(service, updated)) {
        findings.add(
            DeploymentEditRules.SERVICE_PINS_VERSION,
            SPEC.child("template").child("metadata").child("labels"),
            "the Service %s selects the pods of the %s version only: traffic does not follow the pods"
                .formatted(Quotation.of(service.id().name()), selectsOld ? "old" : "new"),
            "let its selector have labels that both templates share, unless the switch is meant");
      }
    }
  }

  private static Map<String, String> labels(Deployment deployment) {
    return deployment.template().map(pods -> pods.metadata().labels()).orElse(Map.of());
  }

  private static boolean selects(KubernetesService service, Map<String, String> labels) {
    return !service.selector().isEmpty()
        && labels.entrySet().containsAll(service.selector().entrySet());
  }
}
