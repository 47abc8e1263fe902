// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects findings with their positions; fields whose value is not known are not judged. */
final class Findings {
  private final Optional<YamlDocument> document;
  private final Set<FieldPath> unreadable;
  private final List<Finding> found = new ArrayList<>();

  /** Starts without findings; they get no position if there is no document. */
  Findings(Optional<YamlDocument> document, Set<FieldPath> unreadable) {
    this.document = document;
    this.unreadable = unreadable;
  }

  List<Finding> found() {
    return ImmutableList.copyOf(found);
  }

  /** Returns whether the field, or one above it, could not be read. */
  boolean isUnreadable(FieldPath path) {
    return unreadable.contains(path) || (!path.isRoot() && isUnreadable(path.parent()));
  }

  /** Returns whether the field, or one below it, could not be read. */
  boolean hasUnreadableBelow(FieldPath path) {
    int depth = path.segments().size();
    for (FieldPath bad : unreadable) {
      if (bad.segments().size() >= depth
          && bad.segments().subList(0, depth).equals(path.segments())) {
        return true;
      }
    }
    return false;
  }

  /** Reports something of our own, or of the controller's reference pass, whose paths are real. */
  void add(Rule rule, FieldPath path, String message, String hint) {
    refuse(rule, path, path.toString(), message, hint);
  }

  /**
   * Reports what the controller's spec pass refuses; it leaves {@code canary} out of its paths
   * (istio.md 3.0.4).
   */
  void refuse(Rule rule, FieldPath path, String message, String hint) {
    String shortened =
        path.toString().replaceFirst("^spec\\.strategy\\.(canary|blueGreen)\\b", "spec.strategy");
    refuse(rule, path, shortened, message, hint);
  }

  /** As above, where the controller uses a path of its own. */
  void refuse(Rule rule, FieldPath path, String controllerPath, String message, String hint) {
    if (isUnreadable(path)) {
      return;
    }
    Finding finding = Finding.of(rule, path, message).withHint(hint);
    if (document.isPresent()) {
      finding = finding.at(document.get().position(path));
    }
    boolean same = controllerPath.equals(path.toString());
    found.add(same ? finding : finding.withControllerPath(controllerPath));
  }
}
