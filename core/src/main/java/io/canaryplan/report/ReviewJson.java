// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.hash.FieldDifference;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.review.DeploymentReview;
import io.canaryplan.review.FieldEdit;
import io.canaryplan.review.NumberComparison;
import io.canaryplan.review.ObjectChange;
import io.canaryplan.review.PlanComparison;
import io.canaryplan.review.Review;
import io.canaryplan.review.RolloutReview;
import io.canaryplan.review.StateComparison;
import io.canaryplan.review.StateComparison.Numbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A review as one JSON object. */
final class ReviewJson {
  private static final String SCHEMA = "canaryplan/review/v1";

  private final JsonWriter json;
  private final JsonParts parts;

  private ReviewJson(Appendable out) {
    json = new JsonWriter(out);
    parts = new JsonParts(json);
  }

  static void print(Review review, Appendable out) throws IOException {
    try {
      new ReviewJson(out).print(review);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void print(Review review) {
    json.beginObject()
        .field("schema", SCHEMA)
        .field("startsRollout", review.startsRollout())
        .field("changesNothing", review.changesNothing())
        .beginArray("rollouts");
    review.rollouts().forEach(this::add);
    json.endArray().beginArray("deployments");
    review.deployments().forEach(this::add);
    json.endArray().beginArray("documents");
    review.documents().forEach(this::add);
    json.endArray().beginObject("findings");
    parts.addFindings("new", review.findings().introduced());
    parts.addFindings("gone", review.findings().gone());
    parts.addFindings("still", review.findings().still());
    json.endObject().endObject().end();
  }

  private void add(RolloutReview rollout) {
    Optional<TemplateEdit> edit = rollout.template();
    json.beginObject()
        .field("namespace", rollout.name().namespace())
        .field("name", rollout.name().name())
        .field("verdict", rollout.verdict())
        .field("startsRollout", rollout.verdict().startsRollout())
        .beginObject("hashes")
        .field("before", rollout.hashBefore())
        .field("after", rollout.hashAfter())
        .endObject();
    addFields(edit.map(TemplateEdit::differences).orElse(List.of()));
    json.field("surprises", rollout.surprises()).field("sentences", rollout.sentences());
    if (rollout.plans().isPresent()) {
      add(rollout.plans().get());
    } else {
      json.field("plans", Optional.empty());
    }
    json.endObject();
  }

  private void add(DeploymentReview deployment) {
    json.beginObject()
        .field("namespace", deployment.namespace())
        .field("name", deployment.name())
        .field("verdict", deployment.verdict());
    addFields(deployment.fields());
    json.field("sentence", deployment.verdict().words()).endObject();
  }

  private void addFields(List<FieldDifference> fields) {
    json.beginArray("fields");
    for (FieldDifference field : fields) {
      json.beginObject()
          .field("path", field.path())
          .field("before", field.before())
          .field("after", field.after())
          .endObject();
    }
    json.endArray();
  }

  private void add(PlanComparison plans) {
    json.beginObject("plans").field("differ", plans.differs()).beginArray("states");
    for (StateComparison state : plans.states()) {
      json.beginObject().field("change", state.change());
      add("before", state.before());
      add("after", state.after());
      json.endObject();
    }
    json.endArray().beginArray("numbers");
    for (NumberComparison number : plans.numbers()) {
      json.beginObject()
          .field("what", number.what())
          .field("before", number.before())
          .field("after", number.after())
          .field("differs", number.differs())
          .endObject();
    }
    json.endArray().endObject();
  }

  private void add(String side, Optional<Numbers> numbers) {
    if (numbers.isEmpty()) {
      json.field(side, numbers);
      return;
    }
    json.beginObject(side)
        .field("state", numbers.get().label())
        .field("reachable", numbers.get().reachable())
        .field("newPods", numbers.get().newPods())
        .field("oldPods", numbers.get().oldPods())
        .field("traffic", numbers.get().traffic())
        .endObject();
  }

  private void add(ObjectChange document) {
    json.beginObject();
    parts.addId(document.id());
    json.field("change", document.change()).beginArray("edits");
    for (FieldEdit edit : document.edits()) {
      json.beginObject()
          .field("path", edit.change().path())
          .field("before", edit.change().before())
          .field("after", edit.change().after());
      if (edit.fate().isPresent()) {
        json.beginObject("fate")
            .field("by", edit.fate().get().by())
            .field("atRest", edit.fate().get().atRest())
            .field("duringUpdate", edit.fate().get().duringUpdate())
            .endObject();
      } else {
        json.field("fate", edit.fate());
      }
      json.endObject();
    }
    json.endArray().endObject();
  }
}
