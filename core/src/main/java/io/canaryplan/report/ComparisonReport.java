// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.canaryplan.comparison.ComparedWay;
import io.canaryplan.comparison.Comparison;
import io.canaryplan.comparison.Origin;
import io.canaryplan.comparison.ReadyTime;
import io.canaryplan.comparison.Way;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Standstill;
import io.canaryplan.report.Grid.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said about one comparison.
 *
 * @param comparison the comparison
 * @param columns one for each way that has a plan
 */
record ComparisonReport(Comparison comparison, List<ComparedColumn> columns) {
  ComparisonReport {
    columns = ImmutableList.copyOf(columns);
  }

  static ComparisonReport of(Comparison comparison) {
    return new ComparisonReport(
        comparison, comparison.planned().stream().map(ComparedColumn::of).toList());
  }

  /** Returns what is compared, on one line: {@code shop: 2 replicas, rounding ceiling, …}. */
  String line() {
    Optional<CanaryPlan> canary =
        columns.stream()
            .map(ComparedColumn::plan)
            .filter(CanaryPlan.class::isInstance)
            .map(CanaryPlan.class::cast)
            .findFirst();
    return Quotation.line(
        comparison.namespace().map(space -> space + "/").orElse("")
            + comparison.name()
            + ": "
            + comparison.replicas()
            + (comparison.replicas() == 1 ? " replica" : " replicas")
            + canary
                .map(
                    plan ->
                        ", rounding "
                            + plan.rounding()
                            + ", controller "
                            + plan.settings().controller())
                .orElse(""));
  }

  /** Returns a row for each number and a column for each way. */
  Grid grid() {
    List<Column> titles = new ArrayList<>();
    titles.add(Column.left(""));
    columns.forEach(column -> titles.add(Column.left(column.title())));
    Grid grid = new Grid(titles);
    row(grid, "first users with the new version", ComparedColumn::firstUsers);
    row(grid, "their share, pass by pass", ComparedColumn::shares);
    row(grid, "before anybody can stop it", ComparedColumn::beforeStop);
    row(grid, "pods at most", column -> Long.toString(column.plan().peakPods()));
    row(grid, "available at least", column -> Long.toString(column.plan().lowestAvailablePods()));
    row(grid, "extra pods × time", ComparedColumn::extraPods);
    row(grid, "time to all users", ComparedColumn::timeToFull);
    row(grid, "back from where it waits", ComparedColumn::backFromGate);
    row(grid, "back from all users", ComparedColumn::backFromFull);
    row(grid, "a session can see both", ComparedColumn::sessions);
    row(grid, "needs", ComparedColumn::needs);
    return grid;
  }

  private void row(Grid grid, String name, Function<ComparedColumn, String> cell) {
    grid.row(Stream.concat(Stream.of(name), columns.stream().map(cell)).toArray(String[]::new));
  }

  /** Returns the numbers in which the ways differ, in one sentence. */
  String decides() {
    List<String> factors = new ArrayList<>();
    addFactor(
        factors,
        "the users who have the new version before anybody can stop it",
        Comparator.comparing(column -> column.exposure().beforeStop()),
        column -> ComparedColumn.share(column.exposure().beforeStop()));
    addPods(factors, "the pods at most", Plan::peakPods);
    addPods(factors, "the pods available at least", Plan::lowestAvailablePods);
    return factors.isEmpty()
        ? "What decides: none of the users, the pods at most and those available; they are the same"
        : "What decides: " + Joiner.on(", against ").join(factors);
  }

  private void addPods(List<String> factors, String what, ToLongFunction<Plan> pods) {
    addFactor(
        factors,
        what,
        Comparator.comparingLong(column -> pods.applyAsLong(column.plan())),
        column -> Long.toString(pods.applyAsLong(column.plan())));
  }

  // what reads the same is the same, also where it differs by less than a tenth of a percent
  private void addFactor(
      List<String> factors,
      String what,
      Comparator<ComparedColumn> order,
      Function<ComparedColumn, String> number) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    columns.stream()
        .sorted(order)
        .forEach(
            column ->
                groups
                    .computeIfAbsent(number.apply(column), text -> new ArrayList<>())
                    .add(column.title()));
    if (groups.size() > 1) {
      factors.add(
          groups.entrySet().stream()
              .map(group -> group.getKey() + " " + Joiner.on(", ").join(group.getValue()))
              .collect(Collectors.joining("; ", what + " (", ")")));
    }
  }

  /** Returns what is to be known besides, a sentence each. */
  List<String> notes() {
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    notes.add("what pods need to start is in no time" + minReady());
    if (comparison.services().filter(List::isEmpty).isPresent()) {
      notes.add(
          "no Service among the inputs selects these pods; the shares are those of one that does");
    }
    for (ComparedWay way : comparison.ways()) {
      String title = ComparedColumn.title(way);
      way.refusal().ifPresent(why -> notes.add(Quotation.line(title + ": not compared, " + why)));
      way.plan()
          .flatMap(plan -> plan.standstill())
          .map(Standstill::message)
          .ifPresent(why -> notes.add(Quotation.line(title + ": " + why)));
    }
    columns.forEach(column -> advice(column).ifPresent(notes::add));
    return notes.build();
  }

  // the studies of the controllers tell how often a rolling update and a blue-green one wait
  private String minReady() {
    OptionalInt seconds =
        columns.stream().mapToInt(column -> ReadyTime.of(column.plan()).minReadySeconds()).max();
    if (seconds.orElse(0) == 0) {
      return "";
    }
    String counted =
        columns.stream()
            .filter(column -> ReadyTime.of(column.plan()).seconds().isPresent())
            .map(ComparedColumn::title)
            .collect(Collectors.joining(", "));
    return "; minReadySeconds, "
        + seconds.getAsInt()
        + " s for each wait for pods, is in "
        + (counted.isEmpty() ? "no time" : "the times of " + counted + " alone")
        + " and in no pods × time";
  }

  private static Optional<String> advice(ComparedColumn column) {
    if (column.exposure().narrowed()) {
      return Optional.of(
          column.title()
              + ": the shares are those of the clients of stableService, whom the controller keeps"
              + " on the stable version until the promotion");
    }
    if (ComparedColumn.hasNoSteps(column.way())) {
      return Optional.of(column.title() + ": setWeight and pause steps would make it wait");
    }
    boolean opened =
        column.way().way() == Way.BLUE_GREEN && column.way().origin() == Origin.DERIVED;
    return opened
        ? Optional.of(
            column.title()
                + ": with autoPromotionEnabled: false it would wait for a person before the switch")
        : Optional.empty();
  }
}
