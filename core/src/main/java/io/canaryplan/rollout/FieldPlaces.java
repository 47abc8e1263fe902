// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.SchemaRules;
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
  static Finding placed(Finding finding) {
    if (!finding.rule().equals(SchemaRules.UNKNOWN_FIELD)
        || !(Iterables.getLast(finding.path().segments()) instanceof Segment.Key key)) {
      return finding;
    }
    Finding placed = misplaced(finding.path(), key.name()).orElse(finding);
    return finding.range().map(placed::at).orElse(placed);
  }

  /** Returns that a field stands in the wrong place, if there is a right one. */
  static Optional<Finding> misplaced(FieldPath path, String field) {
    return of(field)
        .map(
            place ->
                Finding.of(
                        SchemaRules.UNKNOWN_FIELD,
                        path,
                        "%s is not a field of %s but of %s; kubectl refuses it, and where validation is off it is dropped"
                            .formatted(
                                Quotation.of(field), owner(path.parent()), owner(place.parent())))
                    .withHint("move %s to %s".formatted(path, place)));
  }

  private static String owner(FieldPath path) {
    return path.isRoot() ? "a Rollout" : path.toString();
  }
}
