// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code --help} and {@code --version} print. */
final class Help {
  private static final int COLUMN = 30;

  private Help() {}

  static String text() {
    StringBuilder text =
        new StringBuilder("usage: java -jar canaryplan.jar COMMAND [OPTIONS] FILE…\n\n");
    for (Command command : Command.values()) {
      line(text, command.toString(), command.help());
    }
    text.append("\noptions of all commands:\n");
    for (Option option : Option.values()) {
      if (isForAll(option)) {
        line(text, option);
      }
    }
    line(text, "--help, --version", "print this text, or the version");
    addOtherOptions(text);
    text.append(
        """

        FILE is a manifest, a folder (all *.yaml, *.yml and *.json below it), or - for standard input.
        Exit status: 0 fine, 1 findings of severity error, 2 usage, or unreadable input.
        """);
    return text.toString();
  }

  static String version() {
    return "canaryplan "
        + Optional.ofNullable(Help.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)")
        + "\n";
  }

  /** Options that the same commands have stand together. */
  private static void addOtherOptions(StringBuilder text) {
    Map<Set<Command>, StringBuilder> groups = new LinkedHashMap<>();
    for (Option option : Option.values()) {
      if (!isForAll(option)) {
        line(groups.computeIfAbsent(option.commands(), of -> new StringBuilder()), option);
      }
    }
    groups.forEach(
        (commands, lines) ->
            text.append("\noptions of ")
                .append(Command.list(commands))
                .append(":\n")
                .append(lines));
  }

  private static boolean isForAll(Option option) {
    for (Command command : Command.values()) {
      if (!option.isFor(command)) {
        return false;
      }
    }
    return true;
  }

  private static void line(StringBuilder text, Option option) {
    String separator = option.isValueOptional() ? "" : " ";
    line(text, option.flag() + separator + option.value(), option.help());
  }

  private static void line(StringBuilder text, String left, String right) {
    text.append("  ").append(left).append(" ".repeat(Math.max(1, COLUMN - left.length())));
    text.append(right.replace("\n", "\n" + " ".repeat(COLUMN + 2))).append('\n');
  }
}
