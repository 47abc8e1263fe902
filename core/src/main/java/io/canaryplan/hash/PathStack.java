// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Where a walk over a template stands, kept cheaply: a path is made only when one is told. */
final class PathStack {
  private final FieldPath base;
  private final List<Object> steps = new ArrayList<>();

  PathStack(FieldPath base) {
    this.base = base;
  }

  void enter(String key) {
    steps.add(key);
  }

  void enter(int index) {
    steps.add(index);
  }

  void leave() {
    steps.remove(steps.size() - 1);
  }

  int depth() {
    return steps.size();
  }

  void cutTo(int depth) {
    steps.subList(depth, steps.size()).clear();
  }

  FieldPath path() {
    FieldPath path = base;
    for (Object step : steps) {
      path = step instanceof Integer index ? path.index(index) : path.child((String) step);
    }
    return path;
  }

  NotPredictableException failure(Reason reason, String message, YamlNode node) {
    return new NotPredictableException(reason, message, path(), node);
  }
}
