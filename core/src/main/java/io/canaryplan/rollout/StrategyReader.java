// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.IntOrPercent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code spec.strategy.canary} and {@code spec.strategy.blueGreen}. */
final class StrategyReader {
  private StrategyReader() {}

  static CanaryStrategy canary(FieldReader canary) {
    Optional<IntOrPercent> maxSurge = limit(canary, "maxSurge");
    Optional<IntOrPercent> maxUnavailable = limit(canary, "maxUnavailable");
    Optional<String> canaryService = canary.text("canaryService");
    Optional<String> stableService = canary.text("stableService");
    Optional<TrafficRouting> routing = trafficRouting(canary);
    List<CanaryStep> steps = new StepReader(canary, maxWeight(canary, routing)).read();
    return new CanaryStrategy(
        maxSurge,
        maxUnavailable,
        canaryService,
        stableService,
        steps,
        routing,
        canary.integer("scaleDownDelaySeconds"),
        canary.integer("scaleDownDelayRevisionLimit"),
        canary.integer("abortScaleDownDelaySeconds"),
        canary.flag("dynamicStableScale").orElse(false),
        canary.integer("minPodsPerReplicaSet"),
        canary.object("replicaProgressThreshold", StrategyReader::threshold),
        canary.object("pingPong", StrategyReader::pingPong),
        canary.object("canaryMetadata", PodReader::podMetadata),
        canary.object("stableMetadata", PodReader::podMetadata),
        canary.object("antiAffinity", StrategyReader::antiAffinity),
        canary.object("analysis", StrategyReader::analysis));
  }

  private static Optional<IntOrPercent> limit(FieldReader canary, String field) {
    Optional<IntOrPercent> limit = canary.intOrPercent(field);
    if (limit.isEmpty() || limit.get().number().orElse(0) >= 0) {
      return limit;
    }
    canary
        .reading()
        .unreadable(
            RolloutRules.SURGE_LIMIT_NEGATIVE,
            canary.path(field),
            """
            "%s" is less than no pod; the controller takes it as it stands, and an update without \
            a traffic router never gets to the pods that its steps ask for"""
                .formatted(limit.get().written()),
            "change %s to 0 or more".formatted(canary.path(field)));
    return Optional.empty();
  }

  static BlueGreenStrategy blueGreen(FieldReader blueGreen) {
    return new BlueGreenStrategy(
        Optional.of(blueGreen.requiredText("activeService")),
        blueGreen.text("previewService"),
        blueGreen.integer("previewReplicaCount"),
        blueGreen.flag("autoPromotionEnabled"),
        blueGreen.integer("autoPromotionSeconds"),
        blueGreen.integer("scaleDownDelaySeconds"),
        blueGreen.integer("scaleDownDelayRevisionLimit"),
        blueGreen.integer("abortScaleDownDelaySeconds"),
        blueGreen.intOrPercent("maxUnavailable"),
        blueGreen.object("antiAffinity", StrategyReader::antiAffinity),
        blueGreen.object("prePromotionAnalysis", StrategyReader::analysis),
        blueGreen.object("postPromotionAnalysis", StrategyReader::analysis),
        blueGreen.object("activeMetadata", PodReader::podMetadata),
        blueGreen.object("previewMetadata", PodReader::podMetadata));
  }

  /** Returns the routing; one that is there but unreadable still counts as there. */
  private static Optional<TrafficRouting> trafficRouting(FieldReader canary) {
    return canary.has("trafficRouting")
        ? Optional.of(canary.inner("trafficRouting", RoutingReader::read))
        : Optional.empty();
  }

  /** Returns the bound of weights; absent when it could not be read. */
  private static OptionalInt maxWeight(FieldReader canary, Optional<TrafficRouting> routing) {
    Set<FieldPath> gaps = canary.reading().gaps();
    FieldPath path = canary.path("trafficRouting");
    boolean unknown = gaps.contains(path) || gaps.contains(path.child("maxTrafficWeight"));
    return unknown ? OptionalInt.empty() : OptionalInt.of(CanaryStrategy.maxWeight(routing));
  }

  private static ReplicaProgressThreshold threshold(FieldReader threshold) {
    return new ReplicaProgressThreshold(
        threshold.requiredText("type"), threshold.requiredInteger("value"));
  }

  private static PingPong pingPong(FieldReader pingPong) {
    return new PingPong(pingPong.requiredText("pingService"), pingPong.requiredText("pongService"));
  }

  private static AntiAffinity antiAffinity(FieldReader affinity) {
    OptionalInt preferred =
        affinity
            .object(
                "preferredDuringSchedulingIgnoredDuringExecution",
                kind -> OptionalInt.of(kind.requiredInteger("weight")))
            .orElse(OptionalInt.empty());
    boolean required =
        affinity.object("requiredDuringSchedulingIgnoredDuringExecution", kind -> true).isPresent();
    return new AntiAffinity(preferred, required);
  }

  static AnalysisSpec analysis(FieldReader analysis) {
    AnalysisReader.run(analysis);
    return new AnalysisSpec(
        analysis.objects("templates", StrategyReader::template),
        analysis.objects("args", AnalysisReader::argument),
        analysis.integer("startingStep"));
  }

  static AnalysisSpec.TemplateRef template(FieldReader template) {
    return new AnalysisSpec.TemplateRef(
        template.text("templateName").orElse(""), template.flag("clusterScope").orElse(false));
  }
}
