// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.Lists;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.routing.istio.StepPart;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Which field of a Rollout causes what is found in a document that the controller writes. */
final class EditCauses {
  /**
   * When something is written.
   *
   * @param step the last step that has begun, from 0; -1 before the first
   * @param words the moment in words, after "in the VirtualService x"
   */
  record Moment(int step, String words) {
    static Moment of(PlannedState state) {
      return switch (state.kind()) {
        case INITIAL -> new Moment(-1, "before the update");
        case STEP ->
            new Moment(
                state.stepIndex().orElseThrow(),
                "of step %s, \"%s\""
                    .formatted(state.stepIndex().orElseThrow() + 1, state.step().orElseThrow()));
        case PROMOTED -> new Moment(Integer.MAX_VALUE, "at the promotion");
      };
    }

    static Moment of(AbortPlan abort) {
      return new Moment(
          abort.fromStepIndex(), "after an abort in step " + (abort.fromStepIndex() + 1));
    }
  }

  private final CanaryStrategy strategy;
  private final List<StepPart> making;

  EditCauses(CanaryStrategy strategy) {
    this.strategy = strategy;
    this.making = StepPart.making(StepPart.managed(strategy));
  }

  /**
   * What is found, by its cause.
   *
   * @param finding the finding at the field of the Rollout that causes it
   * @param key equal for findings of one cause in different moments
   */
  record Cause(Finding finding, String key) {}

  /** Returns what is found in a document by its cause. */
  Cause of(Finding finding, StateDocument document, RoutingState written, Moment moment) {
    FieldPath path = cause(finding.path(), document, written, moment);
    boolean managed = routeAt(finding.path(), document, written).isPresent();
    String message =
        "in the %s \"%s\" %s: %s"
            .formatted(
                document.id().kind(), document.id().name(), moment.words(), finding.message());
    Finding explained =
        new Finding(
            finding.rule(),
            finding.severity(),
            path,
            Optional.empty(),
            Optional.empty(),
            message,
            Optional.of("correct " + path));
    String place = managed ? path.toString() : document.id() + " " + unnumbered(finding.path());
    return new Cause(explained, finding.rule().id() + " " + place);
  }

  /** Returns a path without the numbers of items, which managed routes shift. */
  private static String unnumbered(FieldPath path) {
    StringBuilder text = new StringBuilder();
    for (FieldPath.Segment segment : path.segments()) {
      text.append('.').append(segment instanceof FieldPath.Segment.Key key ? key.name() : "");
    }
    return text.toString();
  }

  private FieldPath cause(
      FieldPath path, StateDocument document, RoutingState written, Moment moment) {
    Optional<CanaryStep.ManagedRoute> route = routeAt(path, document, written);
    if (route.isPresent()) {
      return part(route.get(), moment)
          .map(part -> fieldOf(part, path.segments()))
          .orElse(Paths.ISTIO);
    }
    if (isWeight(path)) {
      return weight(moment);
    }
    // What a rule of the user meets is the newest managed route.
    return Lists.reverse(written.managedRoutes()).stream()
        .findFirst()
        .flatMap(step -> part(step, moment))
        .map(StepPart::path)
        .orElseGet(() -> weight(moment));
  }

  /** Returns the managed route that a place of the document belongs to. */
  private static Optional<CanaryStep.ManagedRoute> routeAt(
      FieldPath path, StateDocument document, RoutingState written) {
    List<FieldPath.Segment> segments = path.segments();
    if (segments.size() < 3
        || !path.startsWith(FieldPath.of("spec", "http"))
        || !(segments.get(2) instanceof FieldPath.Segment.Index index)) {
      return Optional.empty();
    }
    List<YamlNode> rules = Fields.items(document.document().root(), "spec", "http");
    Optional<String> name =
        index.value() < rules.size()
            ? Fields.text(rules.get(index.value()), "name")
            : Optional.empty();
    return written.managedRoutes().stream()
        .map(CanaryStep.ManagedRoute.class::cast)
        .filter(step -> name.equals(Optional.of(step.name())))
        .findFirst();
  }

  /** Returns the last step so far that made a route; an abort can make that of one to come. */
  private Optional<StepPart> part(CanaryStep.ManagedRoute step, Moment moment) {
    List<StepPart> made = making.stream().filter(part -> part.step().equals(step)).toList();
    return Lists.reverse(made).stream()
        .filter(part -> part.index() <= moment.step())
        .findFirst()
        .or(() -> made.stream().findFirst());
  }

  /** Returns the field of the step that a field of its rule was made of (istio.md 1.8, 1.9). */
  private static FieldPath fieldOf(StepPart part, List<FieldPath.Segment> segments) {
    String first = key(segments, 3);
    boolean header = part.step() instanceof CanaryStep.SetHeaderRoute;
    if (first.equals("mirrorPercentage")) {
      return part.path().child("percentage");
    }
    if (!first.equals("match")
        || segments.size() < 5
        || !(segments.get(4) instanceof FieldPath.Segment.Index index)) {
      return part.path();
    }
    FieldPath match = part.path().child("match").index(index.value());
    String condition = key(segments, 5);
    if (header) {
      return segments.size() > 7
          ? match.child("headerValue").child(key(segments, 7))
          : segments.size() > 6 ? match.child("headerName") : match;
    }
    String field = condition.equals("uri") ? "path" : condition;
    FieldPath at = condition.isEmpty() ? match : match.child(field);
    for (int i = 6; i < segments.size(); i++) {
      at = at.child(key(segments, i));
    }
    return at;
  }

  private static String key(List<FieldPath.Segment> segments, int index) {
    return index < segments.size() && segments.get(index) instanceof FieldPath.Segment.Key key
        ? key.name()
        : "";
  }

  private static boolean isWeight(FieldPath path) {
    return path.segments().stream()
        .anyMatch(
            segment -> segment instanceof FieldPath.Segment.Key key && key.name().equals("route"));
  }

  /** Returns the step that says the weights in force; where none does, what routes with Istio. */
  private FieldPath weight(Moment moment) {
    for (int i = Math.min(moment.step(), strategy.steps().size() - 1); i >= 0; i--) {
      CanaryStep step = strategy.steps().get(i);
      if (i == moment.step() && step.part(CanaryStep.Experiment.class).isPresent()) {
        return Paths.step(i, "experiment");
      }
      if (step.part(CanaryStep.SetWeight.class).isPresent()) {
        return Paths.step(i, "setWeight");
      }
    }
    return Paths.ISTIO;
  }
}
