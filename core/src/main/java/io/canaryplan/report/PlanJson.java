// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.KubernetesObject;
import io.canaryplan.istio.ObjectId;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
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
 */
public final class PlanJson {
  /** The schema that every object names. */
  public static final String SCHEMA = "canaryplan/v1";

  private final PlannedManifests planned;
  private final JsonWriter json = new JsonWriter();
  private final PlanParts parts = new PlanParts(json);

  private PlanJson(PlannedManifests planned) {
    this.planned = planned;
  }

  /** Returns the JSON text of all plans, ending with a line feed. */
  public static String of(PlannedManifests planned) {
    return new PlanJson(planned).text();
  }

  private String text() {
    List<PlannedRollout> rollouts = planned.rollouts();
    if (rollouts.isEmpty()) {
      json.beginObject().field("schema", SCHEMA).field("rollout", Optional.empty());
      addWithoutPlan();
      parts.addFindings(planned.allFindings());
      json.endObject();
    } else if (rollouts.size() == 1) {
      add(rollouts.get(0), planned.allFindings());
    } else {
      json.beginArray();
      PlannedRollout first = rollouts.get(0);
      add(first, new PlannedManifests(ImmutableList.of(first), planned.findings()).allFindings());
      for (PlannedRollout rollout : rollouts.subList(1, rollouts.size())) {
        add(rollout, rollout.findings());
      }
      json.endArray();
    }
    return json.toString();
  }

  private void add(PlannedRollout rollout, List<Finding> findings) {
    Optional<CanaryPlan> plan = rollout.plan().value();
    Optional<ObjectId> id = KubernetesObject.idOf(rollout.source().root());
    json.beginObject()
        .field("schema", SCHEMA)
        .beginObject("rollout")
        .field("name", id.map(ObjectId::name))
        .field("namespace", id.flatMap(ObjectId::namespace))
        .field("replicas", plan.map(CanaryPlan::replicas))
        .endObject();
    if (plan.isPresent()) {
      addPlan(rollout, plan.get());
    } else {
      addWithoutPlan();
    }
    parts.addFindings(findings);
    json.endObject();
  }

  private void addWithoutPlan() {
    json.field("rounding", Optional.empty())
        .field("trafficRouting", Optional.empty())
        .field("limits", Optional.empty())
        .field("states", ImmutableList.of())
        .field("aborts", ImmutableList.of());
  }

  private void addPlan(PlannedRollout rollout, CanaryPlan plan) {
    json.field("rounding", Ascii.toLowerCase(plan.rounding().name()))
        .field("trafficRouting", PlanTable.routers(plan, "+"))
        .beginObject("limits")
        .field("maxSurge", plan.limits().maxSurge())
        .field("maxUnavailable", plan.limits().maxUnavailable())
        .endObject()
        .field("controller", plan.settings().controller())
        .beginArray("states");
    List<List<StateDocument>> written = new ArrayList<>();
    for (PlannedState state : plan.states()) {
      List<StateDocument> documents = rollout.documents(state);
      addState(rollout, plan, state, Iterables.getLast(written, ImmutableList.of()), documents);
      written.add(documents);
    }
    json.endArray().beginArray("aborts");
    for (AbortPlan abort : plan.aborts()) {
      addAbort(rollout, abort, written.get(abort.fromStepIndex() + 1));
    }
    json.endArray();
    parts.addEnvelope(plan.envelope());
  }

  private void addState(
      PlannedRollout rollout,
      CanaryPlan plan,
      PlannedState state,
      List<StateDocument> before,
      List<StateDocument> documents) {
    json.beginObject()
        .field("name", state.kind())
        .field("stepIndex", state.stepIndex())
        .field("step", state.step());
    parts.addNumbers(state.replicas(), state.weights());
    parts.addPasses(state.passes());
    json.field("durationSeconds", state.durationSeconds());
    parts.addDocuments(documents, rollout.options().layout());
    parts.addChanges(
        "changes",
        before.isEmpty()
            ? DocumentChanges.sinceSource(documents)
            : DocumentChanges.between(before, documents));
    parts.addChanges("changesFromInput", DocumentChanges.sinceSource(documents));
    json.field("reasons", state.reasons())
        .field("standstill", plan.standstillAt(state).map(Standstill::message))
        .endObject();
  }

  private void addAbort(PlannedRollout rollout, AbortPlan abort, List<StateDocument> before) {
    json.beginObject().field("fromStepIndex", abort.fromStepIndex());
    parts.addPasses(abort.passes());
    parts.addNumbers(abort.replicas(), abort.weights());
    json.field("durationSeconds", abort.seconds());
    List<StateDocument> documents = rollout.documents(abort);
    parts.addDocuments(documents, rollout.options().layout());
    parts.addChanges("changes", DocumentChanges.between(before, documents));
    parts.addChanges("changesFromInput", DocumentChanges.sinceSource(documents));
    json.field("standstill", abort.standstill().map(Standstill::message)).endObject();
  }
}
