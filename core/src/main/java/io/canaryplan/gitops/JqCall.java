// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.List;
import java.util.Optional;

/** The functions that are understood, by what gojq defines them as. */
final class JqCall {
  private JqCall() {}

  /** Returns what a call does; absent if it is not understood. */
  static Optional<JqNode> of(String name, List<JqNode> arguments) {
    return Optional.ofNullable(
        switch (name + "/" + arguments.size()) {
          case "select/1" -> new JqNode.Select(arguments.get(0));
          case "any/0" -> new JqNode.Any(new JqNode.Each(), JqParser.IDENTITY);
          case "any/1" -> new JqNode.Any(new JqNode.Each(), arguments.get(0));
          case "any/2" -> new JqNode.Any(arguments.get(0), arguments.get(1));
          case "IN/1" -> in(arguments.get(0), JqParser.IDENTITY);
          case "IN/2" -> in(arguments.get(0), arguments.get(1));
          case "map/1" ->
              new JqNode.Collect(new JqNode.Pipe(List.of(new JqNode.Each(), arguments.get(0))));
          case "recurse/0" -> new JqNode.Recurse();
          case "empty/0" -> new JqNode.Empty();
          case "length/0" -> new JqNode.Length();
          case "tostring/0" -> new JqNode.ToText();
          case "not/0" -> new JqNode.Not();
          default -> null;
        });
  }

  private static JqNode in(JqNode left, JqNode right) {
    return new JqNode.Any(new JqNode.Equal(left, right, false), JqParser.IDENTITY);
  }
}
