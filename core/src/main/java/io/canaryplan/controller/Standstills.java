// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Capability;
import io.canaryplan.plan.Goal;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.Standstill.AbortStopsHalfway;
import io.canaryplan.plan.Standstill.AbortStopsHalfway.Cause;
import io.canaryplan.plan.Standstill.ControllerPanics;
import io.canaryplan.plan.Standstill.ExperimentNeverEnds;
import io.canaryplan.plan.Standstill.MorePodsThanReplicas;
import io.canaryplan.plan.Standstill.OlderPodsStay;
import io.canaryplan.plan.Standstill.OtherSizes;
import io.canaryplan.plan.Standstill.PodsNeverAvailable;
import io.canaryplan.plan.Standstill.ThresholdNeverMet;
import io.canaryplan.plan.Standstill.TooManyPasses;
import io.canaryplan.plan.Standstill.WeightNeverWritten;
import io.canaryplan.plan.Standstill.WeightRefused;
import io.canaryplan.plan.TrafficWeights;
import java.util.Optional;

/** Finds why a walk ends somewhere else than where it should. */
final class Standstills {
  private final ResolvedCanary rules;
  private final Walk walk;
  private final ControllerState end;

  private Standstills(ResolvedCanary rules, Walk walk) {
    this.rules = rules;
    this.walk = walk;
    end = walk.end();
  }

  /** Returns why a step is not complete, or does not get its weight. */
  static Optional<Standstill> atStep(ResolvedCanary rules, Walk walk, int step, Goal goal) {
    Standstills found = new Standstills(rules, walk);
    if (walk.how() == Walk.End.STEP_COMPLETED) {
      return Optional.empty();
    }
    if (walk.isPast(step)) {
      return found.unwritten(goal);
    }
    if (walk.how() == Walk.End.AT_REST && !rules.steps().ends(step)) {
      return Optional.of(new ExperimentNeverEnds());
    }
    return Optional.of(found.stuck(goal.replicas()));
  }

  /** Returns why an update does not end with one version alone. */
  static Optional<Standstill> atEnd(ResolvedCanary rules, Walk walk) {
    Standstills found = new Standstills(rules, walk);
    ControllerState end = walk.end();
    ReplicaCounts alone = new ReplicaCounts(0, rules.atRest());
    if (end.isUpdating()) {
      int available = end.newReplicaSet().available();
      boolean rests = walk.how() == Walk.End.AT_REST;
      if (rests && available > rules.replicas() && !rules.isComplete(available)) {
        return Optional.of(new MorePodsThanReplicas(available, rules.replicas()));
      }
      // the new version has to get all pods before the roles change
      return Optional.of(found.stuck(new ReplicaCounts(rules.replicas(), 0)));
    }
    if (end.olderDesired() > 0 && walk.how() == Walk.End.AT_REST) {
      return Optional.of(found.olderPods());
    }
    boolean done = end.replicas().equals(alone) && end.weights().canary() == 0;
    return done && walk.how() == Walk.End.AT_REST
        ? Optional.empty()
        : Optional.of(found.stuck(alone));
  }

  /** Returns why an abort does not bring everything back to the stable version. */
  static Optional<Standstill> atAbort(ResolvedCanary rules, Walk walk) {
    Standstills found = new Standstills(rules, walk);
    ControllerState end = walk.end();
    if (walk.how() == Walk.End.AT_REST && end.weights().canary() > 0) {
      return Optional.of(found.halfway());
    }
    // pinned pods may stay (canary.md 5.1.2), which is where such an abort leads
    boolean pinned = rules.pinsAborted(0) && end.isUpdating();
    int canary = pinned ? end.newReplicaSet().desired() : 0;
    ReplicaCounts goal = new ReplicaCounts(canary, rules.atAbort());
    return walk.how() == Walk.End.AT_REST && end.replicas().equals(goal)
        ? Optional.empty()
        : Optional.of(found.stuck(goal));
  }

  private Standstill stuck(ReplicaCounts goal) {
    ReplicaCounts pods = end.replicas();
    if (walk.how() == Walk.End.TOO_MANY_PASSES) {
      return new TooManyPasses(pods, walk.steps());
    }
    if (walk.how() == Walk.End.PANIC) {
      return new ControllerPanics(end.newReplicaSet().available());
    }
    Optional<Standstill> route = refusedRoute();
    if (route.isPresent()) {
      return route.get();
    }
    TrafficWeights wanted = new RoutedPass(rules, end).weights();
    if (walk.how() == Walk.End.ERROR && rules.isRefused(wanted)) {
      return new WeightRefused(wanted, wanted.stableInStatus(rules.max()));
    }
    VersionPods stable = end.stableReplicaSet();
    boolean missesCanary = end.newReplicaSet().available() < end.newReplicaSet().desired();
    if (missesCanary) {
      return new PodsNeverAvailable(
          end.isUpdating(), end.newReplicaSet().desired(), end.newReplicaSet().available());
    }
    if (stable.available() < stable.desired()) {
      return new PodsNeverAvailable(false, stable.desired(), stable.available());
    }
    Optional<SizeThreshold> threshold = rules.basic().threshold();
    if (threshold.isPresent() && end.isUpdating() && !end.progress().isAborted()) {
      return new ThresholdNeverMet(
          end.newReplicaSet().available(), threshold.get().percent(), threshold.get().value());
    }
    boolean limits = !rules.routed() && rules.basic().limits().equals(new ScaleLimits(0, 0));
    return new OtherSizes(pods, goal, limits);
  }

  // what comes before all else in a pass, and so is the reason of its error
  private Optional<Standstill> refusedRoute() {
    return walk.how() == Walk.End.ERROR
        ? rules
            .refusedRoute(end.selected().routes(), end.progress().index())
            .map(Standstill.class::cast)
        : Optional.empty();
  }

  // the controller goes on although the weight is not what the step asks for; a canary without
  // pods gets none, which is no standstill (canary.md 3.2)
  private Optional<Standstill> unwritten(Goal goal) {
    boolean asked = rules.driven() && end.newReplicaSet().available() > 0;
    return asked && end.weights().canary() != goal.weights().canary()
        ? Optional.of(
            new WeightNeverWritten(
                end.weights(), goal.weights(), rules.max(), end.stableReplicaSet().available()))
        : Optional.empty();
  }

  private Standstill halfway() {
    boolean held =
        rules.delays().delaysAbort() && !rules.controller().has(Capability.FINISHES_DELAYED_ABORT);
    Cause cause =
        held
            ? Cause.SCALE_DOWN_DELAY
            : rules.pinsAborted(0) ? Cause.SET_CANARY_SCALE : Cause.MIN_PODS;
    return new AbortStopsHalfway(end.weights(), end.newReplicaSet().desired(), cause);
  }

  private Standstill olderPods() {
    boolean never = rules.routed() && rules.delays().promotionSeconds() == 0;
    return new OlderPodsStay(end.olderDesired(), never);
  }
}
