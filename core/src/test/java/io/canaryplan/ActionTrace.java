// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.plan.ControllerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One line of the acts of a person: a Rollout, and what the real controller did after each act. */
record ActionTrace(Object line) {
  /**
   * What one reconcile left.
   *
   * @param json the state as recorded
   * @param before the status' stable version before it; itself in the first state
   */
  record State(Object json, String before) {
    /** Pods and weights as {@code canary/stable+older at canary/stable}, in the roles of a pass. */
    String numbers() {
      return numbers(Json.text(json, "currentRS"));
    }

    private String numbers(String current) {
      int canary = 0;
      int stable = 0;
      int older = 0;
      for (Object set : Json.list(json, "rs")) {
        int pods = Json.number(set, "replicas");
        String hash = Json.text(set, "hash");
        if (hash.equals(before)) {
          stable += pods;
        } else if (hash.equals(current)) {
          canary += pods;
        } else {
          older += pods;
        }
      }
      Object weights = Json.get(json, "weights");
      return canary
          + "/"
          + stable
          + "+"
          + older
          + (weights == null
              ? ""
              : " at " + weight(weights, "canary") + "/" + weight(weights, "stable"));
    }

    private static int weight(Object weights, String version) {
      return Json.number(Json.get(weights, version), "weight");
    }

    /** Returns the current step; 0 without steps. */
    int step() {
      return Json.has(json, "idx") ? Json.number(json, "idx") : 0;
    }

    /** Returns the seconds; the clock goes some thousandths further than a deadline. */
    double seconds() {
      return ((Number) Json.get(json, "t")).doubleValue();
    }

    boolean is(String event) {
      return event.equals(Json.get(json, "event"));
    }

    Optional<Map<?, ?>> documents(String kind) {
      return Optional.ofNullable((Map<?, ?>) Json.get(json, kind));
    }
  }

  String name() {
    return Json.text(line, "name");
  }

  /** Returns what happened after each kind of act, by the step it was made at. */
  Map<String, Map<Integer, List<State>>> acts() {
    Map<String, Map<Integer, List<State>>> acts = new TreeMap<>();
    if (Json.has(line, "actions")) {
      ((Map<?, ?>) Json.get(line, "actions"))
          .forEach((kind, traces) -> acts.put((String) kind, traces(traces)));
    }
    if (Json.has(line, "aborts")) {
      acts.put("abort", traces(Json.get(line, "aborts")));
    }
    return acts;
  }

  private static Map<Integer, List<State>> traces(Object byStep) {
    Map<Integer, List<State>> traces = new TreeMap<>();
    ((Map<?, ?>) byStep)
        .forEach(
            (step, trace) ->
                traces.put(Integer.valueOf((String) step), states(Json.list(trace, "trace"))));
    return traces;
  }

  /** Returns the installation. */
  List<State> deploy() {
    return states(Json.list(line, "deploy"));
  }

  private static List<State> states(List<?> trace) {
    List<State> states = new ArrayList<>();
    for (Object json : trace) {
      Object before = states.isEmpty() ? json : states.get(states.size() - 1).json();
      states.add(new State(json, Json.text(before, "stableRS")));
    }
    return states;
  }

  boolean hasPingPong() {
    return Json.text(line, "manifest").contains("pingPong:");
  }

  PlannedRollout plan() {
    ControllerVersion controller =
        Json.text(line, "controllerVersion").startsWith("main")
            ? ControllerVersion.MAIN
            : ControllerVersion.V1_9;
    PlannerOptions options = PlannerOptions.forController(controller).withHashes("v1", "v2");
    String manifest = Json.text(line, "manifest");
    // deployed twice, so that pong is stable
    String told =
        hasPingPong()
            ? manifest.replaceFirst(
                "\n---\n", "\nstatus:\n  canary:\n    stablePingPong: pong\n---\n")
            : manifest;
    return CanaryPlanner.plan(Manifests.read("walk.yaml", told), options).rollouts().get(0);
  }
}
