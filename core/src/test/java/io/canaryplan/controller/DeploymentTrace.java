// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rounds of a Deployment's controller with edits between them, written as the vectors are. */
final class DeploymentTrace {
  /** An edit right before a round: {@code 3:replicas=20}. */
  record Edit(int round, String field, String value) {
    static List<Edit> parse(String text) {
      return text.equals("-") ? List.of() : Stream.of(text.split(";", -1)).map(Edit::of).toList();
    }

    private static Edit of(String text) {
      String[] parts = text.split("[:=]", 3);
      return new Edit(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    private DeploymentState apply(DeploymentState state) {
      DeploymentSpec spec = state.spec();
      return switch (field) {
        case "template" -> state.asked(spec, value.charAt(0) - 'A');
        case "replicas" -> state.asked(spec.withReplicas(Integer.parseInt(value)), state.version());
        case "paused" -> state.asked(spec.withPaused(Boolean.parseBoolean(value)), state.version());
        case "maxSurge" ->
            state.asked(spec.withLimits(limit(value), spec.maxUnavailable()), state.version());
        case "maxUnavailable" ->
            state.asked(spec.withLimits(spec.maxSurge(), limit(value)), state.version());
        default -> throw new IllegalArgumentException(field);
      };
    }
  }

  private final List<String> rounds = new ArrayList<>();
  private int passes;
  private DeploymentState state;

  private DeploymentTrace(DeploymentSpec spec, PodPace pace, List<Edit> edits) {
    state = DeploymentState.settled(spec, pace);
    int lastEdit = edits.stream().mapToInt(Edit::round).max().orElse(0);
    boolean rests = false;
    while (!rests) {
      for (Edit edit : edits) {
        state = edit.round() == rounds.size() ? edit.apply(state) : state;
      }
      DeploymentRound round = DeploymentRound.of(state);
      DeploymentState next = round.after().moved(pace, state);
      rounds.add(text(state) + ">" + changes(round));
      passes += round.isPass() ? 1 : 0;
      rests = !round.isPass() && isStill(state, next) && rounds.size() > lastEdit;
      state = next;
    }
  }

  static DeploymentTrace run(DeploymentSpec spec, PodPace pace, List<Edit> edits) {
    return new DeploymentTrace(spec, pace, edits);
  }

  static Optional<IntOrPercent> limit(String cell) {
    return cell.equals("-") ? Optional.empty() : Optional.of(IntOrPercent.parse(cell));
  }

  /** Reads {@code all}, {@code never} or {@code n3}. */
  static Readiness readiness(String mode) {
    return switch (mode) {
      case "all" -> Readiness.AT_ONCE;
      case "never" -> Readiness.NEVER;
      default -> Readiness.perPass(Integer.parseInt(mode.substring(1)));
    };
  }

  int rounds() {
    return rounds.size();
  }

  int passes() {
    return passes;
  }

  String outcome() {
    return state.isComplete() ? "complete" : "stuck";
  }

  /** Returns the rounds, separated by one blank. */
  @Override
  public String toString() {
    return String.join(" ", rounds);
  }

  private static boolean isStill(DeploymentState state, DeploymentState next) {
    return next.sum(OwnedSet::available) == state.sum(OwnedSet::available)
        && next.sum(OwnedSet::terminating) == state.sum(OwnedSet::terminating);
  }

  private static String text(DeploymentState state) {
    return state.sets().stream()
        .map(set -> letter(set) + "" + set.size() + "/" + set.available())
        .collect(Collectors.joining(","));
  }

  private static String changes(DeploymentRound round) {
    return round.after().sets().stream()
        .filter(round::isChanged)
        .map(set -> letter(set) + "" + set.size())
        .collect(Collectors.joining(","));
  }

  private static char letter(OwnedSet set) {
    return (char) ('A' + set.version());
  }
}
