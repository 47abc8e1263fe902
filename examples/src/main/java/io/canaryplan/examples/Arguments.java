// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line taken apart: {@code COMMAND [OPTIONS] FILE…}. Options may stand anywhere after the
 * command, as {@code --name value} or {@code --name=value}; the last of two wins; {@code --} ends
 * them. {@code -} is a file.
 *
 * @param command what to do
 * @param options the options given; one without a value maps to the empty text
 * @param files at least one
 */
record Arguments(Command command, Map<Option, String> options, List<String> files) {
  Arguments {
    options = ImmutableMap.copyOf(options);
    files = ImmutableList.copyOf(files);
  }

  static Arguments parse(String... args) throws UsageException {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    if (rest.isEmpty()) {
      throw new UsageException("a command is missing: " + Command.list());
    }
    String word = rest.pop();
    Command command =
        Command.of(word)
            .orElseThrow(
                () ->
                    new UsageException("there is no command \"" + word + "\": " + Command.list()));
    Map<Option, String> options = new EnumMap<>(Option.class);
    List<String> files = new ArrayList<>();
    while (!rest.isEmpty()) {
      String next = rest.pop();
      if (next.equals("--")) {
        files.addAll(rest);
        rest.clear();
      } else if (next.startsWith("-") && !next.equals("-")) {
        readOption(command, next, rest, options);
      } else {
        files.add(next);
      }
    }
    if (files.isEmpty() && !command.needsNoFile() && !options.containsKey(Option.EXPLAIN_RULE)) {
      throw new UsageException("no file is given: a manifest, a folder, or - for standard input");
    }
    return new Arguments(command, options, files);
  }

  boolean has(Option option) {
    return options.containsKey(option);
  }

  Optional<String> get(Option option) {
    return Optional.ofNullable(options.get(option));
  }

  private static void readOption(
      Command command, String text, Deque<String> rest, Map<Option, String> options)
      throws UsageException {
    int equals = text.indexOf('=');
    String flag = equals < 0 ? text : text.substring(0, equals);
    Option option =
        Option.of(flag, command)
            .orElseThrow(() -> new UsageException("there is no option \"" + flag + "\""));
    if (!option.isFor(command)) {
      throw new UsageException(command + " has no option \"" + flag + "\"");
    }
    if (equals >= 0 && !option.takesValue()) {
      throw new UsageException(flag + " takes no value");
    }
    boolean alone = equals < 0 && (!option.takesValue() || option.isValueOptional());
    if (equals < 0 && !alone && rest.isEmpty()) {
      throw new UsageException(flag + " needs a value: " + option.value());
    }
    String value = "";
    if (!alone) {
      value = equals < 0 ? rest.pop() : text.substring(equals + 1);
    }
    // rules that are ignored add up, and so do acts; of all else the last one counts
    options.merge(option, value, (old, now) -> option.isRepeatable() ? old + "," + now : now);
  }
}
