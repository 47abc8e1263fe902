// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.check.Subject;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Weights in git other than those that the controller sets at rest (gitops.md 8). */
final class GitWeightChecks {
  private GitWeightChecks() {}

  static void run(ArgoCd argo, Subject subject, Findings findings) {
    Optional<CanaryPlan> plan = subject.canaryPlan();
    boolean pair = subject.canary().map(canary -> canary.pingPong().isPresent()).orElse(true);
    if (plan.isEmpty() || subject.router().isEmpty() || pair) {
      // ping and pong change roles with each update: either may have all weight at rest
      return;
    }
    List<StateDocument> atRest =
        subject.router().get().begin(plan.get().states().get(0).routing()).documents();
    for (StateDocument document : atRest) {
      if (document.id().kind().equals("VirtualService")) {
        check(document, argo, subject, findings);
      }
    }
  }

  private static void check(
      StateDocument document, ArgoCd argo, Subject subject, Findings findings) {
    YamlNode git = document.source().root();
    YamlNode rest = document.document().root();
    Set<FieldPath> routes = new LinkedHashSet<>();
    for (FieldChange change : FieldChange.between(git, rest)) {
      // a weight that git leaves out says nothing
      if (OwnedFields.isWeight(change.path()) && change.before().isPresent()) {
        routes.add(change.path().parent().parent());
      }
    }
    routes.removeIf(route -> !isPlain(git, rest, route));
    if (routes.isEmpty()) {
      return;
    }
    Optional<Judgement> judgement = judgement(document, argo, subject);
    for (FieldPath route : routes) {
      findings.about(document.source()).add(finding(git, rest, route, judgement));
    }
  }

  /** Where destinations come or go, or two are one version's, other findings tell what happens. */
  private static boolean isPlain(YamlNode git, YamlNode rest, FieldPath route) {
    List<YamlNode> after = destinations(rest, route);
    long taking = after.stream().filter(one -> Fields.integer(one, "weight").orElse(0) > 0).count();
    return taking == 1 && after.size() == destinations(git, route).size();
  }

  private static List<YamlNode> destinations(YamlNode root, FieldPath route) {
    return root.at(route).map(node -> Fields.items(node)).orElse(List.of());
  }

  private static Finding finding(
      YamlNode git, YamlNode rest, FieldPath route, Optional<Judgement> judgement) {
    String atRest = weights(rest, route);
    return Finding.of(
            SyncRules.GITOPS_GIT_WEIGHTS,
            place(git, rest, route),
            "git says %s; the controller sets %s at rest and its own weights at each step. %s"
                .formatted(
                    weights(git, route),
                    atRest,
                    new WeightFate(weights(git, route), atRest).of(judgement)))
        .withHint(
            "leave %s in git, and change the setWeight steps of the Rollout".formatted(atRest));
  }

  private static Optional<Judgement> judgement(
      StateDocument document, ArgoCd argo, Subject subject) {
    Optional<Application> app =
        argo.of(document.id(), document.source())
            .filter(known -> !known.isPatched() && !argo.isInvalid(known));
    if (app.isEmpty()) {
      return Optional.empty();
    }
    Ignored ignored = Ignored.of(argo.ignored(app.get(), document.id()));
    return WrittenObject.of(subject).stream()
        .filter(object -> object.git() == document.source() && ignored.isKnown())
        .findFirst()
        .map(
            object -> new Judgement(object, app.get(), ignored, argo.mode(app.get(), object.git())))
        .filter(Judgement::isKnown);
  }

  /** Returns the first weight of the route that differs. */
  private static FieldPath place(YamlNode git, YamlNode rest, FieldPath route) {
    int size = destinations(git, route).size();
    for (int i = 0; i < size; i++) {
      FieldPath weight = route.index(i).child("weight");
      if (git.at(weight).isPresent() && !git.at(weight).equals(rest.at(weight))) {
        return weight;
      }
    }
    return route;
  }

  private static String weights(YamlNode root, FieldPath route) {
    return destinations(root, route).stream()
        .map(destination -> Fields.text(destination, "weight").orElse("-"))
        .collect(Collectors.joining("/"));
  }
}
