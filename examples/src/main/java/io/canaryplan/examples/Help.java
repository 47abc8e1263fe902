// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.util.Optional;

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
    for (Command command : Command.values()) {
      addOwnOptions(text, command);
    }
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

  private static void addOwnOptions(StringBuilder text, Command command) {
    StringBuilder own = new StringBuilder();
    for (Option option : Option.values()) {
      if (option.isFor(command) && !isForAll(option)) {
        line(own, option);
      }
    }
    if (own.length() > 0) {
      text.append("\noptions of ").append(command).append(":\n").append(own);
    }
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
