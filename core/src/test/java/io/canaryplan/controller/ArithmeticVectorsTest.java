// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.WeightMath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The pure arithmetic against what the controller's own functions printed. */
class ArithmeticVectorsTest {
  @Test
  void ceilingTargets() {
    VectorFile.check("target-ceiling.tsv", row -> row.expect(2, target(row, Rounding.CEILING, 0)));
  }

  @Test
  void closestTargets() {
    VectorFile.check(
        "target-closest.tsv", row -> row.expect(3, target(row, Rounding.CLOSEST, row.number(2))));
  }

  private static Object[] target(VectorRow row, Rounding rounding, int surge) {
    ReplicaCounts counts = WeightMath.targetCounts(rounding, row.number(0), row.number(1), surge);
    return new Object[] {counts.canary(), counts.stable()};
  }

  @Test
  void fenceposts() {
    VectorFile.check("fenceposts.tsv", ArithmeticVectorsTest::fencepost);
  }

  private static Optional<String> fencepost(VectorRow row) {
    return underAnyReading(
        limits(row, 1, 2), limits -> row.expect(3, limits.maxSurge(), limits.maxUnavailable()));
  }

  // The files were printed without quotes: a plain number means pods in most rows, a quoted number
  // and therefore percent in others.
  private static Optional<String> underAnyReading(
      List<ScaleLimits> readings, Function<ScaleLimits, Optional<String>> check) {
    List<Optional<String>> problems = readings.stream().map(check).toList();
    return problems.stream().allMatch(Optional::isPresent) ? problems.get(0) : Optional.empty();
  }

  private static List<ScaleLimits> limits(VectorRow row, int surge, int unavailable) {
    return IntOrPercentCell.readings(row.text(surge)).stream()
        .flatMap(
            up ->
                IntOrPercentCell.readings(row.text(unavailable)).stream()
                    .map(down -> ScaleLimits.resolve(up.value(), down.value(), row.number(0))))
        .distinct()
        .toList();
  }

  private record IntOrPercentCell(Optional<IntOrPercent> value) {
    static List<IntOrPercentCell> readings(String cell) {
      if (cell.equals("-")) {
        return List.of(new IntOrPercentCell(Optional.empty()));
      }
      if (!cell.matches("[0-9]+")) {
        String text = cell.replace("\"", "");
        return List.of(new IntOrPercentCell(Optional.of(IntOrPercent.ofText(text))));
      }
      return List.of(
          new IntOrPercentCell(Optional.of(IntOrPercent.of(Integer.parseInt(cell)))),
          new IntOrPercentCell(Optional.of(IntOrPercent.ofText(cell))));
    }
  }

  @Test
  void passesUnderTheCeilingRule() {
    VectorFile.check("next-ceiling.tsv", row -> pass(row, Rounding.CEILING));
  }

  @Test
  void passesUnderTheClosestRule() {
    VectorFile.check("next-closest.tsv", row -> pass(row, Rounding.CLOSEST));
  }

  private static Optional<String> pass(VectorRow row, Rounding rounding) {
    return underAnyReading(limits(row, 2, 3), limits -> pass(row, rounding, limits));
  }

  private static Optional<String> pass(VectorRow row, Rounding rounding, ScaleLimits limits) {
    BasicScaling scaling = new BasicScaling(rounding, row.number(0), limits, Optional.empty());
    ReplicaSets sets =
        new ReplicaSets(
            replicaSet(row, 4),
            replicaSet(row, 6),
            false,
            List.of(ReplicaSetState.ready(row.optionalNumber(8).orElse(0))));
    ReplicaCounts next = scaling.next(sets, row.number(1));
    int atDesired = scaling.atDesired(sets, row.number(1)) ? 1 : 0;
    return row.expect(9, next.canary(), next.stable(), atDesired);
  }

  private static Optional<ReplicaSetState> replicaSet(VectorRow row, int column) {
    return row.isAbsent(column)
        ? Optional.empty()
        : Optional.of(ReplicaSetState.of(row.number(column), row.number(column + 1)));
  }

  @Test
  void routedCounts() {
    VectorFile.check("routed-counts.tsv", ArithmeticVectorsTest::routed);
  }

  private static Optional<String> routed(VectorRow row) {
    int minPods =
        RoutedScaling.minPods(row.optionalNumber(6), row.number(0), ControllerVersion.MAIN);
    RoutedScaling scaling = new RoutedScaling(row.number(0), row.number(1), row.flag(5), minPods);
    ReplicaCounts counts = scaling.counts(demand(row), row.optionalNumber(7));
    return row.expect(8, counts.canary(), counts.stable());
  }

  private static CanaryDemand demand(VectorRow row) {
    if (!row.isAbsent(3)) {
      return CanaryDemand.ofPods(row.number(3));
    }
    OptionalInt scale = row.optionalNumber(4);
    return CanaryDemand.ofWeight(scale.orElseGet(() -> row.optionalNumber(2).orElse(0)));
  }

  @Test
  void abortWeights() {
    VectorFile.check("abort-weight.tsv", ArithmeticVectorsTest::abort);
  }

  private static Optional<String> abort(VectorRow row) {
    RoutedScaling scaling = new RoutedScaling(row.number(0), 100, row.flag(1), 0);
    boolean delayed = row.optionalNumber(2).orElse(0) > 0;
    AbortWeight weight = new AbortWeight(scaling, row.numbers(3), delayed, ControllerVersion.MAIN);
    return row.expect(7, weight.next(row.number(4), row.number(5), row.optionalNumber(6)));
  }
}
