// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.Layout;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateEnvelope.Point;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The JSON of any plan, in the object that is being written. */
final class UpdateJson {
  private final JsonWriter json;
  private final JsonParts parts;
  private final UpdateReport report;
  private final Plan plan;
  private final Layout layout;

  UpdateJson(JsonWriter json, UpdateReport report, Layout layout) {
    this.json = json;
    this.report = report;
    this.layout = layout;
    parts = new JsonParts(json);
    plan = report.plan();
  }

  void add() {
    json.field("strategy", plan.strategy())
        .field("rounding", Optional.empty())
        .field("trafficRouting", Optional.empty())
        .field("limits", Optional.empty())
        .field("terms", plan.terms());
    parts.addHashes(plan.hashes());
    json.beginArray("states");
    List<StateDocument> before = ImmutableList.of();
    for (UpdateStage stage : report.states()) {
      List<StateDocument> documents = stage.documents();
      add(stage.state(), before, documents);
      before = documents;
    }
    json.endArray().beginArray("aborts");
    for (UpdateAbort abort : report.aborts()) {
      add(abort, report.states().get(abort.position()).documents());
    }
    json.endArray();
    addEnvelope();
    json.field("standstill", plan.standstill().map(Standstill::message));
    parts.addDeadline(report.deadline());
  }

  private void add(UpdateState state, List<StateDocument> before, List<StateDocument> documents) {
    json.beginObject()
        .field("name", state.name())
        .field("reachable", state.reachable())
        .field("reached", state.reached())
        .beginObject("replicas")
        .field("new", state.newPods())
        .field("old", state.oldPods())
        .field("total", state.newPods() + state.oldPods())
        .field("available", state.availablePods())
        .endObject();
    parts.addServices(plan.services(state));
    addTraffic(plan.trafficShare(state));
    json.beginArray("passes");
    for (UpdatePass pass : ToldPasses.of(state)) {
      add(pass);
    }
    json.endArray().field("durationSeconds", state.durationSeconds());
    parts.addDocuments(before, documents, layout);
    json.field("reasons", state.reasons())
        .field("standstill", state.standstill().map(Standstill::message))
        .endObject();
  }

  private void add(UpdateAbort abort, List<StateDocument> before) {
    json.beginObject()
        .field("fromStateIndex", abort.position())
        .field("from", abort.name())
        .beginArray("passes");
    for (UpdatePass pass : ToldPasses.of(abort.course())) {
      add(pass);
    }
    json.endArray().field("durationSeconds", abort.course().seconds());
    List<StateDocument> documents = abort.documents();
    parts.addDocuments(before, documents, layout);
    json.field("standstill", abort.standstill().map(Standstill::message)).endObject();
  }

  private void add(UpdatePass pass) {
    json.beginObject();
    parts.addPods(pass.pods());
    json.field("total", pass.total()).field("available", pass.available());
    parts.addServices(plan.services(pass));
    addTraffic(plan.trafficShare(pass));
    json.field("note", pass.note()).field("omitted", pass.omitted()).endObject();
  }

  // as an exact fraction, which JSON has no number for
  private void addTraffic(Ratio share) {
    json.beginObject("traffic")
        .field("new", share.part())
        .field("total", share.whole())
        .endObject();
  }

  private void addEnvelope() {
    json.beginObject("envelope");
    addPoint("peak", plan.envelope().most());
    addPoint("lowestAvailable", plan.envelope().fewestAvailable());
    json.field("durationSeconds", plan.seconds());
    LeastTime.of(plan).write(json);
    json.endObject();
  }

  // the index is that among the passes listed
  private void addPoint(String name, Point point) {
    UpdateState state = plan.states().get(point.state());
    json.beginObject(name)
        .field("pods", point.pods())
        .field("stateIndex", point.state())
        .field(
            "passIndex",
            point.pass().isPresent()
                ? OptionalInt.of(ToldPasses.place(state, point.pass().getAsLong()))
                : OptionalInt.empty())
        .endObject();
  }
}
