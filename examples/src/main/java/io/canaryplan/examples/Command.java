// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.util.Locale;
import java.util.Optional;

/** What the command line can do. */
enum Command {
  PLAN("print the plan of every Rollout"),
  DOCUMENTS("write or compare the documents of every state"),
  CHECK("print what is wrong or surprising, and nothing else"),
  HASH("print rollouts-pod-template-hash of every Rollout, for each controller");

  private final String help;

  Command(String help) {
    this.help = help;
  }

  String help() {
    return help;
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
    return name().toLowerCase(Locale.ROOT);
  }
}
