// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import com.google.common.base.Splitter;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.report.WhatIfReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Prints what follows when somebody does something to the updates. */
final class WhatIfCommand {
  private final Run run;

  /**
   * An act, and when it is done.
   *
   * @param act the act
   * @param passes after how many passes of what went before; absent: when that is at rest
   */
  private record Intended(Act act, OptionalInt passes) {}

  WhatIfCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    String at =
        run.arguments()
            .get(Option.AT)
            .orElseThrow(() -> new UsageException("what-if needs --at STATE and --do ACT"));
    List<Intended> acts = acts();
    PlannedManifests planned = run.plan(run.arguments().files());
    List<WhatIfReport> reports = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    Optional<UsageException> refused = Optional.empty();
    for (PlannedWorkload workload : planned.workloads()) {
      Optional<? extends Plan> plan = workload.update().value();
      if (plan.isPresent()) {
        try {
          reports.add(report(workload, plan.get(), at, acts));
        } catch (UsageException e) {
          refused = refused.or(() -> Optional.of(e));
          refusals.add(
              "nothing is told of the %s %s: %s"
                  .formatted(
                      workload.kind(), Quotation.of(workload.name().orElse("")), e.getMessage()));
        }
      }
    }
    // what is asked of one workload makes no sense for all that stand beside it
    if (reports.isEmpty() && refused.isPresent()) {
      throw refused.get();
    }
    print(reports);
    for (String refusal : refusals) {
      run.err().append("canaryplan: ").append(Quotation.line(refusal)).append("\n");
    }
    run.print(planned.allFindings(), run.err());
    return run.status(planned.allFindings(), Severity.ERROR);
  }

  private static WhatIfReport report(
      PlannedWorkload workload, Plan plan, String at, List<Intended> acts) throws UsageException {
    int state = state(workload, plan, at);
    return WhatIfReport.of(
        workload,
        state,
        courses(plan.at(state), acts),
        acts.stream().map(Intended::passes).toList());
  }

  private void print(List<WhatIfReport> reports) throws IOException {
    if (run.options().json()) {
      if (!reports.isEmpty()) {
        WhatIfReport.printJson(reports, run.out());
      }
      return;
    }
    String separator = "";
    for (WhatIfReport report : reports) {
      run.out().append(separator);
      report.printTable(run.out());
      if (run.arguments().has(Option.DOCUMENTS)) {
        report.printChanges(run.out());
      }
      separator = "\n";
    }
  }

  private List<Intended> acts() throws UsageException {
    List<Intended> acts = new ArrayList<>();
    String first =
        run.arguments()
            .get(Option.DO)
            .orElseThrow(() -> new UsageException("what-if needs --at STATE and --do ACT"));
    acts.add(intended(Option.DO, first));
    Optional<String> more = run.arguments().get(Option.THEN);
    if (more.isPresent()) {
      for (String text : Splitter.on(',').split(more.get())) {
        acts.add(intended(Option.THEN, text));
      }
    }
    return acts;
  }

  private static Intended intended(Option option, String text) throws UsageException {
    int sign = text.indexOf('@');
    Optional<Act> act = Act.parse(sign < 0 ? text : text.substring(0, sign));
    Optional<Integer> passes =
        sign < 0
            ? Optional.of(0)
            : Act.parse("scale=" + text.substring(sign + 1)).map(Act::replicas);
    if (act.isEmpty() || passes.isEmpty() || (sign >= 0 && option == Option.DO)) {
      throw new UsageException(
          option.flag()
              + " is \""
              + text
              + "\" but must be abort, promote, promote-full, retry, rollback, new-version, pause,"
              + " resume, scale=N or time-out"
              + (option == Option.THEN ? ", each perhaps with @N" : ""));
    }
    return new Intended(act.get(), sign < 0 ? OptionalInt.empty() : OptionalInt.of(passes.get()));
  }

  /** Finds a state by its number, its name, or the step that it is. */
  private static int state(PlannedWorkload workload, Plan plan, String at) throws UsageException {
    List<? extends UpdateState> states = plan.states();
    for (int i = 0; i < states.size(); i++) {
      boolean named = states.get(i).name().replace(' ', '-').equals(at.replace(' ', '-'));
      if (Integer.toString(i).equals(at) || (named && !at.equals("step"))) {
        if (!states.get(i).reachable()) {
          throw new UsageException(
              "--at is \""
                  + at
                  + "\" but "
                  + workload.name().orElse(plan.name())
                  + " never gets there");
        }
        return i;
      }
    }
    throw new UsageException(
        "--at is \""
            + at
            + "\" but must be a number from 0 to "
            + (states.size() - 1)
            + ", or initial, promoted and the like, of "
            + workload.name().orElse(plan.name()));
  }

  private static List<UpdateCourse> courses(UpdateMoment start, List<Intended> acts)
      throws UsageException {
    List<UpdateCourse> courses = new ArrayList<>();
    UpdateMoment moment = start;
    for (Intended intended : acts) {
      if (intended.passes().isPresent()) {
        moment = courses.get(courses.size() - 1).then(intended.passes().getAsInt());
      }
      Optional<String> refusal = moment.refusal(intended.act());
      if (refusal.isPresent()) {
        throw new UsageException(intended.act() + ": " + refusal.get());
      }
      UpdateCourse course = moment.act(intended.act());
      courses.add(course);
      moment = course.then();
    }
    return courses;
  }
}
