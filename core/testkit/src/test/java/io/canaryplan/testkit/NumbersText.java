// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PassList;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.RollingEnvelope;
import io.canaryplan.plan.RollingPass;
import io.canaryplan.plan.RollingPassList;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The numbers of passes in one line: of a canary {@code canary/stable} or {@code
 * canary/stable/older} and the weight, of the others {@code version:size/available}; behind a
 * {@code =} the available pods where some are missing.
 */
final class NumbersText {
  /** Of more passes only the first and the last are written. */
  private static final int MOST = 20;

  private final StringBuilder text;

  NumbersText(StringBuilder text) {
    this.text = text;
  }

  void addUpdate(Plan plan) {
    for (UpdateState state : plan.states()) {
      text.append("  ")
          .append(state.name())
          .append(" ")
          .append(state.newPods() + "/" + state.oldPods() + " =" + state.availablePods())
          .append(" gets " + plan.trafficShare(state))
          .append(time(state.durationSeconds()))
          .append(": ")
          .append(passes(state.passes()))
          .append("\n");
    }
    text.append("  ").append(plan.envelope()).append(time(plan.seconds())).append("\n");
    plan.progressDeadline().ifPresent(deadline -> text.append("  " + deadline.message() + "\n"));
    if (plan instanceof CanaryPlan canary) {
      text.append("  short " + canary.envelope().isShort())
          .append(", overload " + canary.envelope().notableOverload())
          .append("\n");
    }
    if (plan instanceof RollingUpdatePlan rolling) {
      text.append("  at most " + rolling.mostWithTerminating() + " with those that terminate; ")
          .append(rolling.course().passes() + " passes, ")
          .append(rolling.states().get(1).passes().size() + " listed, the last ")
          .append(rolling.course().passes() > 0 ? last(rolling) : "none")
          .append("; most ")
          .append(place(rolling, rolling.envelope().peak()))
          .append(", fewest ")
          .append(place(rolling, rolling.envelope().lowestAvailable()))
          .append("\n");
    }
  }

  void addAborts(CanaryPlan canary) {
    for (int beyond : new int[] {-1, canary.states().size() - 2}) {
      text.append("  " + catchThrowable(() -> canary.step(beyond)).getMessage() + "\n");
    }
    for (PlannedState state : canary.states()) {
      if (state.kind() != PlannedState.Kind.PROMOTED && state.reached()) {
        text.append("  abort right after ")
            .append(state.stepIndex().orElse(-1) + 1)
            .append(": ")
            .append(passes(canary.abortAfter(state).passes()))
            .append("\n");
      }
    }
    for (AbortPlan abort : canary.aborts()) {
      PlannedState step = canary.step(abort.fromStepIndex());
      text.append("  abort at " + step)
          .append(time(OptionalLong.of(abort.seconds())))
          .append(": ")
          .append(passes(abort.passes()))
          .append(canary.abortAt(step).equals(abort) ? "" : " or " + canary.abortAt(step))
          .append(abort.passes().isEmpty() ? "" : " to " + last(abort.passes()))
          .append("\n");
    }
  }

  // where among the listed corners a pass stands
  private static String place(RollingUpdatePlan plan, RollingEnvelope.Extreme extreme) {
    List<RollingPass> passes = plan.states().get(1).passes();
    return extreme.pass().isEmpty()
        ? "before"
        : "at " + RollingPassList.place(passes, extreme.pass().getAsLong());
  }

  private static Pass last(List<Pass> passes) {
    return passes.get(passes.size() - 1);
  }

  private static String last(RollingUpdatePlan plan) {
    return plan.course().pass(plan.course().passes() - 1).toString();
  }

  /** Adds what follows each act; {@code act@N} is done after N passes of the act before. */
  void addActs(Plan plan, UpdateMoment from, List<String> acts) {
    UpdateMoment moment = from;
    for (int i = 0; i < acts.size(); i++) {
      String act = acts.get(i).replaceFirst("@.*", "");
      Optional<String> refusal = NumbersAct.refusal(moment, act);
      if (refusal.isPresent()) {
        text.append("  " + act + " is refused: " + refusal.get() + "\n");
        return;
      }
      NumbersAct course = NumbersAct.of(moment, act);
      text.append("  ")
          .append(act)
          .append(
              " of v"
                  + moment.version()
                  + " at "
                  + moment.availablePods()
                  + " gets "
                  + moment.trafficShare())
          .append(time(course.seconds()))
          .append(course.standstill().map(why -> ", " + why.message()).orElse(""))
          .append(": ")
          .append(passes(course.passes()))
          .append(course.passes().isEmpty() ? "" : " to " + last(plan, course.passes()))
          .append("; then " + course.end().pods().stream().map(NumbersText::pods).toList())
          .append("\n");
      String next = i + 1 < acts.size() ? acts.get(i + 1) : "";
      moment =
          next.contains("@")
              ? course.during().apply(Integer.parseInt(next.replaceFirst(".*@", "")))
              : course.end();
    }
  }

  private static String last(Plan plan, List<? extends UpdatePass> passes) {
    UpdatePass middle = passes.get(passes.size() / 2);
    return passes.get(passes.size() - 1).trafficTo() + ", halfway " + plan.trafficShare(middle);
  }

  private static String pods(PodGroup pods) {
    long available = pods.available().orElse(pods.size());
    return pods.name()
        + " "
        + pods.size()
        + (available == pods.size() ? "" : "=" + available)
        + (pods.deadlineSeconds().isEmpty()
            ? ""
            : " until " + pods.deadlineSeconds().getAsLong() + " s");
  }

  private static String time(OptionalLong seconds) {
    return seconds.isEmpty()
        ? " open"
        : seconds.getAsLong() == 0 ? "" : " in " + seconds.getAsLong() + " s";
  }

  private static String passes(List<? extends UpdatePass> passes) {
    List<UpdatePass> shown = new ArrayList<>();
    if (!passes.isEmpty() && passes.get(0) instanceof Pass) {
      List<Pass> canary = passes.stream().map(Pass.class::cast).toList();
      shown.addAll(passes instanceof PassList list ? PassList.atCorners(list) : canary);
    } else if (passes instanceof RollingPassList list) {
      shown.addAll(RollingPassList.atCorners(list));
    } else {
      shown.addAll(passes);
    }
    String more = "";
    if (shown.size() > MOST) {
      more = " (of " + shown.size() + ")";
      shown.subList(MOST / 2, shown.size() - MOST / 2).clear();
    }
    return shown.stream().map(NumbersText::pass).collect(Collectors.joining(" ")) + more;
  }

  private static String pass(UpdatePass pass) {
    String missing = pass.available() == pass.total() ? "" : "=" + pass.available();
    if (pass instanceof Pass canary) {
      String older = canary.olderReplicaSets() == 0 ? "" : "/" + canary.olderReplicaSets();
      return (canary.omitted() == 0 ? "" : "…" + canary.omitted() + "… ")
          + canary.canary()
          + "/"
          + canary.stable()
          + older
          + missing
          + " "
          + canary.weights()
          + (canary.afterSeconds().orElse(0) == 0
              ? ""
              : "+" + canary.afterSeconds().getAsLong() + "s")
          + (canary.has(PassEvent.PROMOTED) ? "^" : "")
          + ",";
    }
    if (pass instanceof RollingPass rolling) {
      return (rolling.omitted() == 0 ? "" : "…" + rolling.omitted() + "… ")
          + rolling.newPods()
          + "+"
          + rolling.oldPods()
          + missing
          + " ("
          + rolling
          + ") "
          + rolling.trafficShare()
          + ",";
    }
    BlueGreenView view = (BlueGreenView) pass;
    return view + "+" + view.seconds() + "s,";
  }
}
