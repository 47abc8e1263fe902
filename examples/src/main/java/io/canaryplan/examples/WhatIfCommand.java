// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import com.google.common.base.Splitter;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
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
    String separator = "";
    for (PlannedWorkload workload : planned.workloads()) {
      Optional<? extends Plan> plan = workload.update().value();
      if (plan.isPresent()) {
        run.out().append(separator);
        int state = state(plan.get(), at);
        print(WhatIfReport.of(workload, state, courses(plan.get(), state, acts)));
        separator = run.options().json() ? "" : "\n";
      }
    }
    run.print(planned.allFindings(), run.err());
    return run.status(planned.allFindings(), Severity.ERROR);
  }

  private void print(WhatIfReport report) throws IOException {
    if (run.options().json()) {
      report.printJson(run.out());
    } else {
      report.printTable(run.out());
      if (run.arguments().has(Option.DOCUMENTS)) {
        report.printChanges(run.out());
      }
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
  private static int state(Plan plan, String at) throws UsageException {
    List<? extends UpdateState> states = plan.states();
    for (int i = 0; i < states.size(); i++) {
      boolean named = states.get(i).name().replace(' ', '-').equals(at.replace(' ', '-'));
      if (Integer.toString(i).equals(at) || (named && !at.equals("step"))) {
        if (!states.get(i).reachable()) {
          throw new UsageException(
              "--at is \"" + at + "\" but " + plan.name() + " never gets there");
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
            + plan.name());
  }

  private static List<UpdateCourse> courses(Plan plan, int state, List<Intended> acts)
      throws UsageException {
    List<UpdateCourse> courses = new ArrayList<>();
    UpdateMoment moment = plan.at(state);
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
