// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that are defined where a jq program is being read. */
final class JqScope {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  int mark() {
    return names.size();
  }

  /** Forgets what was defined since {@code mark}. */
  void reset(int mark) {
    while (names.size() > mark) {
      counts.merge(names.remove(names.size() - 1), -1, Integer::sum);
    }
  }

  /** Returns the variables that {@code reading} defines; they stay defined. */
  List<String> collect(Runnable reading) {
    int mark = mark();
    reading.run();
    return List.copyOf(names.subList(mark, names.size()));
  }

  void addFunction(String name, int parameters) {
    add(name + "/" + parameters);
  }

  /** Adds a parameter of a function: a name, or a variable, which can be called as well. */
  void addParameter(String parameter) {
    if (parameter.startsWith("$")) {
      add(parameter);
      addFunction(parameter.substring(1), 0);
    } else {
      addFunction(parameter, 0);
    }
  }

  void addVariable(String name) {
    add(name);
  }

  void addLabel(String name) {
    add("label " + name);
  }

  boolean hasFunction(String name, int arguments) {
    return has(name + "/" + arguments);
  }

  boolean hasVariable(String name) {
    return has(name);
  }

  boolean hasLabel(String name) {
    return has("label " + name);
  }

  private void add(String name) {
    names.add(name);
    counts.merge(name, 1, Integer::sum);
  }

  private boolean has(String name) {
    return counts.getOrDefault(name, 0) > 0;
  }
}
