// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.Layout;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.istio.ObjectId;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Envelope.Extreme;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The parts of a plan's JSON object, each as a field of the object that is being written. */
final class PlanParts {
  private final JsonWriter json;

  PlanParts(JsonWriter json) {
    this.json = json;
  }

  void addReplicas(ReplicaCounts replicas) {
    json.name("replicas")
        .beginObject()
        .field("canary", replicas.canary())
        .field("stable", replicas.stable())
        .field("total", replicas.total())
        .endObject();
  }

  void addWeights(TrafficWeights weights) {
    json.name("weights")
        .beginObject()
        .field("canary", weights.canary())
        .field("stable", weights.stable());
    json.name("additional").beginArray();
    for (AdditionalWeight extra : weights.additional()) {
      json.beginObject()
          .field("service", extra.service())
          .field("weight", extra.weight())
          .endObject();
    }
    json.endArray().endObject();
  }

  void addPasses(List<Pass> passes) {
    json.name("passes").beginArray();
    for (Pass pass : passes) {
      json.beginObject()
          .field("canary", pass.canary())
          .field("stable", pass.stable())
          .field("canaryWeight", pass.canaryWeight())
          .field("stableWeight", pass.weights().stable())
          .field("older", pass.older())
          .field("total", pass.total())
          .field("available", pass.available())
          .field("afterSeconds", pass.afterSeconds())
          .field("omitted", pass.omitted());
      addTexts("events", pass.events().stream().map(PlanParts::word).toList());
      json.endObject();
    }
    json.endArray();
  }

  // SCALED_CANARY is scaledCanary
  private static String word(PassEvent event) {
    StringBuilder word = new StringBuilder();
    String name = event.name();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_') {
        boolean upper = i > 0 && name.charAt(i - 1) == '_';
        word.append(upper ? c : Character.toLowerCase(c));
      }
    }
    return word.toString();
  }

  void addDocuments(List<StateDocument> documents, Layout layout) {
    json.name("documents").beginArray();
    for (StateDocument document : documents) {
      json.beginObject();
      addId(document.id());
      json.field("yaml", layout.text(document)).endObject();
    }
    json.endArray();
  }

  void addChanges(String name, List<DocumentChanges> documents) {
    json.name(name).beginArray();
    for (DocumentChanges document : documents) {
      for (FieldChange change : document.changes()) {
        json.beginObject();
        addId(document.id());
        json.field("path", change.path().toString())
            .field("before", change.before())
            .field("after", change.after())
            .endObject();
      }
    }
    json.endArray();
  }

  private void addId(ObjectId id) {
    json.field("apiVersion", id.apiVersion())
        .field("kind", id.kind())
        .field("namespace", id.namespace())
        .field("name", id.name());
  }

  void addTexts(String name, List<String> texts) {
    json.name(name).beginArray();
    texts.forEach(json::value);
    json.endArray();
  }

  void addEnvelope(Envelope envelope) {
    json.name("envelope").beginObject();
    addExtreme("peak", envelope.peak());
    addExtreme("lowest", envelope.lowest());
    addExtreme("lowestAvailable", envelope.lowestAvailable());
    json.field("leastAvailable", envelope.leastAvailable());
    json.name("addedAtOnce").beginArray();
    envelope.addedAtOnce().forEach(json::value);
    json.endArray();
    json.field("durationSeconds", envelope.seconds());
    json.name("openStepIndexes").beginArray();
    envelope.openSteps().forEach(json::value);
    json.endArray();
    json.name("overload");
    if (envelope.overload().isPresent()) {
      addOverload(envelope.overload().get());
    } else {
      json.nullValue();
    }
    json.endObject();
  }

  private void addExtreme(String name, Extreme extreme) {
    json.name(name).beginObject().field("pods", extreme.pods());
    addMoment(extreme.moment());
    json.endObject();
  }

  // as an exact fraction, which JSON has no number for
  private void addOverload(Envelope.Overload overload) {
    json.beginObject()
        .field("version", overload.canary() ? "canary" : "stable")
        .field("factor", overload.factor().toString());
    addMoment(overload.moment());
    json.endObject();
  }

  private void addMoment(Moment moment) {
    json.field("stateIndex", moment.state()).field("passIndex", number(moment.pass()));
  }

  void addFindings(List<Finding> findings) {
    json.name("findings").beginArray();
    for (Finding finding : findings) {
      Optional<Position> position = finding.position();
      json.beginObject()
          .field("rule", finding.rule())
          .field("severity", finding.severity().label())
          .field("path", finding.path().toString())
          .field("file", position.map(Position::file))
          .field("line", number(position.map(Position::line)))
          .field("column", number(position.map(Position::column)))
          .field("message", finding.message())
          .field("hint", finding.hint())
          .field("controllerPath", finding.controllerPath())
          .endObject();
    }
    json.endArray();
  }

  private static OptionalLong number(OptionalInt value) {
    return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
  }

  private static OptionalLong number(Optional<Integer> value) {
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }
}
