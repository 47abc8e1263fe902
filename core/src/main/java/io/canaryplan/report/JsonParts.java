// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.CaseFormat;
import com.google.common.collect.Lists;
import io.canaryplan.Layout;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Envelope.Extreme;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.ProgressDeadline;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.ServiceSelection;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.routing.DocumentChanges;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The parts of a plan's JSON object, each as a field of the object that is being written. */
final class JsonParts {
  private final JsonWriter json;

  JsonParts(JsonWriter json) {
    this.json = json;
  }

  void addNumbers(ReplicaCounts replicas, TrafficWeights weights) {
    addCounts("replicas", Optional.of(replicas));
    json.beginObject("weights")
        .field("canary", weights.canary())
        .field("stable", weights.stable())
        .beginArray("additional");
    for (AdditionalWeight extra : weights.additional()) {
      json.beginObject()
          .field("service", extra.service())
          .field("weight", extra.weight())
          .endObject();
    }
    json.endArray().endObject();
  }

  void addHashes(Optional<PlanHashes> given) {
    if (given.isEmpty()) {
      json.field("hashes", given);
      return;
    }
    PlanHashes hashes = given.get();
    json.beginObject("hashes")
        .field("stable", hashes.stable().value())
        .field("canary", hashes.canary().value())
        .beginObject("source")
        .field("stable", word(hashes.stable().source()))
        .field("canary", word(hashes.canary().source()))
        .endObject()
        .endObject();
  }

  /** Writes counts of pods as an object, or null if there are none. */
  void addCounts(String name, Optional<ReplicaCounts> counts) {
    if (counts.isEmpty()) {
      json.field(name, counts);
      return;
    }
    json.beginObject(name)
        .field("canary", counts.get().canary())
        .field("stable", counts.get().stable())
        .field("total", counts.get().total())
        .endObject();
  }

  // by "pods" or "stableService" counts are pods, by "weights" they are weights
  void addTraffic(TrafficShare share) {
    json.beginObject("traffic")
        .field("by", word(share.basis()))
        .field("canary", share.canary())
        .field("total", share.total())
        .endObject();
  }

  void addPasses(List<Pass> passes) {
    json.beginArray("passes");
    for (Pass pass : ToldPasses.of(passes)) {
      json.beginObject()
          .field("canary", pass.canary())
          .field("stable", pass.stable())
          .field("canaryWeight", pass.canaryWeight())
          .field("stableWeight", pass.weights().stable())
          .field("older", pass.olderReplicaSets())
          .field("total", pass.total())
          .field("available", pass.available())
          .field("afterSeconds", pass.afterSeconds())
          .field("omitted", pass.omitted())
          .field("events", Lists.transform(pass.events(), JsonParts::word))
          .endObject();
    }
    json.endArray();
  }

  void addDeadline(Optional<ProgressDeadline> given) {
    if (given.isEmpty()) {
      json.field("progressDeadline", given);
      return;
    }
    json.beginObject("progressDeadline")
        .field("effect", word(given.get().effect()))
        .field("seconds", given.get().seconds())
        .field("message", given.get().message())
        .endObject();
  }

  void addPods(List<PodGroup> groups) {
    json.beginArray("pods");
    for (PodGroup group : groups) {
      json.beginObject()
          .field("version", group.name())
          .field("size", group.size())
          .field("available", group.available())
          .field("deadlineSeconds", group.deadlineSeconds())
          .endObject();
    }
    json.endArray();
  }

  void addServices(List<ServiceSelection> services) {
    json.beginArray("services");
    for (ServiceSelection service : services) {
      json.beginObject()
          .field("role", service.role())
          .field("name", service.service())
          .field(
              "selects",
              service.version() == 0
                  ? Optional.empty()
                  : Optional.of(PodGroup.nameOf(service.version())))
          .endObject();
    }
    json.endArray();
  }

  // whose share it is, as an exact fraction, which JSON has no number for
  void addTraffic(String to, Ratio share) {
    json.beginObject("traffic")
        .field("to", to)
        .field("part", share.part())
        .field("total", share.whole())
        .endObject();
  }

  // SCALED_CANARY is scaledCanary
  private static String word(Enum<?> value) {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, value.name());
  }

  void addDocuments(List<StateDocument> documents, Layout layout) {
    json.beginArray("documents");
    for (StateDocument document : documents) {
      json.beginObject();
      addId(document.id());
      json.field("yaml", layout.text(document)).endObject();
    }
    json.endArray();
  }

  /** Writes the documents, and what changes in them since those before and since the input. */
  void addDocuments(List<StateDocument> before, List<StateDocument> documents, Layout layout) {
    addDocuments(documents, layout);
    addChanges(
        "changes",
        before.isEmpty()
            ? DocumentChanges.sinceSource(documents)
            : DocumentChanges.between(before, documents));
    addChanges("changesFromInput", DocumentChanges.sinceSource(documents));
  }

  void addChanges(String name, List<DocumentChanges> documents) {
    json.beginArray(name);
    for (DocumentChanges document : documents) {
      for (FieldChange change : document.changes()) {
        json.beginObject();
        addId(document.id());
        json.field("path", change.path())
            .field("before", change.before())
            .field("after", change.after())
            .endObject();
      }
    }
    json.endArray();
  }

  void addId(ObjectId id) {
    json.field("apiVersion", id.apiVersion())
        .field("kind", id.kind())
        .field("namespace", id.namespace())
        .field("name", id.name());
  }

  void addEnvelope(Envelope envelope, LeastTime time, List<Stage> states) {
    json.beginObject("envelope");
    addExtreme("peak", envelope.peak(), states);
    addExtreme("lowest", envelope.lowest(), states);
    addExtreme("lowestAvailable", envelope.lowestAvailable(), states);
    json.field("leastAvailable", envelope.leastAvailable())
        .field("addedAtOnce", envelope.addedAtOnce())
        .field("durationSeconds", envelope.seconds())
        .field("openStepIndexes", envelope.openSteps());
    time.write(json);
    if (envelope.overload().isPresent()) {
      addOverload(envelope.overload().get(), states);
    } else {
      json.field("overload", Optional.empty());
    }
    json.endObject();
  }

  private void addExtreme(String name, Extreme extreme, List<Stage> states) {
    json.beginObject(name).field("pods", extreme.pods());
    endAtMoment(extreme.moment(), states);
  }

  // as an exact fraction, which JSON has no number for
  private void addOverload(Envelope.Overload overload, List<Stage> states) {
    json.beginObject("overload")
        .field("version", overload.canary() ? "canary" : "stable")
        .field("factor", overload.factor());
    endAtMoment(overload.moment(), states);
  }

  // the index is that among the passes listed
  private void endAtMoment(Moment moment, List<Stage> states) {
    json.field("stateIndex", moment.state());
    OptionalInt pass = moment.pass();
    if (pass.isPresent()) {
      List<Pass> passes = states.get(moment.state()).passes();
      pass = OptionalInt.of(ToldPasses.place(passes, pass.getAsInt()));
    }
    json.field("passIndex", pass).endObject();
  }

  void addFindings(List<Finding> findings) {
    addFindings("findings", findings);
  }

  void addFindings(String name, List<Finding> findings) {
    json.beginArray(name);
    for (Finding finding : findings) {
      Optional<Position> position = finding.position();
      json.beginObject()
          .field("rule", finding.rule())
          .field("severity", finding.severity().label())
          .field("path", finding.path())
          .field("file", position.map(Position::file))
          .field("line", position.map(Position::line))
          .field("column", position.map(Position::column))
          .field("message", finding.message())
          .field("hint", finding.hint())
          .field("controllerPath", finding.controllerPath())
          .endObject();
    }
    json.endArray();
  }
}
