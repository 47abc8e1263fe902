// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of the walks: a Rollout, and what the real controller did with it, pass by pass. */
record WalkTrace(String where, Object line, ControllerVersion controller) {
  private static final Pattern NAME = Pattern.compile("name: ([a-z]+)[0-9]");

  /** What one pass left. */
  record Entry(Object json) {
    /** Pods and weights as {@code canary/stable+older at canary/stable}. */
    String numbers() {
      Object weights = Json.get(json, "weights");
      return Json.number(json, "canary")
          + "/"
          + Json.number(json, "stable")
          + "+"
          + Json.number(json, "older")
          + (weights == null
              ? ""
              : " at " + Json.number(weights, "canary") + "/" + Json.number(weights, "stable"));
    }

    /** Returns the current step; 0 without steps. */
    int step() {
      return Json.has(json, "step") ? Json.number(json, "step") : 0;
    }

    int seconds() {
      return Json.number(json, "seconds");
    }

    boolean is(String flag) {
      return Json.has(json, flag);
    }

    Optional<Map<?, ?>> documents(String kind) {
      return Optional.ofNullable((Map<?, ?>) Json.get(json, kind));
    }
  }

  /**
   * Reads a line. All say v1.9.1, though the README counts runs of main among them, and equal
   * manifests have different traces. Which are main's is inferred: those of Rollouts named m and y,
   * and the second of each pair with equal manifests. Of the bundled traces 50 tell the versions
   * apart, and all agree: 9 fit main alone (4 named m, 5 repeated), 41 fit v1.9 alone; none named y
   * tells.
   *
   * @param seen what earlier lines of the file had
   */
  static WalkTrace of(String where, String line, Set<String> seen) {
    Object json = Json.parse(line);
    String manifest = Json.text(json, "manifest");
    boolean again = !seen.add(manifest + Json.get(json, "scenario") + Json.get(json, "abortAt"));
    Matcher name = NAME.matcher(manifest);
    boolean main = name.find() && (name.group(1).equals("m") || name.group(1).equals("y") || again);
    return new WalkTrace(where, json, main ? ControllerVersion.MAIN : ControllerVersion.V1_9);
  }

  String scenario() {
    return Json.text(line, "scenario");
  }

  /** Returns the step of the abort; 0 without steps. */
  int abortAt() {
    return Json.has(line, "abortAt") ? Json.number(line, "abortAt") : 0;
  }

  List<Entry> entries() {
    return Json.list(line, "trace").stream().<Entry>map(Entry::new).toList();
  }

  PlannedRollout plan() {
    PlannerOptions options =
        PlannerOptions.forController(controller).withReadiness(readiness()).withHashes("v1", "v2");
    Manifests manifests = Manifests.read("walk.yaml", Json.text(line, "manifest"));
    return CanaryPlanner.plan(manifests, options).rollouts().get(0);
  }

  private Readiness readiness() {
    Object readiness = Json.get(line, "readiness");
    if (readiness == null) {
      return Readiness.AT_ONCE;
    }
    return switch (Json.text(readiness, "mode")) {
      case "n" -> Readiness.perPass(Json.number(readiness, "n"));
      case "late" -> Readiness.late(Json.number(readiness, "n"));
      case "never" -> Readiness.NEVER;
      default -> Readiness.AT_ONCE;
    };
  }

  /** Returns the texts with each run of equal ones as one. */
  static List<String> distinct(List<String> texts) {
    List<String> distinct = new ArrayList<>();
    for (String text : texts) {
      if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(text)) {
        distinct.add(text);
      }
    }
    return distinct;
  }

  /** Drops a last pass that only exchanges the roles, 0/5+0 after 5/0+0: nothing happens in it. */
  static List<String> withoutRoles(List<String> sequence) {
    int last = sequence.size() - 1;
    String end = sequence.get(last);
    boolean exchanged =
        last > 0
            && end.matches("0/[0-9]+\\+0")
            && sequence.get(last - 1).equals(end.substring(2, end.length() - 2) + "/0+0");
    return exchanged ? sequence.subList(0, last) : sequence;
  }
}
