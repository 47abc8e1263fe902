// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.ServiceSelection;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.report.Grid.Column;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.FieldChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What follows when somebody does something to an update, as a table or as JSON.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class WhatIfReport {
  private final PlannedWorkload workload;
  private final Plan plan;
  private final int state;
  private final List<UpdateCourse> courses;
  private final List<OptionalInt> begins;

  private WhatIfReport(
      PlannedWorkload workload,
      Plan plan,
      int state,
      List<UpdateCourse> courses,
      List<OptionalInt> begins) {
    this.workload = workload;
    this.plan = plan;
    this.state = state;
    this.courses = ImmutableList.copyOf(courses);
    this.begins = ImmutableList.copyOf(begins);
  }

  /**
   * Returns the report of courses that follow each other.
   *
   * @param workload the workload, with a plan
   * @param state position in {@link Plan#states} of the state that the first one begins in
   * @param courses the courses, in their order
   * @throws IllegalArgumentException if the workload has no plan
   */
  public static WhatIfReport of(PlannedWorkload workload, int state, List<UpdateCourse> courses) {
    return of(workload, state, courses, Collections.nCopies(courses.size(), OptionalInt.empty()));
  }

  /**
   * Returns the report of courses of which one may begin before the one before it has ended.
   *
   * @param workload the workload, with a plan
   * @param state position in {@link Plan#states} of the state that the first one begins in
   * @param courses the courses, in their order
   * @param begins for each course after how many passes of the one before it begins; absent at its
   *     end, and so for the first one. A number that the one before does not reach is its end
   * @throws IllegalArgumentException if the workload has no plan, or the lists differ in length
   */
  public static WhatIfReport of(
      PlannedWorkload workload, int state, List<UpdateCourse> courses, List<OptionalInt> begins) {
    if (courses.size() != begins.size()) {
      throw new IllegalArgumentException("there must be a beginning for each course");
    }
    Plan plan =
        workload
            .update()
            .value()
            .<Plan>map(value -> value)
            .orElseThrow(() -> new IllegalArgumentException("there is no plan"));
    return new WhatIfReport(workload, plan, state, courses, begins);
  }

  /** Prints a table for people: a row for each pass, and what each act comes to. */
  public void printTable(Appendable out) throws IOException {
    StrategyReport report = RolloutReport.of(workload, List.of()).plan().orElseThrow();
    out.append(report.line()).append("\n\n");
    TextTable.print(grid(report), out);
    for (UpdateCourse course : courses) {
      out.append('\n').append(course.act().toString()).append(": ").append(outcome(course));
      out.append('\n');
      Optional<ProgressDeadline> deadline = deadline(course);
      if (deadline.isPresent()) {
        out.append("  deadline: ").append(deadline.get().message()).append('\n');
      }
      for (String loss : Losses.of(plan, course)) {
        out.append("  lost: ").append(loss).append('\n');
      }
    }
  }

  /**
   * Prints what each pass changes in the documents, a line for each field: which act and pass,
   * which object, the field, and its value before and after.
   */
  public void printChanges(Appendable out) throws IOException {
    out.append("\nchanges of documents:\n");
    boolean any = false;
    for (UpdateCourse course : courses) {
      PassChanges changes = new PassChanges(workload, course);
      for (UpdatePass pass : ToldPasses.of(course)) {
        for (DocumentChanges document : changes.next(pass)) {
          print(course.act() + ", pass " + changes.number(), document, out);
          any = true;
        }
      }
      Optional<String> omission = PassChanges.omission(course);
      if (omission.isPresent() && !workload.documents(course.start()).isEmpty()) {
        out.append("  ").append(course.act() + ": ").append(omission.get()).append('\n');
      }
    }
    out.append(any ? "" : "  none\n");
  }

  private static void print(String when, DocumentChanges document, Appendable out)
      throws IOException {
    for (FieldChange change : document.changes()) {
      String line = when + ": " + document.id() + " " + change;
      out.append("  ").append(Quotation.line(line)).append('\n');
    }
  }

  /** Prints one JSON object ({@link PlanJson#SCHEMA}): the acts, their passes and documents. */
  public void printJson(Appendable out) throws IOException {
    printJson(ImmutableList.of(this), out);
  }

  /**
   * Prints the reports of several workloads as JSON: one object for one of them, an array for none
   * or several.
   */
  public static void printJson(List<WhatIfReport> reports, Appendable out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    if (reports.size() == 1) {
      reports.get(0).add(json);
    } else {
      json.beginArray();
      reports.forEach(report -> report.add(json));
      json.endArray();
    }
    json.end();
  }

  private void add(JsonWriter json) {
    List<OptionalInt> reached = IntStream.range(0, courses.size()).mapToObj(this::begins).toList();
    new WhatIfJson(json, workload, plan).add(state, courses, reached);
  }

  /** Returns what the deadline does: where a course stands still, and when it is waited for. */
  static Optional<ProgressDeadline> deadline(UpdateCourse course) {
    if (course.act().kind() == Act.Kind.TIME_OUT) {
      return Optional.of(course.start().progressDeadline());
    }
    return course.standstill().map(why -> course.end().progressDeadline());
  }

  private String outcome(UpdateCourse course) {
    OptionalLong seconds = course.seconds();
    LeastTime time = LeastTime.of(plan, course);
    String took =
        seconds.isEmpty()
            ? "over a time that is not known"
            : seconds.getAsLong() == 0
                ? "as soon as pods " + time.readiness()
                : "in "
                    + (time.minReady() == 0
                        ? DurationText.of(seconds) + ", and what the pods need"
                        : time.text());
    String end =
        course
            .standstill()
            .map(why -> "ends where " + why.message())
            .orElse(course.passes().isEmpty() ? "nothing changes" : "done " + took);
    return end + "; pods at most " + course.peakPods();
  }

  private Grid grid(StrategyReport report) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.left("what"));
    columns.add(Column.left("pods"));
    columns.add(Column.right("total"));
    columns.add(Column.right("available"));
    UpdateMoment start = courses.get(0).start();
    for (ServiceSelection service : start.services()) {
      columns.add(Column.left(service.role()));
    }
    columns.add(Column.left("traffic"));
    columns.add(Column.left("when"));
    Grid grid = new Grid(columns);
    grid.row(cells("at " + report.states().get(state).name(), start));
    for (int i = 0; i < courses.size(); i++) {
      UpdateCourse course = courses.get(i);
      grid.row(course.act() + interrupted(i));
      long number = 0;
      for (UpdatePass pass : ToldPasses.of(course)) {
        number += pass.omitted() + 1;
        if (pass.omitted() > 0) {
          grid.row("  … " + pass.omitted() + " more like these");
        }
        grid.row(cells("  · pass " + number, pass));
      }
      grid.row(cells("  then" + step(course.end()), course.end()));
    }
    return grid;
  }

  /** Returns where a course begins if that is not the end of the one before it. */
  private String interrupted(int course) {
    OptionalInt passes = begins(course);
    if (passes.isEmpty()) {
      return "";
    }
    String when = passes.getAsInt() == 0 ? "before pass 1" : "after pass " + passes.getAsInt();
    return " " + when + " of " + courses.get(course - 1).act();
  }

  /** Returns after how many passes of the one before a course begins; absent at its end. */
  private OptionalInt begins(int course) {
    OptionalInt passes = begins.get(course);
    return course > 0
            && passes.isPresent()
            && passes.getAsInt() < courses.get(course - 1).passes().size()
        ? passes
        : OptionalInt.empty();
  }

  private static String step(UpdateMoment moment) {
    return moment instanceof CanaryMoment point && point.stepIndex().isPresent()
        ? " at step " + (point.stepIndex().getAsInt() + 1)
        : "";
  }

  private String[] cells(String what, UpdatePass pass) {
    List<String> cells = new ArrayList<>();
    cells.add(what);
    cells.add(pods(pass.pods()));
    cells.add(Long.toString(pass.total()));
    cells.add(Long.toString(pass.available()));
    List<ServiceSelection> services = plan.services(pass);
    services.forEach(service -> cells.add(selected(service)));
    cells.add(
        services.isEmpty()
            ? "to " + pass.trafficTo() + " " + share(plan.trafficShare(pass))
            : toActive(services));
    cells.add(pass.note());
    return cells.toArray(String[]::new);
  }

  private static String[] cells(String what, UpdateMoment moment) {
    List<String> cells = new ArrayList<>();
    cells.add(what);
    cells.add(pods(moment.pods()));
    cells.add(Long.toString(moment.pods().stream().mapToLong(PodGroup::size).sum()));
    cells.add(Long.toString(moment.availablePods()));
    List<ServiceSelection> services = moment.services();
    services.forEach(service -> cells.add(selected(service)));
    cells.add(
        services.isEmpty()
            ? "to " + PodGroup.nameOf(moment.version()) + " " + share(moment.trafficShare())
            : toActive(services));
    return cells.toArray(String[]::new);
  }

  private static String toActive(List<ServiceSelection> services) {
    return "to " + selected(services.get(0)) + " 100 %";
  }

  private static String selected(ServiceSelection service) {
    return service.version() == 0 ? "nothing" : PodGroup.nameOf(service.version());
  }

  private static String share(Ratio share) {
    return share.whole() == 0 ? "no pods" : share.percent() + " %";
  }

  private static String pods(List<PodGroup> groups) {
    String text =
        groups.stream()
            .filter(group -> group.size() > 0)
            .map(WhatIfReport::pods)
            .collect(Collectors.joining(", "));
    return Quotation.line(text.isEmpty() ? "none" : text);
  }

  private static String pods(PodGroup group) {
    OptionalLong deadline = group.deadlineSeconds();
    return group.name()
        + " "
        + group.size()
        + (deadline.isPresent() ? " until " + DurationText.of(deadline) : "");
  }

  /** Returns the acts. */
  @Override
  public String toString() {
    return courses.stream().map(UpdateCourse::act).toList().toString();
  }
}
