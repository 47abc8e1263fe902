// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static com.google.common.base.Ascii.toLowerCase;

import com.google.common.collect.ImmutableList;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
      json.beginObject().field("schema", SCHEMA).name("rollout").nullValue();
      addWithoutPlan();
      parts.addFindings(planned.allFindings());
      json.endObject();
    } else if (rollouts.size() == 1) {
      add(rollouts.get(0), planned.allFindings());
    } else {
      json.beginArray();
      add(rollouts.get(0), firstFindings(rollouts.get(0)));
      rollouts.stream().skip(1).forEach(rollout -> add(rollout, rollout.findings()));
      json.endArray();
    }
    return json.toString();
  }

  private List<Finding> firstFindings(PlannedRollout first) {
    return Stream.concat(planned.findings().stream(), first.findings().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private void add(PlannedRollout rollout, List<Finding> findings) {
    Optional<CanaryPlan> plan = rollout.plan().value();
    json.beginObject().field("schema", SCHEMA);
    addRollout(rollout, plan);
    if (plan.isPresent()) {
      addPlan(rollout, plan.get());
    } else {
      addWithoutPlan();
    }
    parts.addFindings(findings);
    json.endObject();
  }

  private void addRollout(PlannedRollout rollout, Optional<CanaryPlan> plan) {
    Optional<ObjectId> id = KubernetesObject.idOf(rollout.source().root());
    json.name("rollout")
        .beginObject()
        .field("name", id.map(ObjectId::name))
        .field("namespace", id.flatMap(ObjectId::namespace))
        .field(
            "replicas",
            plan.isPresent() ? OptionalLong.of(plan.get().replicas()) : OptionalLong.empty())
        .endObject();
  }

  private void addWithoutPlan() {
    for (String name : ImmutableList.of("rounding", "trafficRouting", "limits")) {
      json.name(name).nullValue();
    }
    json.name("states").beginArray().endArray();
    json.name("aborts").beginArray().endArray();
  }

  private void addPlan(PlannedRollout rollout, CanaryPlan plan) {
    json.field("rounding", toLowerCase(plan.rounding().name()))
        .field("trafficRouting", String.join("+", RouterNames.of(plan.rollout())));
    json.name("limits")
        .beginObject()
        .field("maxSurge", plan.limits().maxSurge())
        .field("maxUnavailable", plan.limits().maxUnavailable())
        .endObject();
    json.field("controller", plan.settings().controller().toString());
    json.name("states").beginArray();
    List<StateDocument> before = ImmutableList.of();
    for (PlannedState state : plan.states()) {
      List<StateDocument> documents = rollout.documents(state);
      addState(rollout, plan, state, before, documents);
      before = documents;
    }
    json.endArray();
    json.name("aborts").beginArray();
    plan.aborts().forEach(abort -> addAbort(rollout, abort));
    json.endArray();
    parts.addEnvelope(plan.envelope());
  }

  private void addState(
      PlannedRollout rollout,
      CanaryPlan plan,
      PlannedState state,
      List<StateDocument> before,
      List<StateDocument> documents) {
    json.beginObject().field("name", state.kind().toString());
    json.field("stepIndex", asLong(state)).field("step", state.step().map(Object::toString));
    parts.addReplicas(state.replicas());
    parts.addWeights(state.weights());
    parts.addPasses(state.passes());
    json.field("durationSeconds", state.durationSeconds());
    parts.addDocuments(documents, rollout.options().layout());
    parts.addChanges(
        "changes",
        before.isEmpty()
            ? DocumentChanges.sinceSource(documents)
            : DocumentChanges.between(before, documents));
    parts.addChanges("changesFromInput", DocumentChanges.sinceSource(documents));
    parts.addTexts("reasons", state.reasons());
    json.field("standstill", plan.standstillAt(state).map(Standstill::message)).endObject();
  }

  private static OptionalLong asLong(PlannedState state) {
    return state.stepIndex().isPresent()
        ? OptionalLong.of(state.stepIndex().getAsInt())
        : OptionalLong.empty();
  }

  private void addAbort(PlannedRollout rollout, AbortPlan abort) {
    json.beginObject().field("fromStepIndex", abort.fromStepIndex());
    parts.addPasses(abort.passes());
    parts.addReplicas(abort.replicas());
    parts.addWeights(abort.weights());
    json.field("durationSeconds", abort.seconds());
    List<StateDocument> documents = rollout.documents(abort);
    parts.addDocuments(documents, rollout.options().layout());
    parts.addChanges("changesFromInput", DocumentChanges.sinceSource(documents));
    json.field("standstill", abort.standstill().map(Standstill::message)).endObject();
  }
}
