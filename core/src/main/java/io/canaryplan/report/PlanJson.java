// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.Layout;
import io.canaryplan.PlannedManifests;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.StateDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Plans as JSON, the contract for other tools ({@code canaryplan/v1}): fields may be added, never
 * renamed. One object for one Rollout, an array for several, in the order of the input.
 *
 * <p>Without a plan, because the strategy is not planned or an error leaves a number unknown, the
 * lists are empty and numbers that are not known are null; without any Rollout there is one object
 * whose {@code rollout} is null. Durations are in seconds, null where they are open. Findings that
 * belong to no Rollout stand in the first object.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlanJson {
  /** The schema that every object names. */
  public static final String SCHEMA = "canaryplan/v1";

  private final JsonWriter json;
  private final JsonParts parts;

  private PlanJson(Appendable out) {
    json = new JsonWriter(out);
    parts = new JsonParts(json);
  }

  /** Returns the JSON text of all plans, ending with a line feed. */
  public static String of(PlannedManifests planned) {
    return ReportFormat.JSON.text(planned);
  }

  /** Prints the JSON text of all plans, one state after the other. */
  static void print(Report report, Appendable out) throws IOException {
    try {
      new PlanJson(out).print(report);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void print(Report report) {
    List<RolloutReport> rollouts = report.rollouts();
    if (rollouts.isEmpty()) {
      json.beginObject().field("schema", SCHEMA).field("rollout", Optional.empty());
      addWithoutPlan();
      parts.addFindings(report.findings());
      json.endObject();
    } else if (rollouts.size() == 1) {
      add(rollouts.get(0));
    } else {
      json.beginArray();
      rollouts.forEach(this::add);
      json.endArray();
    }
    json.end();
  }

  private void add(RolloutReport rollout) {
    json.beginObject()
        .field("schema", SCHEMA)
        .beginObject("rollout")
        .field("name", rollout.name())
        .field("namespace", rollout.namespace())
        .field("replicas", rollout.plan().map(plan -> plan.heading().replicas()))
        .endObject();
    rollout.plan().ifPresentOrElse(plan -> addPlan(plan, rollout.layout()), this::addWithoutPlan);
    parts.addFindings(rollout.findings());
    json.endObject();
  }

  private void addWithoutPlan() {
    json.field("rounding", Optional.empty())
        .field("trafficRouting", Optional.empty())
        .field("limits", Optional.empty())
        .field("states", ImmutableList.of())
        .field("aborts", ImmutableList.of());
  }

  private void addPlan(PlanReport plan, Layout layout) {
    Heading heading = plan.heading();
    json.field("rounding", heading.rounding())
        .field("trafficRouting", heading.routers("+"))
        .beginObject("limits")
        .field("maxSurge", heading.limits().maxSurge())
        .field("maxUnavailable", heading.limits().maxUnavailable())
        .endObject()
        .field("controller", heading.controller())
        .beginArray("states");
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
    parts.addEnvelope(plan.envelope());
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
    parts.addDocuments(documents, layout);
    parts.addChanges(
        "changes",
        before.isEmpty()
            ? DocumentChanges.sinceSource(documents)
            : DocumentChanges.between(before, documents));
    parts.addChanges("changesFromInput", DocumentChanges.sinceSource(documents));
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
    parts.addDocuments(documents, layout);
    parts.addChanges("changes", DocumentChanges.between(before, documents));
    parts.addChanges("changesFromInput", DocumentChanges.sinceSource(documents));
    json.field("standstill", abort.standstill().map(Standstill::message)).endObject();
  }
}
