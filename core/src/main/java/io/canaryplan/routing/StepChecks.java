// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.MirrorMatch;
import java.util.List;

/** What the steps alone say about the documents to come. */
final class StepChecks {
  private static final int WHOLE = 100;

  private final MeshReferences references;
  private final CanaryStrategy strategy;
  private final MeshFindings findings;

  StepChecks(MeshReferences references, MeshFindings findings) {
    this.references = references;
    this.strategy = references.strategy();
    this.findings = findings;
  }

  void run() {
    List<StepPart> parts = StepPart.managed(strategy);
    parts.forEach(this::emptyName);
    parts.forEach(this::matchesAll);
    conflict(parts);
    sums();
    experimentOrder();
    pingPong();
  }

  /** Returns how many templates of a step's experiment get a destination. */
  static long weightedTemplates(CanaryStep step) {
    return step.part(CanaryStep.Experiment.class).stream()
        .flatMap(experiment -> experiment.templates().stream())
        .filter(template -> template.weight().orElse(0) > 0)
        .count();
  }

  /** B11. */
  private void emptyName(StepPart part) {
    if (part.name().isEmpty()) {
      FieldPath path = part.path().child("name");
      findings.rollout(
          RoutingRule.EMPTY_ROUTE_NAME,
          path,
          "the name of the route is \"\"; removing the route of that name removes every http rule without a"
              + " name, your own too",
          "set " + path);
    }
  }

  /** P16, B12: a catch-all on top leaves nothing for the rules below. */
  private void matchesAll(StepPart part) {
    if (part.step() instanceof CanaryStep.SetMirrorRoute mirror
        && mirror.match().stream().anyMatch(StepChecks::isCatchAll)) {
      findings.rollout(
          RoutingRule.MANAGED_ROUTE_MATCHES_ALL,
          part.path().child("match"),
          "the mirror route \""
              + mirror.name()
              + "\" matches every request and stands above all rules; their retries, timeouts and"
              + " rewrites no longer apply",
          "narrow " + part.path().child("match"));
    }
  }

  private static boolean isCatchAll(MirrorMatch match) {
    boolean path =
        match.path().isEmpty()
            || match.path().get().prefix().filter(text -> text.equals("/")).isPresent();
    return path && match.method().isEmpty() && match.headers().isEmpty();
  }

  /** B10. */
  private void conflict(List<StepPart> parts) {
    parts.stream()
        .filter(StepPart::isSet)
        .findFirst()
        .ifPresent(
            part ->
                findings.rollout(
                    RoutingRule.ROUTE_WRITES_CONFLICT,
                    part.path(),
                    "when the route \""
                        + part.name()
                        + "\" and the weight change in one pass, the second write conflicts and"
                        + " follows one pass later",
                    "nothing to change; keep " + part.path() + " in a step without setWeight"));
  }

  /** P13, as far as the VirtualService has a part in it. */
  private void sums() {
    long additional = additional();
    int weight = 0;
    for (int i = 0; i < strategy.steps().size(); i++) {
      CanaryStep step = strategy.steps().get(i);
      weight = step.part(CanaryStep.SetWeight.class).map(set -> set.weight()).orElse(weight);
      long experiments =
          step.part(CanaryStep.Experiment.class).stream()
              .flatMap(experiment -> experiment.templates().stream())
              .map(ExperimentTemplate::weight)
              .mapToLong(value -> value.orElse(0))
              .sum();
      boolean acts = experiments > 0 || step.part(CanaryStep.SetWeight.class).isPresent();
      if (additional > 0 && acts && weight + experiments + additional > WHOLE) {
        findings.rollout(
            RoutingRule.ADDITIONAL_SUBSETS_ABOVE_HUNDRED,
            MeshChecks.step(i),
            "the canary's \""
                + weight
                + "\", experiments' \""
                + experiments
                + "\" and additional subsets' \""
                + additional
                + "\" are more than 100; stable gets 0 and all shares shrink",
            "lower the weights at " + MeshChecks.step(i));
      }
    }
  }

  /** Returns the largest sum of additional subsets' weights in any weight route. */
  private long additional() {
    return references.virtualServices().stream()
        .flatMap(routed -> routed.selection().all().stream())
        .mapToLong(WeightRoute::additional)
        .max()
        .orElse(0);
  }

  /** 1.5, 2.1. */
  private void experimentOrder() {
    for (int i = 0; i < strategy.steps().size(); i++) {
      if (weightedTemplates(strategy.steps().get(i)) > 1) {
        findings.rollout(
            RoutingRule.EXPERIMENT_ORDER_UNDETERMINED,
            MeshChecks.step(i).child("experiment").child("templates"),
            "the order in which the controller appends the destinations of several templates is"
                + " not determined in every version; the plan sorts them by Service name",
            "nothing to change; the order has no effect");
        return;
      }
    }
  }

  private void pingPong() {
    if (MeshNames.usesPingPong(strategy)) {
      MeshNames names = references.names();
      findings.rollout(
          RoutingRule.PING_PONG_ROLE_ASSUMED,
          MeshChecks.CANARY.child("pingPong"),
          "which of \""
              + names.stableService()
              + "\" and \""
              + names.canaryService()
              + "\" is stable stands in the status only; assumed is that pong is",
          "nothing to change; swap the two in your mind if status.canary.stablePingPong is ping");
    }
  }
}
