// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the command line can do. */
enum Command {
  PLAN("print the plan of every Rollout and Deployment"),
  DOCUMENTS("write or compare the documents of every state"),
  CHECK("print what is wrong or surprising, and nothing else"),
  WHAT_IF("print what follows when somebody aborts, promotes, retries, rolls back, …"),
  COMPARE("print rolling update, blue/green and canary of every workload side by side"),
  HASH("print rollouts-pod-template-hash of every Rollout, for each controller"),
  REVIEW("say what the change from BASE to HEAD does, each a FILE"),
  GITOPS("say what Argo CD shows in each state, and what it has to ignore"),
  RULES("print all rules, or those of the words given");

  private final String help;

  Command(String help) {
    this.help = help;
  }

  String help() {
    return help;
  }

  /** Whether it has an answer without any file. */
  boolean needsNoFile() {
    return this == RULES;
  }

  /** All of them in a sentence: {@code plan, documents or check}. */
  static String list() {
    return list(List.of(values()), " or ");
  }

  /** These in a sentence: {@code plan, documents and check}. */
  static String list(Collection<Command> commands) {
    return list(commands, " and ");
  }

  private static String list(Collection<Command> commands, String between) {
    List<String> names = commands.stream().map(Command::toString).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + between + names.get(last);
  }

  static Optional<Command> of(String word) {
    for (Command command : values()) {
      if (command.toString().equals(word)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
