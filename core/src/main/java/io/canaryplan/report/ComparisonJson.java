// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.comparison.ComparedWay;
import io.canaryplan.comparison.Comparison;
import io.canaryplan.comparison.Comparisons;
import io.canaryplan.comparison.Exposure;
import io.canaryplan.comparison.ExtraPods;
import io.canaryplan.comparison.Gate;
import io.canaryplan.comparison.Needs;
import io.canaryplan.comparison.TimeToFull;
import io.canaryplan.comparison.UserMoment;
import io.canaryplan.comparison.WayBack;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Standstill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Comparisons as one JSON object. Shares are fractions, times seconds, null where open. */
final class ComparisonJson {
  private static final String SCHEMA = "canaryplan/compare/v1";

  private final JsonWriter json;

  private ComparisonJson(JsonWriter json) {
    this.json = json;
  }

  static void print(Comparisons comparisons, Appendable out) throws IOException {
    try {
      new ComparisonJson(new JsonWriter(out)).print(comparisons);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void print(Comparisons comparisons) {
    json.beginObject().field("schema", SCHEMA).beginArray("comparisons");
    comparisons.comparisons().forEach(this::add);
    json.endArray().beginArray("notCompared");
    for (Uncompared workload : Uncompared.of(comparisons)) {
      json.beginObject()
          .field("kind", workload.kind())
          .field("namespace", workload.namespace())
          .field("name", workload.name())
          .field("reason", workload.reason())
          .endObject();
    }
    json.endArray();
    new JsonParts(json).addFindings(comparisons.planned().allFindings());
    json.endObject().end();
  }

  private void add(Comparison comparison) {
    ComparisonReport report = ComparisonReport.of(comparison);
    json.beginObject()
        .field("kind", comparison.kind())
        .field("namespace", comparison.namespace())
        .field("name", comparison.name())
        .field("replicas", comparison.replicas());
    if (comparison.services().isPresent()) {
      json.field("services", comparison.services().get());
    } else {
      json.field("services", comparison.services());
    }
    json.beginArray("ways");
    for (ComparedWay way : comparison.ways()) {
      json.beginObject().field("way", way.way()).field("origin", way.origin());
      way.plan().ifPresent(plan -> add(way.needs(), plan));
      json.field("refusal", way.refusal()).endObject();
    }
    json.endArray().field("decides", report.decides()).field("notes", report.notes()).endObject();
  }

  private void add(Needs needs, Plan plan) {
    Exposure exposure = Exposure.of(plan);
    List<? extends ReportedState> states = PlanTable.report(plan).states();
    json.field("strategy", plan.strategy());
    addFirst(exposure.first());
    json.beginArray("shares");
    exposure.shares().forEach(json::value);
    json.endArray()
        .field("beforeStop", exposure.beforeStop())
        .field("byHeader", exposure.byHeader());
    addGate(exposure.gate(), states);
    json.field("peakPods", plan.peakPods())
        .field("lowestAvailablePods", plan.lowestAvailablePods());
    addExtra(ExtraPods.of(plan), states);
    addFull(TimeToFull.of(plan), states);
    addBack("backFromGate", WayBack.fromGate(plan), states);
    addBack("backFromFull", WayBack.fromFull(plan), states);
    json.field("sessionsCanSeeBoth", exposure.mixed())
        .field("sharesOfStableService", exposure.narrowed())
        .beginObject("needs")
        .field("argoRollouts", needs.rollouts())
        .field("router", needs.router())
        .field("routers", needs.routers())
        .field("services", needs.services())
        .endObject()
        .field("standstill", plan.standstill().map(Standstill::message));
  }

  private void addFirst(Optional<UserMoment> first) {
    if (first.isEmpty()) {
      json.field("firstUsers", first);
      return;
    }
    json.beginObject("firstUsers")
        .field("share", first.get().share())
        .field("newPods", first.get().newPods())
        .field("pods", first.get().pods())
        .field("stateIndex", first.get().state())
        .endObject();
  }

  private void addGate(Optional<Gate> gate, List<? extends ReportedState> states) {
    if (gate.isEmpty()) {
      json.field("gate", gate);
      return;
    }
    json.beginObject("gate").field("waitsFor", gate.get().kind());
    addState(gate.get().state(), states);
    json.field("durationSeconds", gate.get().seconds()).endObject();
  }

  private void addState(int index, List<? extends ReportedState> states) {
    json.field("stateIndex", index).field("state", states.get(index).name());
  }

  private void addExtra(ExtraPods extra, List<? extends ReportedState> states) {
    json.beginObject("extraPods").field("podSeconds", extra.podSeconds()).beginArray("open");
    for (ExtraPods.Open open : extra.open()) {
      json.beginObject();
      addState(open.state(), states);
      json.field("pods", open.pods()).endObject();
    }
    json.endArray().endObject();
  }

  private void addFull(TimeToFull full, List<? extends ReportedState> states) {
    json.beginObject("timeToFull")
        .field("stateIndex", full.state())
        .field("seconds", full.seconds())
        .beginArray("open");
    for (int state : full.open()) {
      json.beginObject();
      addState(state, states);
      json.endObject();
    }
    json.endArray().field("never", full.never().map(Standstill::message)).endObject();
  }

  private void addBack(String name, Optional<WayBack> back, List<? extends ReportedState> states) {
    if (back.isEmpty()) {
      json.field(name, back);
      return;
    }
    WayBack way = back.get();
    json.beginObject(name).field("act", Act.of(way.act()));
    addState(way.state(), states);
    json.field("share", way.share())
        .field("podsToStart", way.podsToStart())
        .field("seconds", way.seconds())
        .field("throughSteps", way.throughSteps())
        .field("withinSeconds", way.within())
        .field("never", way.never().map(Standstill::message))
        .endObject();
  }
}
