// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import io.canaryplan.gitops.Judgement.Outcome;
import io.canaryplan.routing.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Argo CD shows of one object, and what a sync does to it (gitops.md 2, 4 and 6). */
final class JudgementChecks {
  private static final FieldPath HTTP = FieldPath.of("spec", "http");

  private final Judgement judgement;
  private final OwnedFields owned;
  private final WrittenObject object;
  private final Application app;
  private final Findings findings;

  private JudgementChecks(Judgement judgement, OwnedFields owned, Findings findings) {
    this.judgement = judgement;
    this.owned = owned;
    this.object = judgement.object();
    this.app = judgement.app();
    this.findings = findings.about(app.document());
  }

  static void run(Judgement judgement, OwnedFields owned, Findings findings) {
    JudgementChecks checks = new JudgementChecks(judgement, owned, findings);
    if (judgement.isKnown()) {
      checks.weights();
      checks.managedRoutes();
      checks.hashes();
      checks.fullSync();
    }
    checks.replace();
  }

  private void weights() {
    int states = 0;
    Optional<Outcome> first = Optional.empty();
    for (Outcome outcome : judgement.outcomes()) {
      if (outcome.shown()
          && outcome.left().stream()
              .anyMatch(change -> OwnedFields.isWeight(change.path()) && isSeen(change))) {
        states += outcome.count();
        first = first.isPresent() ? first : Optional.of(outcome);
      }
    }
    if (first.isEmpty()) {
      return;
    }
    String often =
        states == 0
            ? first.get().state().label()
            : "in %s, first %s"
                .formatted(
                    states == 1 ? "1 state" : states + " states", first.get().state().label());
    add(
        SyncRules.GITOPS_WEIGHTS_NOT_IGNORED,
        severity(),
        app.place("ignoreDifferences"),
        "the weights of %s differ from git %s, and %s does not ignore them there: it is OutOfSync%s"
            .formatted(
                object.words(),
                often,
                app.words(),
                app.selfHeals()
                    ? ", and self-heal writes git's weights again and again"
                    : ", and a sync writes git's weights until the controller writes its own"),
        ignore(
            owned.expressions(object.git().root()).stream()
                .filter(text -> text.endsWith(".weight"))
                .toList()));
  }

  /** Where git writes no weight, a client-side comparison does not see the controller's. */
  private boolean isSeen(FieldChange change) {
    return judgement.mode() != ComparisonMode.CLIENT_SIDE || change.before().isPresent();
  }

  private Severity severity() {
    return app.selfHeals() ? Severity.ERROR : Severity.WARNING;
  }

  private static String ignore(List<String> expressions) {
    return "add to jqPathExpressions of the object: " + String.join(" and ", expressions);
  }

  private void managedRoutes() {
    Set<String> left = new LinkedHashSet<>();
    for (Outcome outcome : judgement.outcomes()) {
      if (outcome.shown() && outcome.left().stream().anyMatch(OwnedFields::isNewRule)) {
        left.addAll(routes(outcome));
      }
    }
    for (Map.Entry<String, WrittenObject.State> route : owned.managed().entrySet()) {
      if (!left.contains(route.getKey())) {
        continue;
      }
      int step = route.getValue().step();
      String then =
          isKept(HTTP)
              ? "RespectIgnoreDifferences=true keeps it, so that no sync ends the difference"
              : """
              %s removes it, and the controller does not put it back after step %s"""
                  .formatted(app.selfHeals() ? "self-heal" : "a sync", step);
      add(
          SyncRules.GITOPS_MANAGED_ROUTE_NOT_IGNORED,
          severity(),
          app.place("ignoreDifferences"),
          "the route \"%s\" of %s (step %s) is not in git, and %s is OutOfSync because of it: %s"
              .formatted(route.getKey(), object.words(), step, app.words(), then),
          ignore(List.of(OwnedFields.rule(Optional.of(route.getKey())))));
    }
  }

  /** Returns the routes that are left; all of them where another rule is left in their place. */
  private Set<String> routes(Outcome outcome) {
    Set<String> left = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    for (FieldChange change : outcome.left()) {
      if (OwnedFields.isNewRule(change)) {
        OwnedFields.nameOf(outcome.rest(), change.path()).ifPresent(left::add);
      }
    }
    for (FieldChange change : outcome.raw()) {
      if (OwnedFields.isNewRule(change)) {
        OwnedFields.nameOf(outcome.state().document().root(), change.path()).ifPresent(all::add);
      }
    }
    left.retainAll(all);
    return left.isEmpty() ? all : left;
  }

  private void hashes() {
    if (judgement.mode() == ComparisonMode.CLIENT_SIDE) {
      return;
    }
    Optional<Outcome> first =
        judgement.outcomes().stream()
            .filter(Outcome::shown)
            .filter(
                outcome ->
                    outcome.left().stream().anyMatch(change -> OwnedFields.isHash(change.path())))
            .findFirst();
    if (first.isEmpty()) {
      return;
    }
    boolean service = object.id().kind().equals("Service");
    findings.add(
        SyncRules.GITOPS_SSA_LABELS,
        app.place("ignoreDifferences"),
        "with %s %s is OutOfSync %s: the hash %s must be ignored too"
            .formatted(
                judgement.mode(),
                object.words(),
                first.get().state().label(),
                service ? "in its selector" : "in the labels of its subsets"),
        service
            ? "add to jsonPointers of the object: /spec/selector/rollouts-pod-template-hash"
            : """
            add to jqPathExpressions of the object: \
            .spec.subsets[]?.labels["rollouts-pod-template-hash"] and \
            .spec.subsets[]? | .labels | select(. == {})""");
  }

  private void fullSync() {
    if (judgement.appliesOutOfSyncOnly() || judgement.replaces()) {
      return;
    }
    Set<String> fields = new LinkedHashSet<>();
    Optional<Outcome> first = Optional.empty();
    for (Outcome outcome : judgement.outcomes()) {
      Set<String> here = outcome.shown() ? Set.of() : reset(outcome);
      if (!here.isEmpty()) {
        first = first.isPresent() ? first : Optional.of(outcome);
        fields.addAll(here);
      }
    }
    first.ifPresent(
        outcome ->
            findings.add(
                SyncRules.GITOPS_FULL_SYNC_RESETS,
                app.place("syncPolicy", "syncOptions"),
                """
                without ApplyOutOfSyncOnly=true each new revision resets %s of %s, although it is \
                shown Synced %s"""
                    .formatted(String.join(", ", fields), object.words(), outcome.state().label()),
                "add ApplyOutOfSyncOnly=true to syncOptions of " + app.words()));
  }

  /** Returns what a sync would reset that applies the object as git has it (GT-30). */
  private Set<String> reset(Outcome outcome) {
    Set<String> fields = new LinkedHashSet<>();
    boolean service = object.id().kind().equals("Service");
    for (FieldChange change : outcome.raw()) {
      FieldPath path = change.path();
      boolean keptKey = service && !judgement.appliesOnServer();
      if (OwnedFields.isAnnotation(path) || keptKey || isKept(path)) {
        continue;
      }
      if (OwnedFields.isHash(path)) {
        fields.add(service ? "the hash in the selector" : "the hash labels");
      } else if (OwnedFields.isNewRule(change)) {
        OwnedFields.nameOf(outcome.state().document().root(), path)
            .ifPresent(name -> fields.add("the route \"%s\"".formatted(name)));
      } else if (OwnedFields.isWeight(path) && !isNoWeight(change)) {
        fields.add("the weights");
      }
    }
    return fields;
  }

  /** A weight of 0 that git leaves out means the same. */
  private static boolean isNoWeight(FieldChange change) {
    return change.before().isEmpty() && change.after().equals(Optional.of("0"));
  }

  /** With Respect a sync sends a list of which anything is ignored in git as it is (GT-33, 34). */
  private boolean isKept(FieldPath path) {
    return judgement.respects()
        && judgement.ignored().choosers().stream()
            .flatMap(chooser -> judgement.use(chooser).inGit().stream())
            .anyMatch(place -> path.startsWith(place) || isInOneList(path, place));
  }

  private static boolean isInOneList(FieldPath one, FieldPath other) {
    Optional<FieldPath> list = ExpressionChecks.listOf(one);
    return list.isPresent() && list.equals(ExpressionChecks.listOf(other));
  }

  private void replace() {
    if (judgement.replaces() && object.id().kind().equals("DestinationRule")) {
      add(
          SyncRules.GITOPS_REPLACE,
          Severity.ERROR,
          app.place("syncPolicy", "syncOptions"),
          """
          Replace=true removes the annotation that names the Rollout from %s with each sync: the \
          hash labels of its subsets are not restored until another event"""
              .formatted(object.words()),
          "remove Replace=true");
    }
  }

  private void add(Rule rule, Severity severity, FieldPath place, String message, String hint) {
    findings.add(Finding.of(rule, place, message).withHint(hint).withSeverity(severity));
  }

  static List<String> named(List<FieldPath> paths, int most) {
    List<String> texts = new ArrayList<>();
    paths.stream().limit(most).forEach(path -> texts.add(path.toString()));
    if (paths.size() > most) {
      texts.add("and %s more".formatted(paths.size() - most));
    }
    return texts;
  }
}
