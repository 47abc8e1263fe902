// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.OptionalInt;

/** The JSON of what follows when somebody does something to an update. */
final class WhatIfJson {
  private final JsonWriter json;
  private final JsonParts parts;
  private final PlannedWorkload workload;
  private final Plan plan;

  WhatIfJson(JsonWriter json, PlannedWorkload workload, Plan plan) {
    this.json = json;
    this.workload = workload;
    this.plan = plan;
    parts = new JsonParts(json);
  }

  void add(int state, List<UpdateCourse> courses, List<OptionalInt> begins) {
    json.beginObject()
        .field("schema", PlanJson.SCHEMA)
        .beginObject(Ascii.toLowerCase(workload.kind()))
        .field("name", workload.name())
        .field("namespace", workload.namespace())
        .field("replicas", plan.replicas())
        .endObject()
        .field("strategy", plan.strategy())
        .field("stateIndex", state)
        .beginObject("start");
    addMoment(courses.get(0).start());
    json.endObject().beginArray("acts");
    for (int i = 0; i < courses.size(); i++) {
      add(courses.get(i), begins.get(i));
    }
    json.endArray().endObject();
  }

  private void add(UpdateCourse course, OptionalInt begins) {
    json.beginObject().field("act", course.act()).field("afterPasses", begins).beginArray("passes");
    List<StateDocument> before = workload.documents(course.start());
    PassChanges changes = new PassChanges(workload, course);
    for (UpdatePass pass : ToldPasses.of(course)) {
      json.beginObject();
      parts.addPods(pass.pods());
      json.field("total", pass.total()).field("available", pass.available());
      parts.addServices(plan.services(pass));
      parts.addTraffic(pass.trafficTo(), plan.trafficShare(pass));
      json.field("note", pass.note()).field("omitted", pass.omitted());
      parts.addChanges("changes", changes.next(pass));
      json.endObject();
    }
    json.endArray().beginObject("end");
    addMoment(course.end());
    json.endObject()
        .field("durationSeconds", course.seconds())
        .field("peakPods", course.peakPods())
        .field("lowestAvailablePods", course.lowestAvailablePods());
    List<StateDocument> after = workload.documents(course.end());
    parts.addDocuments(after, workload.options().layout());
    parts.addChanges("changes", DocumentChanges.between(before, after));
    json.field("changesOmitted", PassChanges.omission(course))
        .field("losses", Losses.of(plan, course))
        .field("standstill", course.standstill().map(Standstill::message));
    parts.addDeadline(WhatIfReport.deadline(course));
    json.endObject();
  }

  private void addMoment(UpdateMoment moment) {
    json.field("version", PodGroup.nameOf(moment.version()));
    parts.addPods(moment.pods());
    json.field("available", moment.availablePods());
    parts.addServices(moment.services());
    parts.addTraffic(PodGroup.nameOf(moment.version()), moment.trafficShare());
  }
}
