// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.canaryplan.Layout;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateEnvelope.Point;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is said about a plan of any strategy, by what all plans say.
 *
 * @param plan the plan
 * @param namespace the workload's namespace, if it is written
 * @param name what the workload is called
 * @param states the states in their order
 * @param writing works out the documents of a moment
 */
record UpdateReport(
    Plan plan,
    Optional<String> namespace,
    String name,
    List<UpdateStage> states,
    Function<UpdateMoment, List<StateDocument>> writing)
    implements StrategyReport {
  UpdateReport {
    states = ImmutableList.copyOf(states);
  }

  /** Reports on a plan without documents. */
  static UpdateReport of(Plan plan) {
    return new UpdateReport(
        plan,
        Optional.empty(),
        plan.name(),
        plan.states().stream().map(state -> new UpdateStage(state, ImmutableList::of)).toList(),
        moment -> ImmutableList.of());
  }

  /** Reports on a plan with the documents of its states. */
  static UpdateReport of(Plan plan, PlannedWorkload workload) {
    return new UpdateReport(
        plan,
        workload.namespace(),
        workload.name().orElse(plan.name()),
        plan.states().stream()
            .map(state -> new UpdateStage(state, () -> workload.documents(state)))
            .toList(),
        workload::documents);
  }

  @Override
  public Optional<PlanHashes> hashes() {
    return plan.hashes();
  }

  @Override
  public int replicas() {
    return plan.replicas();
  }

  @Override
  public String line() {
    ImmutableList.Builder<String> terms = ImmutableList.builder();
    terms.add(plan.replicas() + (plan.replicas() == 1 ? " replica" : " replicas"));
    terms.add(plan.strategy().toString()).addAll(plan.terms());
    return Quotation.line(
        namespace.map(space -> space + "/").orElse("")
            + name
            + ": "
            + Joiner.on(", ").join(terms.build()));
  }

  /** Returns the ways back of the states in which an abort does something. */
  @Override
  public List<UpdateAbort> aborts() {
    ImmutableList.Builder<UpdateAbort> aborts = ImmutableList.builder();
    for (int i = 0; i < states.size(); i++) {
      UpdateMoment moment = plan.at(i);
      if (moment.refusal(Act.of(Act.Kind.ABORT)).isEmpty()) {
        UpdateCourse course = moment.abort();
        if (course.endsAborted()) {
          aborts.add(
              new UpdateAbort(states.get(i).state(), i, course, () -> writing.apply(course.end())));
        }
      }
    }
    return aborts.build();
  }

  @Override
  public Grid stateGrid(boolean passes) {
    return UpdateGrid.of(plan, passes);
  }

  @Override
  public Grid abortGrid(boolean passes) {
    return UpdateGrid.aborts(plan, aborts(), passes);
  }

  @Override
  public List<Fact> facts() {
    Point most = plan.envelope().most();
    Point fewest = plan.envelope().fewestAvailable();
    return ImmutableList.of(
        new Fact("pods", "at most " + most.pods() + ", " + when(most)),
        new Fact("available", "at least " + fewest.pods() + ", " + when(fewest)),
        new Fact("time", time()));
  }

  private String when(Point point) {
    String state = plan.states().get(point.state()).name();
    return (point.pass().isPresent() ? "on the way to " : "at ") + state;
  }

  private String time() {
    LeastTime time = LeastTime.of(plan);
    if (time.seconds().isPresent()) {
      return time.text();
    }
    List<String> open = new ArrayList<>();
    List<String> stuck = new ArrayList<>();
    for (UpdateState state : plan.states()) {
      if (!state.reached()) {
        stuck.add(state.name());
      } else if (state.durationSeconds().isEmpty()) {
        open.add(state.name());
      }
    }
    // a Deployment that gets there has no open state
    return open.isEmpty() && stuck.isEmpty()
        ? "not known, as pods become available in portions"
        : OpenTime.of(open, stuck);
  }

  @Override
  public Optional<ProgressDeadline> deadline() {
    return plan.progressDeadline();
  }

  @Override
  public void write(JsonWriter json, Layout layout) {
    new UpdateJson(json, this, layout).add();
  }
}
