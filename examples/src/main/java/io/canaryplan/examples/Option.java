// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.plan.ControllerVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One option of the command line. The order here is the order of the help. */
enum Option {
  FORMAT(
      "--format",
      "table|json",
      "how to print the answer; table unless given",
      Command.PLAN,
      Command.WHAT_IF,
      Command.HASH,
      Command.GITOPS),
  FINDINGS_FORMAT(
      "--format",
      "table|json|sarif|github",
      """
      how to print the findings: table unless given, for people; sarif
      for code scanning; github, workflow commands of GitHub Actions\
      """,
      Command.CHECK),
  REVIEW_FORMAT(
      "--format",
      "table|json|markdown",
      "how to print the answer; markdown is for a pull request;\ntable unless given",
      Command.REVIEW),
  COMPARE_FORMAT(
      "--format",
      "table|json|markdown",
      "how to print the answer; table unless given",
      Command.COMPARE),
  STEPS(
      "--steps",
      "WEIGHT[,WEIGHT…]",
      """
      compare a canary with these weights, from 0 to 100 and rising, each
      followed by a pause until a person goes on\
      """,
      Command.COMPARE),
  FAIL_ON(
      "--fail-on",
      "error|warning|note",
      "the least severity that makes the exit status 1; error unless given;\n"
          + "of a review only new findings count",
      Command.CHECK,
      Command.REVIEW),
  IGNORE(
      "--ignore",
      "RULE[,RULE…]",
      """
      leave out what these rules find, and count it; an object's annotation
      canaryplan.io/ignore does so for that object\
      """,
      Command.CHECK,
      Command.PLAN,
      Command.REVIEW),
  EXPLAIN_RULE(
      "--explain", "RULE", "print what is known of a rule, and check nothing", Command.CHECK),
  JSON("--json", "", "print the exact JSON text that is hashed", Command.HASH),
  SEPARATELY(
      "--separately",
      "",
      "take each FILE for itself: no references, duplicates or\nmissing Rollouts across",
      Command.CHECK,
      Command.HASH),
  AT(
      "--at",
      "STATE",
      "the state in which somebody does something: its number, from 0,\nor its name, as plan prints it",
      Command.WHAT_IF),
  DO(
      "--do",
      "ACT",
      """
      abort, promote, promote-full, retry, rollback, new-version, pause,
      resume, scale=N, or time-out: no more pod becomes available until
      progressDeadlineSeconds are over\
      """,
      Command.WHAT_IF),
  THEN(
      "--then",
      "ACT[@N]",
      """
      what is done at the end of that, or after N of its passes; may be
      repeated\
      """,
      Command.WHAT_IF),
  DOCUMENTS(
      "--documents",
      "",
      "print under the table which fields of the documents each pass changes",
      Command.WHAT_IF),
  PASSES("--passes", "", "print each pass of the controller on a line of the table", Command.PLAN),
  ABORTS("--aborts", "", "print a second table: where an abort at each step leads", Command.PLAN),
  EXPLAIN("--explain", "", "say under the table where each count comes from", Command.PLAN),
  IGNORE_DIFFERENCES(
      "--ignore-differences",
      "",
      "print what an Application has to ignore, as YAML to paste",
      Command.GITOPS),
  APPLICATION(
      "--application",
      "FILE",
      """
      print the Application in FILE, its text kept, with what it has to
      ignore and the sync options it needs\
      """,
      Command.GITOPS),
  MODE(
      "--mode",
      "client-side|server-side-apply|server-side-diff",
      """
      how Argo CD compares the objects, with nothing ignored; unless given
      as their Application among the inputs says, else client-side\
      """,
      Command.GITOPS),
  FOR_GIT(
      "--for-git",
      "",
      """
      print what git should hold: weights at rest, and nothing that the
      controller alone writes; with --diff against the documents given\
      """,
      Command.DOCUMENTS),
  OUT("--out", "DIR", "write one folder per state below DIR", Command.DOCUMENTS),
  DIFF(
      "--diff",
      "[=previous|input]",
      "print what changes in each state as a unified diff, against the state\n"
          + "before it (previous, the default) or the document given (input)",
      Command.DOCUMENTS),
  LAYOUT(
      "--layout",
      "source|canonical",
      "keep your text around each change (source), or print\n"
          + "uniform YAML (canonical); source unless given",
      Command.PLAN,
      Command.DOCUMENTS),
  ROUNDING(
      "--rounding",
      "ceiling|closest",
      """
      how weights become pods without traffic routing:
      ceiling (the documented rule) or closest (controllers since v1.2);
      closest with --controller, else ceiling, unless given\
      """,
      Command.PLAN,
      Command.DOCUMENTS,
      Command.CHECK,
      Command.WHAT_IF,
      Command.COMPARE,
      Command.REVIEW,
      Command.GITOPS),
  REPLICAS(
      "--replicas",
      "N",
      "plan with N pods instead of spec.replicas",
      Command.PLAN,
      Command.DOCUMENTS,
      Command.CHECK,
      Command.WHAT_IF,
      Command.COMPARE,
      Command.REVIEW,
      Command.GITOPS),
  READINESS(
      "--readiness",
      "all|never|N",
      "how many pods of a ReplicaSet become available between two\npasses: all unless given; never: none of the new version",
      Command.PLAN,
      Command.DOCUMENTS,
      Command.CHECK,
      Command.WHAT_IF,
      Command.COMPARE,
      Command.REVIEW,
      Command.GITOPS),
  CONTROLLER(
      "--controller",
      "VERSION",
      "plan what this Argo Rollouts controller does, its rounding\nincluded: "
          + ControllerVersion.list()),
  ISTIO(
      "--istio",
      "VERSION",
      "judge Istio documents as this Istio does: 1.28 to 1.32;\nthe newest unless given",
      Command.PLAN,
      Command.DOCUMENTS,
      Command.CHECK,
      Command.WHAT_IF,
      Command.COMPARE,
      Command.REVIEW,
      Command.GITOPS),
  STABLE_HASH(
      "--stable-hash",
      "HASH",
      "pod template hash of the stable version; status.stableRS of\nthe input unless given",
      Command.PLAN,
      Command.DOCUMENTS,
      Command.CHECK,
      Command.WHAT_IF,
      Command.GITOPS),
  CANARY_HASH(
      "--canary-hash",
      "HASH",
      "pod template hash of the new version; predicted unless given",
      Command.PLAN,
      Command.DOCUMENTS,
      Command.CHECK,
      Command.WHAT_IF,
      Command.GITOPS),
  COLOR(
      "--color",
      "auto|always|never",
      "show the lines that findings are about, in color; auto,\nwhich is on a terminal only, unless given");

  private final String flag;
  private final String value;
  private final String help;
  private final ImmutableSet<Command> commands;

  Option(String flag, String value, String help, Command... commands) {
    this.flag = flag;
    this.value = value;
    this.help = help;
    this.commands = ImmutableSet.copyOf(commands.length == 0 ? Command.values() : commands);
  }

  /** The option as written, for example {@code --format}. */
  String flag() {
    return flag;
  }

  /** What its value looks like; empty if it takes none. */
  String value() {
    return value;
  }

  String help() {
    return help;
  }

  boolean takesValue() {
    return !value.isEmpty();
  }

  /** Whether a value may follow after {@code =} only, and may be left out. */
  boolean isValueOptional() {
    return value.startsWith("[=");
  }

  /** The values that can be given; a single word if it stands for any value. */
  List<String> choices() {
    String plain = isValueOptional() ? value.substring(2, value.length() - 1) : value;
    return Splitter.on('|').splitToList(plain);
  }

  /** Whether all of several values count, and not the last one alone. */
  boolean isRepeatable() {
    return this == IGNORE || this == THEN;
  }

  /** The commands that have it. */
  Set<Command> commands() {
    return commands;
  }

  boolean isFor(Command command) {
    return commands.contains(command);
  }

  /** Returns the option of that name: the command's own, else another command's. */
  static Optional<Option> of(String flag, Command command) {
    List<Option> named = Arrays.stream(values()).filter(each -> each.flag.equals(flag)).toList();
    return named.stream()
        .filter(option -> option.isFor(command))
        .findFirst()
        .or(() -> named.stream().findFirst());
  }
}
