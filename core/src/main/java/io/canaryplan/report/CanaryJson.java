// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.Layout;
import io.canaryplan.plan.Plan.Strategy;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;

/** The JSON of a canary plan, in the object that is being written. */
final class CanaryJson {
  private final JsonWriter json;
  private final JsonParts parts;

  CanaryJson(JsonWriter json) {
    this.json = json;
    parts = new JsonParts(json);
  }

  void add(PlanReport plan, Layout layout) {
    Heading heading = plan.heading();
    json.field("strategy", Strategy.CANARY)
        .field("rounding", heading.rounding())
        .field("trafficRouting", heading.routers("+"))
        .beginObject("limits")
        .field("maxSurge", heading.limits().maxSurge())
        .field("maxUnavailable", heading.limits().maxUnavailable())
        .endObject()
        .field("controller", heading.controller());
    parts.addHashes(plan.hashes());
    json.beginArray("states");
    List<StateDocument> before = ImmutableList.of();
    for (Stage state : plan.states()) {
      List<StateDocument> documents = state.documents();
      addState(state, layout, state.state().reachable() ? before : ImmutableList.of(), documents);
      before = documents;
    }
    json.endArray().beginArray("aborts");
    for (Stage abort : plan.aborts()) {
      int from = abort.state().stepIndex().getAsInt() + 1;
      addAbort(abort, layout, plan.states().get(from).documents());
    }
    json.endArray();
    parts.addEnvelope(plan.envelope(), plan.time(), plan.states());
    parts.addDeadline(plan.deadline());
  }

  private void addState(
      Stage stage, Layout layout, List<StateDocument> before, List<StateDocument> documents) {
    PlannedState state = stage.state();
    json.beginObject()
        .field("name", state.kind())
        .field("stepIndex", state.stepIndex())
        .field("step", state.step())
        .field("reachable", state.reachable())
        .field("reached", state.reached());
    if (state.reachable()) {
      parts.addNumbers(stage.replicas(), stage.weights());
      json.field("stableInStatus", stage.stableInStatus());
      parts.addTraffic(stage.traffic());
    } else {
      json.field("replicas", Optional.empty())
          .field("weights", Optional.empty())
          .field("stableInStatus", Optional.empty())
          .field("traffic", Optional.empty());
    }
    json.beginObject("goal");
    parts.addNumbers(state.goal().replicas(), state.goal().weights());
    json.endObject();
    parts.addCounts("replicasByOtherRounding", stage.byOtherRounding());
    parts.addPasses(stage.passes());
    json.field("durationSeconds", stage.seconds());
    parts.addDocuments(before, documents, layout);
    json.field("reasons", stage.reasons())
        .field("standstill", stage.standstill().map(Standstill::message))
        .endObject();
  }

  private void addAbort(Stage abort, Layout layout, List<StateDocument> before) {
    json.beginObject().field("fromStepIndex", abort.state().stepIndex());
    parts.addPasses(abort.passes());
    parts.addNumbers(abort.replicas(), abort.weights());
    json.field("stableInStatus", abort.stableInStatus());
    parts.addTraffic(abort.traffic());
    json.field("durationSeconds", abort.seconds());
    List<StateDocument> documents = abort.documents();
    parts.addDocuments(before, documents, layout);
    json.field("standstill", abort.standstill().map(Standstill::message)).endObject();
  }
}
