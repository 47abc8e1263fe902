// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.SchemaRules;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the fields of a Rollout belong, for those that slipped to another level by their
 * indentation (canary.md 1.1, 1.2).
 */
final class FieldPlaces {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath STRATEGY = SPEC.child("strategy");
  private static final FieldPath STEPS = STRATEGY.child("canary").child("steps");

  private static final Map<FieldPath, List<String>> FIELDS =
      ImmutableMap.of(
          SPEC,
          List.of(
              "strategy",
              "template",
              "selector",
              "replicas",
              "workloadRef",
              "minReadySeconds",
              "paused",
              "progressDeadlineSeconds",
              "progressDeadlineAbort",
              "restartAt",
              "revisionHistoryLimit",
              "rollbackWindow"),
          STRATEGY,
          List.of("canary", "blueGreen"),
          STRATEGY.child("canary"),
          List.of(
              "steps",
              "trafficRouting",
              "canaryService",
              "stableService",
              "maxSurge",
              "dynamicStableScale",
              "minPodsPerReplicaSet",
              "replicaProgressThreshold",
              "pingPong",
              "canaryMetadata",
              "stableMetadata"),
          STRATEGY.child("canary").child("trafficRouting"),
          List.of("istio", "nginx", "alb", "smi", "managedRoutes", "maxTrafficWeight"),
          STRATEGY.child("canary").child("trafficRouting").child("istio"),
          List.of("virtualService", "virtualServices", "destinationRule"),
          STRATEGY.child("blueGreen"),
          List.of(
              "activeService",
              "previewService",
              "previewReplicaCount",
              "autoPromotionEnabled",
              "autoPromotionSeconds",
              "prePromotionAnalysis",
              "postPromotionAnalysis"));

  /** Fields of a step's kind, which slip out of it where they are not indented below its name. */
  private static final ImmutableMap<StepKind, List<String>> OF_STEPS =
      ImmutableMap.<StepKind, List<String>>builder()
          .put(StepKind.PAUSE, List.of("duration"))
          .put(StepKind.SET_CANARY_SCALE, List.of("weight", "replicas", "matchTrafficWeight"))
          .put(StepKind.EXPERIMENT, List.of("duration", "templates", "analyses"))
          .put(
              StepKind.ANALYSIS,
              List.of("templates", "args", "dryRun", "measurementRetention", "analysisRunMetadata"))
          .put(StepKind.SET_HEADER_ROUTE, List.of("name", "match"))
          .put(StepKind.SET_MIRROR_ROUTE, List.of("name", "match", "percentage"))
          .put(StepKind.PLUGIN, List.of("name", "config"))
          .buildOrThrow();

  private FieldPlaces() {}

  /** Returns the place of every field that is known here. */
  static List<FieldPath> all() {
    return FIELDS.entrySet().stream()
        .flatMap(place -> place.getValue().stream().map(place.getKey()::child))
        .toList();
  }

  /** Returns where a field belongs; absent if no level of a Rollout has it. */
  static Optional<FieldPath> of(String field) {
    return FIELDS.entrySet().stream()
        .filter(place -> place.getValue().contains(field))
        .map(place -> place.getKey().child(field))
        .findFirst();
  }

  /** Returns whether a field belongs to the spec of a Rollout, and not to that of a pod. */
  static boolean isOfSpec(String field) {
    return FIELDS.get(SPEC).contains(field);
  }

  /** Returns a finding about an unknown field, with its place where there is one. */
  static Finding placed(Finding finding, YamlNode root) {
    if (!finding.rule().equals(SchemaRules.UNKNOWN_FIELD)
        || !(Iterables.getLast(finding.path().segments()) instanceof Segment.Key key)) {
      return finding;
    }
    Finding placed =
        ofStep(finding.path(), key.name(), root)
            .or(() -> of(key.name()))
            .map(place -> misplaced(finding.path(), key.name(), place))
            .orElse(finding);
    return finding.range().map(placed::at).orElse(placed);
  }

  /** Returns that a field stands in the wrong place, if there is a right one. */
  static Optional<Finding> misplaced(FieldPath path, String field) {
    return of(field).map(place -> misplaced(path, field, place));
  }

  private static Finding misplaced(FieldPath path, String field, FieldPath place) {
    return Finding.of(
            SchemaRules.UNKNOWN_FIELD,
            path,
            "%s is not a field of %s but of %s; kubectl refuses it, and where validation is off it is dropped"
                .formatted(Quotation.of(field), owner(path.parent()), owner(place.parent())))
        .withHint("move %s to %s".formatted(path, place));
  }

  /** Returns the place in the one kind beside it that has such a field. */
  private static Optional<FieldPath> ofStep(FieldPath path, String field, YamlNode root) {
    FieldPath step = path.parent();
    if (step.isRoot() || !step.parent().equals(STEPS)) {
      return Optional.empty();
    }
    List<FieldPath> places =
        OF_STEPS.entrySet().stream()
            .filter(kind -> kind.getValue().contains(field))
            .map(kind -> step.child(kind.getKey().field()))
            .filter(kind -> root.at(kind).isPresent())
            .map(kind -> kind.child(field))
            .toList();
    return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
  }

  private static String owner(FieldPath path) {
    return path.isRoot() ? "a Rollout" : path.toString();
  }
}
