// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Rule;
import io.canaryplan.rollout.RolloutReading;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects findings with their positions; fields whose value is not known are not judged. */
final class Findings {
  private final Function<FieldPath, Optional<Position>> positions;
  private final Set<FieldPath> unreadable;
  private final List<Finding> found = new ArrayList<>();

  private Findings(Function<FieldPath, Optional<Position>> positions, Set<FieldPath> unreadable) {
    this.positions = positions;
    this.unreadable = unreadable;
  }

  static Findings of(RolloutReading reading, YamlDocument document) {
    return new Findings(path -> Optional.of(document.position(path)), reading.unreadable());
  }

  static Findings of(YamlDocument document) {
    return new Findings(path -> Optional.of(document.position(path)), ImmutableSet.of());
  }

  static Findings unplaced() {
    return new Findings(path -> Optional.empty(), ImmutableSet.of());
  }

  List<Finding> found() {
    return found;
  }

  /** Returns whether the field, or one above it, could not be read. */
  boolean isUnreadable(FieldPath path) {
    return unreadable.stream().anyMatch(bad -> isWithin(path, bad));
  }

  /** Returns whether a field below this one could not be read. */
  boolean hasUnreadableBelow(FieldPath path) {
    return unreadable.stream().anyMatch(bad -> isWithin(bad, path));
  }

  private static boolean isWithin(FieldPath inner, FieldPath outer) {
    int depth = outer.segments().size();
    return inner.segments().size() >= depth
        && inner.segments().subList(0, depth).equals(outer.segments());
  }

  /** Reports something of our own, or of the controller's reference pass, whose paths are real. */
  void add(Rule rule, FieldPath path, String message, String hint) {
    if (!isUnreadable(path)) {
      Finding finding = Finding.of(rule, path, message).withHint(hint);
      found.add(positions.apply(path).map(finding::at).orElse(finding));
    }
  }

  /**
   * Reports what the controller's spec pass refuses; it leaves {@code canary} out of its paths
   * (spec/istio.md 3.0.4).
   */
  void refuse(Rule rule, FieldPath path, String message, String hint) {
    refuse(rule, path, shortened(path), message, hint);
  }

  /** As above, where the controller uses a path of its own. */
  void refuse(Rule rule, FieldPath path, String controllerPath, String message, String hint) {
    if (!isUnreadable(path)) {
      Finding finding = Finding.of(rule, path, message).withHint(hint);
      finding = positions.apply(path).map(finding::at).orElse(finding);
      boolean same = controllerPath.equals(path.toString());
      found.add(same ? finding : finding.withControllerPath(controllerPath));
    }
  }

  static String shortened(FieldPath path) {
    return path.toString()
        .replaceFirst("^spec\\.strategy\\.(canary|blueGreen)\\b", "spec.strategy");
  }
}
