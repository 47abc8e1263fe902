// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.gitops.IgnoreEntry.Kind;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with a single pointer, expression or manager, by what it chooses of an object in
 * git and in every state (gitops.md 3 and 6).
 */
final class ExpressionChecks {
  private static final int MOST_NAMED = 3;
  private static final int LONGEST_REPAIRED = 1_000;

  private final Judgement judgement;
  private final OwnedFields owned;
  private final WrittenObject object;
  private final List<YamlNode> others;
  private final Findings findings;
  private final Set<FieldPath> lists = new HashSet<>();

  private ExpressionChecks(
      Judgement judgement, OwnedFields owned, List<YamlNode> others, Findings findings) {
    this.judgement = judgement;
    this.owned = owned;
    this.object = judgement.object();
    this.others = others;
    this.findings = findings;
  }

  /** {@code others} are further objects among the inputs that an entry without a name is about. */
  static void run(
      Judgement judgement, OwnedFields owned, List<YamlNode> others, Findings findings) {
    ExpressionChecks checks = new ExpressionChecks(judgement, owned, others, findings);
    judgement.ignored().choosers().forEach(checks::check);
  }

  private void check(Chooser chooser) {
    if (chooser.isUnknown()) {
      return;
    }
    Judgement.Use use = judgement.use(chooser);
    if (chooser.is(Kind.MANAGER) && !chooser.text().equals(Chooser.CONTROLLER)) {
      managerName(chooser);
      return;
    }
    if (isForKind(chooser)) {
      use.failure().ifPresent(failure -> skipped(chooser, failure));
    }
    use.oneSided().ifPresent(state -> oneSided(chooser, state));
    indexed(chooser);
    hidden(chooser, use);
    if (judgement.respects()) {
      respected(chooser, use);
    }
    if (isForKind(chooser) && use.failure().isEmpty() && !use.matches()) {
      noEffect(chooser);
    }
  }

  /** What is for many kinds need not do anything to this one. */
  private boolean isForKind(Chooser chooser) {
    return chooser.entry().said().kind().equals(object.id().kind());
  }

  /** Managers of other programs are their own affair; a name like the controller's is meant. */
  private void managerName(Chooser chooser) {
    String name = chooser.text();
    if (name.contains("rollout") || name.contains("argo")) {
      add(
          ExpressionRules.GITOPS_MANAGER_NAME,
          chooser,
          """
          the manager %s never owns what the controller writes into %s; the controller is \
          "%s", and nothing is ignored here"""
              .formatted(Quotation.of(name), object.words(), Chooser.CONTROLLER),
          instead());
    }
  }

  private String instead() {
    List<String> expressions = owned.expressions(object.git().root());
    return expressions.isEmpty()
        ? "remove it"
        : "write in jqPathExpressions: " + String.join(" and ", expressions);
  }

  private void skipped(Chooser chooser, Judgement.Failure failure) {
    add(
        ExpressionRules.GITOPS_EXPRESSION_SKIPPED,
        chooser,
        "the jq expression %s fails on %s %s%s (%s) and is skipped there"
            .formatted(
                Quotation.of(chooser.text()),
                object.words(),
                failure.words(),
                withoutRoute(failure.document()),
                Quotation.line(failure.reason())),
        repaired(chooser).map(text -> "write " + text).orElse(instead()));
  }

  private static String withoutRoute(YamlNode document) {
    List<YamlNode> rules = Fields.items(document, "spec", "http");
    for (int i = 0; i < rules.size(); i++) {
      if (!Fields.isList(rules.get(i), "route")) {
        String name =
            Fields.text(rules.get(i), "name").map(text -> ", \"" + text + "\",").orElse("");
        return ", where rule %s%s has no route".formatted(i + 1, name);
      }
    }
    return "";
  }

  /** Returns the expression with a question mark behind each pair of brackets, if that works. */
  private Optional<String> repaired(Chooser chooser) {
    if (chooser.text().length() > LONGEST_REPAIRED) {
      return Optional.empty();
    }
    String text = chooser.text().replace("[]?", "[]").replace("[]", "[]?");
    if (!(JqExpression.parse(text) instanceof JqExpression.Understood repaired)) {
      return Optional.empty();
    }
    boolean works =
        repaired.select(object.git().root()).failure().isEmpty()
            && object.states().stream()
                .map(state -> state.document().root())
                .distinct()
                .allMatch(live -> repaired.select(live).failure().isEmpty());
    return works ? Optional.of(text) : Optional.empty();
  }

  private void oneSided(Chooser chooser, WrittenObject.State state) {
    add(
        ExpressionRules.GITOPS_ONE_SIDED_CONDITION,
        chooser,
        """
        %s removes fields of %s %s that git has too, and leaves them in git: a difference for as \
        long as it is so"""
            .formatted(Quotation.of(chooser.text()), object.words(), state.label()),
        instead());
  }

  private void indexed(Chooser chooser) {
    int index = index(chooser);
    if (index < 0) {
      return;
    }
    List<YamlNode> git = Fields.items(object.git().root(), "spec", "http");
    if (index >= git.size()) {
      return;
    }
    for (WrittenObject.State state : object.states()) {
      List<YamlNode> live = Fields.items(state.document().root(), "spec", "http");
      if (live.size() > git.size()
          && !Fields.text(live.get(index), "name").equals(Fields.text(git.get(index), "name"))) {
        add(
            ExpressionRules.GITOPS_INDEX_POINTER,
            chooser,
            "%s points at another rule of %s from step %s on, when \"%s\" is put on top"
                .formatted(
                    Quotation.of(chooser.text()),
                    object.words(),
                    state.step(),
                    Fields.text(live.get(0), "name").orElse("")),
            instead());
        return;
      }
    }
  }

  /** Returns the place of a rule that is chosen by its place, or -1. */
  private static int index(Chooser chooser) {
    String text = chooser.text();
    String before = chooser.is(Kind.POINTER) ? "/spec/http/" : "http[";
    int at = text.indexOf(before);
    if (at < 0 || chooser.is(Kind.MANAGER)) {
      return -1;
    }
    int start = at + before.length();
    int end = start;
    while (end < text.length() && end < start + 4 && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == start ? -1 : Integer.parseInt(text.substring(start, end));
  }

  private void hidden(Chooser chooser, Judgement.Use use) {
    List<FieldPath> others = owned.others(object.git().root(), use.inGit());
    if (!others.isEmpty()) {
      add(
          ExpressionRules.GITOPS_HIDES_EDITS,
          chooser,
          "%s also hides edits in git of %s of %s, which the controller does not write"
              .formatted(
                  Quotation.of(chooser.text()),
                  String.join(", ", JudgementChecks.named(others, MOST_NAMED)),
                  object.words()),
          instead());
    }
  }

  /** One value of a list carries the whole list, and none in git carries nothing (GT-33, GT-34). */
  private void respected(Chooser chooser, Judgement.Use use) {
    if (object.id().kind().equals("Service")) {
      return;
    }
    Set<FieldPath> touched = new LinkedHashSet<>();
    use.inGit().forEach(path -> listOf(path).ifPresent(touched::add));
    for (FieldPath list : touched) {
      if (lists.add(list)) {
        add(
            SyncRules.GITOPS_RESPECT_BLOCKS_EDITS,
            chooser,
            """
            with RespectIgnoreDifferences=true %s keeps the whole list %s of %s as it is in the \
            cluster: edits of it in git are never applied"""
                .formatted(Quotation.of(chooser.text()), list, object.words()),
            "use ApplyOutOfSyncOnly=true instead, and edit the list while no update is under way");
      }
    }
    Set<FieldPath> unprotected = new LinkedHashSet<>();
    use.inLive().forEach(path -> listOf(path).ifPresent(unprotected::add));
    unprotected.removeAll(inGit());
    for (FieldPath list : unprotected) {
      add(
          SyncRules.GITOPS_RESPECT_NO_PROTECTION,
          chooser,
          """
          RespectIgnoreDifferences=true does not keep what %s ignores of %s: there is nothing to \
          ignore in git's %s, and since Argo CD 3.3.13, 3.4.5 and 3.5.0 a sync applies that list \
          as git has it"""
              .formatted(Quotation.of(chooser.text()), object.words(), list),
          "use ApplyOutOfSyncOnly=true, and edit the object while no update is under way");
    }
  }

  /** Returns the lists of which anything is ignored in git, by whatever it is. */
  private Set<FieldPath> inGit() {
    Set<FieldPath> all = new HashSet<>();
    for (Chooser chooser : judgement.ignored().choosers()) {
      judgement.use(chooser).inGit().forEach(path -> listOf(path).ifPresent(all::add));
    }
    return all;
  }

  /** Returns the outermost list that a place is in or is itself, as objects of Istio have them. */
  static Optional<FieldPath> listOf(FieldPath path) {
    for (int i = 0; i < path.segments().size(); i++) {
      if (path.segments().get(i) instanceof Segment.Index) {
        return Optional.of(new FieldPath(path.segments().subList(0, i)));
      }
    }
    String key = OwnedFields.lastKey(path);
    boolean list =
        path.segments().size() == 2 && Set.of("http", "tls", "tcp", "subsets").contains(key);
    return list ? Optional.of(path) : Optional.empty();
  }

  /** Fields that others may write into the live object are not known, such as its metadata. */
  private void noEffect(Chooser chooser) {
    String text = chooser.text();
    if (text.contains("metadata") || isForOthers(chooser)) {
      return;
    }
    add(
        ExpressionRules.GITOPS_EXPRESSION_NO_EFFECT,
        chooser,
        "%s matches nothing in any state of %s%s"
            .formatted(
                Quotation.of(text),
                object.words(),
                chooser.is(Kind.POINTER) && text.contains("*")
                    ? "; JSON pointers have no wildcards"
                    : ""),
        instead());
  }

  private boolean isForOthers(Chooser chooser) {
    return chooser.entry().said().name().isEmpty()
        && others.stream().anyMatch(other -> !chooser.select(other, other).paths().isEmpty());
  }

  private void add(Rule rule, Chooser chooser, String message, String hint) {
    IgnoreEntry entry = chooser.entry();
    findings
        .about(entry.document())
        .add(Finding.of(rule, chooser.part().path(), message).withHint(hint));
  }
}
