// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import io.canaryplan.comparison.ComparedWay;
import io.canaryplan.comparison.Exposure;
import io.canaryplan.comparison.ExtraPods;
import io.canaryplan.comparison.Gate;
import io.canaryplan.comparison.Needs;
import io.canaryplan.comparison.Origin;
import io.canaryplan.comparison.TimeToFull;
import io.canaryplan.comparison.UserMoment;
import io.canaryplan.comparison.WayBack;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of one column of a comparison.
 *
 * @param title what stands above it
 * @param way the way
 * @param plan its plan
 * @param exposure how many users meet the new version, and when
 * @param states what the states of the plan are called
 */
record ComparedColumn(
    String title, ComparedWay way, Plan plan, Exposure exposure, List<String> states) {
  private static final int MOST_LISTED = 4;

  private static final String NEVER = "never by itself";

  private static final String UNKNOWN = "not known, pods come in portions";

  private static final Joiner COMMA = Joiner.on(", ");

  static ComparedColumn of(ComparedWay way) {
    Plan plan = way.plan().orElseThrow();
    return new ComparedColumn(
        title(way),
        way,
        plan,
        Exposure.of(plan),
        PlanTable.report(plan).states().stream().map(ReportedState::name).toList());
  }

  /** Returns what a way is called: {@code canary + router (written)}. */
  static String title(ComparedWay way) {
    boolean driven = !(way.plan().orElse(null) instanceof CanaryPlan canary) || canary.hasRouter();
    String name =
        switch (way.way()) {
          case ROLLING_UPDATE -> "rolling update";
          case RECREATE -> "recreate";
          case BLUE_GREEN -> "blue/green";
          case CANARY -> "canary";
          case ROUTED_CANARY -> driven ? "canary + router" : "canary + trafficRouting {}";
        };
    return name
        + switch (way.origin()) {
          case WRITTEN -> " (written)";
          case TRIAL -> " (given steps)";
          case DERIVED -> hasNoSteps(way) ? " (no steps)" : "";
        };
  }

  static boolean hasNoSteps(ComparedWay way) {
    // the initial state and the promoted one
    return way.origin() == Origin.DERIVED
        && way.plan().orElse(null) instanceof CanaryPlan canary
        && canary.states().size() == 2;
  }

  String firstUsers() {
    if (exposure.first().isEmpty()) {
      return "nobody";
    }
    UserMoment first = exposure.first().get();
    return share(first.share()) + " (" + first.newPods() + " of " + pods(first.pods()) + ")";
  }

  String shares() {
    List<String> shares = Lists.transform(exposure.shares(), ComparedColumn::share);
    int last = shares.size() - 1;
    return shares.size() <= MOST_LISTED + 1
        ? COMMA.join(shares)
        : COMMA.join(shares.subList(0, MOST_LISTED)) + ", … " + shares.get(last);
  }

  String beforeStop() {
    String share = share(exposure.beforeStop());
    String more = exposure.byHeader() ? share + " and who matches a header route" : share;
    return exposure
        .gate()
        .map(
            gate ->
                more
                    + (gate.kind() == Gate.Kind.STANDSTILL ? ", stuck at " : ", at ")
                    + state(gate.state()))
        .orElse(more + ", it never waits");
  }

  String extraPods() {
    ExtraPods extra = ExtraPods.of(plan);
    List<String> parts = new ArrayList<>();
    if (extra.podSeconds().signum() > 0) {
      parts.add(duration(extra.podSeconds()) + " of one pod");
    }
    for (ExtraPods.Open open : extra.open()) {
      parts.add(pods(open.pods()) + " while " + state(open.state()));
    }
    boolean ever =
        plan.peakPods() > plan.states().get(0).newPods() + plan.states().get(0).oldPods();
    return parts.isEmpty() ? (ever ? "while pods start" : "none") : limited(parts);
  }

  String timeToFull() {
    TimeToFull full = TimeToFull.of(plan);
    if (full.state().isEmpty()) {
      return NEVER;
    }
    if (!full.open().isEmpty()) {
      return "open: " + limited(Lists.transform(full.open(), this::state));
    }
    if (full.seconds().isEmpty()) {
      return UNKNOWN;
    }
    long seconds = full.seconds().getAsLong();
    return seconds == 0 ? "as pods start" : DurationText.of(seconds) + " and pods' start";
  }

  /** Returns the way back from the first gate. */
  String backFromGate() {
    return WayBack.fromGate(plan)
        .map(back -> bringsNobody(back) ? "nobody to bring back" : back(back))
        .orElse("it never waits");
  }

  private boolean bringsNobody(WayBack back) {
    return back.share().part() == 0 && !exposure.byHeader();
  }

  /** Returns the way back from all users. */
  String backFromFull() {
    return WayBack.fromFull(plan).map(this::back).orElse("-");
  }

  private String back(WayBack back) {
    if (back.throughSteps()) {
      return "as every update, through the steps";
    }
    if (back.seconds().isEmpty()) {
      return back.never().isPresent() ? NEVER : UNKNOWN;
    }
    long seconds = back.seconds().getAsLong();
    List<String> parts = new ArrayList<>();
    if (seconds > 0) {
      parts.add(DurationText.of(seconds));
    }
    if (back.podsToStart() > 0) {
      parts.add(pods(back.podsToStart()) + " to start");
    }
    String again =
        back.act() == Act.Kind.ROLLBACK && back.podsToStart() > 0 ? "a second update, " : "";
    String within = back.within().isPresent() ? ", within " + DurationText.of(back.within()) : "";
    return again + (parts.isEmpty() ? "at once" : Joiner.on(" and ").join(parts)) + within;
  }

  String sessions() {
    return exposure.mixed() ? "yes" : "no";
  }

  String needs() {
    Needs needs = way.needs();
    List<String> parts = new ArrayList<>();
    if (needs.rollouts()) {
      parts.add("Argo Rollouts");
    }
    if (needs.router()) {
      parts.add(needs.routers().isEmpty() ? "a router" : Joiner.on(" and ").join(needs.routers()));
    }
    parts.add(needs.services() + (needs.services() == 1 ? " Service" : " Services"));
    if (plan.replicas() > 0 && plan.peakPods() >= 2L * plan.replicas()) {
      parts.add(
          plan.peakPods() == 2L * plan.replicas() ? "twice the pods" : "more than twice the pods");
    }
    return COMMA.join(parts);
  }

  private String state(int position) {
    return states.get(position);
  }

  static String share(Ratio share) {
    return share.percent() + " %";
  }

  private static String pods(long count) {
    return count + (count == 1 ? " pod" : " pods");
  }

  private static String limited(List<String> parts) {
    int more = parts.size() - MOST_LISTED;
    return more <= 0
        ? COMMA.join(parts)
        : COMMA.join(parts.subList(0, MOST_LISTED)) + " and " + more + " more";
  }

  // hours may be beyond all bounds
  private static String duration(BigInteger seconds) {
    return seconds.bitLength() < Long.SIZE
        ? DurationText.of(seconds.longValueExact())
        : seconds.divide(BigInteger.valueOf(3600)) + "h";
  }
}
