// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.Refusal;
import io.canaryplan.rollout.RouterKind;
import io.canaryplan.rollout.StringMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the controller refuses in one step (istio.md 3.4), in its order; empty steps, weights and
 * durations are judged in reading.
 */
final class StepChecks {
  private final int index;
  private final CanaryStrategy canary;
  private final Routers routers;
  private final Findings findings;

  private StepChecks(int index, CanaryStrategy canary, Routers routers, Findings findings) {
    this.index = index;
    this.canary = canary;
    this.routers = routers;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject.canary().ifPresent(canary -> run(canary, subject, findings));
  }

  private static void run(CanaryStrategy canary, Subject subject, Findings findings) {
    Routers routers = new Routers(canary, subject.controller(), findings);
    for (int i = 0; i < canary.steps().size(); i++) {
      new StepChecks(i, canary, routers, findings).check(canary.steps().get(i));
    }
  }

  private void check(CanaryStep step) {
    exclusive(step);
    step.part(CanaryStep.SetCanaryScale.class).ifPresent(this::scale);
    step.part(CanaryStep.SetHeaderRoute.class).ifPresent(this::header);
    step.part(CanaryStep.SetMirrorRoute.class).ifPresent(this::mirror);
    step.part(CanaryStep.SetHeaderRoute.class).ifPresent(this::managed);
    step.part(CanaryStep.SetMirrorRoute.class).ifPresent(this::managed);
    step.part(CanaryStep.Experiment.class).ifPresent(this::experiment);
  }

  private void exclusive(CanaryStep step) {
    List<String> kinds = kinds(step, true);
    if (kinds.size() > 1) {
      findings.add(
          Refusal.of(
              StepRules.STEP_KINDS_EXCLUSIVE,
              Paths.step(index),
              """
              "%s" stand in one step; only one of setWeight, pause, experiment and analysis may"""
                  .formatted(String.join("\" and \"", kinds)),
              "make %s a step for each".formatted(Paths.step(index))));
    }
  }

  /** Returns the kinds in a step that exclude each other, or those that may stand beside any. */
  static List<String> kinds(CanaryStep step, boolean exclusive) {
    List<String> kinds = new ArrayList<>();
    for (CanaryStep.Part part : step.parts()) {
      if (part.kind().isExclusive() == exclusive) {
        kinds.add(part.kind().field());
      }
    }
    return kinds;
  }

  private void scale(CanaryStep.SetCanaryScale scale) {
    if (!canary.isRouted()) {
      FieldPath path = Paths.step(index, "setCanaryScale");
      findings.add(
          StepRules.SET_CANARY_SCALE_WITHOUT_ROUTING,
          path,
          "spec.strategy.trafficRouting",
          "\"%s\" needs traffic routing; without it the weight is the scale".formatted(scale),
          "remove %s, or add %s".formatted(path, Paths.ROUTING));
    }
  }

  private void header(CanaryStep.SetHeaderRoute route) {
    FieldPath path = Paths.step(index, "setHeaderRoute");
    if (routers.lack(RouterKind.ISTIO, RouterKind.ALB, RouterKind.APISIX, RouterKind.PLUGIN)) {
      routers.refuse(
          StepRules.HEADER_ROUTE_UNSUPPORTED,
          path,
          Quotation.of(route.toString()),
          "istio, alb, apisix and plugins route by header");
    } else if (routers.known()) {
      for (int j = 0; j < route.match().size(); j++) {
        headerMatch(route.match().get(j), path.child("match").index(j));
      }
    }
  }

  private void headerMatch(HeaderMatch match, FieldPath path) {
    if (findings.hasUnreadableBelow(path)) {
      return;
    }
    StringMatch value = match.headerValue();
    String header = "header " + Quotation.of(match.headerName());
    if (!routers.has(RouterKind.ALB)) {
      oneKind(StepRules.HEADER_MATCH_KINDS, path, "headerValue", header, value);
    } else if (value.kinds() != 1 || value.exact().isEmpty()) {
      findings.add(
          Refusal.of(
              StepRules.HEADER_MATCH_NOT_EXACT,
              path,
              "%s%s; alb compares with exact only".formatted(header, has(value)),
              "give %s exact and nothing else".formatted(path.child("headerValue"))));
    }
  }

  private void mirror(CanaryStep.SetMirrorRoute route) {
    FieldPath path = Paths.step(index, "setMirrorRoute");
    if (routers.lackUnlessPlugin(RouterKind.ISTIO)) {
      routers.refuse(
          StepRules.MIRROR_ROUTE_UNSUPPORTED,
          path,
          Quotation.of(route.toString()),
          "istio%s mirror requests".formatted(routers.andPlugins()));
    }
    for (int j = 0; j < route.match().size(); j++) {
      MirrorMatch match = route.match().get(j);
      // The controller tests the method twice and headers never; one finding each is enough.
      mirrorMatch("method", match.method(), path.child("match").index(j));
      mirrorMatch("path", match.path(), path.child("match").index(j));
    }
  }

  private void mirrorMatch(String field, Optional<StringMatch> value, FieldPath path) {
    if (value.isPresent()
        && !findings.hasUnreadableBelow(path.child(field))
        && !findings.isUnreadable(path.child(field))) {
      oneKind(StepRules.MIRROR_MATCH_KINDS, path, field, "\"%s\"".formatted(field), value.get());
    }
  }

  private void oneKind(Rule rule, FieldPath path, String field, String words, StringMatch value) {
    if (value.kinds() != 1) {
      findings.add(
          Refusal.of(
              rule,
              path,
              "%s%s; it needs exactly one of exact, prefix and regex".formatted(words, has(value)),
              "give %s one of exact, prefix and regex".formatted(path.child(field))));
    }
  }

  private static String has(StringMatch value) {
    return switch (value.kinds()) {
      case 0 -> " has no value";
      case 1 -> " has the kind " + (value.prefix().isPresent() ? "prefix" : "regex");
      default -> " has " + value.kinds() + " kinds of value";
    };
  }

  private void managed(CanaryStep.ManagedRoute route) {
    if (!canary.isRouted()) {
      return;
    }
    String name = route.name();
    FieldPath path = Paths.step(index, route.kind().field());
    FieldPath declared = Paths.ROUTING.child("managedRoutes");
    List<String> names = routers.routing().managedRoutes();
    if (names.isEmpty()) {
      findings.add(
          Refusal.of(
              StepRules.MANAGED_ROUTES_MISSING,
              declared,
              "\"managedRoutes\" is missing; step %s sets the route %s"
                  .formatted(index + 1, Quotation.of(name)),
              "add %s with the name %s".formatted(declared, Texts.cut(name))));
    } else if (!names.contains(name)
        && !findings.hasUnreadableBelow(declared)
        && !findings.isUnreadable(path.child("name"))) {
      findings.add(
          Refusal.of(
              StepRules.MANAGED_ROUTE_UNDECLARED,
              path,
              "%s is not in managedRoutes; a route that a step sets must be declared there"
                  .formatted(Quotation.of(name)),
              "add %s to %s".formatted(Texts.cut(name), declared)));
    }
  }

  private void experiment(CanaryStep.Experiment experiment) {
    List<ExperimentTemplate> templates = experiment.templates();
    for (int k = 0; k < templates.size(); k++) {
      if (templates.get(k).weight().isPresent()) {
        experimentWeight(
            "weight \"%s\"".formatted(templates.get(k).weight().getAsInt()),
            Paths.step(index, "experiment").child("templates").index(k).child("weight"));
      }
    }
  }

  private void experimentWeight(String weight, FieldPath path) {
    if (!canary.isRouted()) {
      findings.add(
          Refusal.of(
              StepRules.EXPERIMENT_WEIGHT_WITHOUT_ROUTING,
              path,
              "%s needs traffic routing; without it an experiment has no weight".formatted(weight),
              "remove %s".formatted(path)));
    } else if (routers.lack(RouterKind.ALB, RouterKind.SMI, RouterKind.ISTIO, RouterKind.PLUGIN)) {
      routers.refuse(
          StepRules.EXPERIMENT_WEIGHT_UNSUPPORTED,
          path,
          weight,
          "alb, smi, istio and plugins can weight an experiment");
    }
  }
}
