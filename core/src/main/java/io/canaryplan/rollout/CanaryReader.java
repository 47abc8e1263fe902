// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code spec.strategy.canary}. */
final class CanaryReader {
  private CanaryReader() {}

  static CanaryStrategy read(FieldReader canary) {
    Optional<IntOrPercent> maxSurge = canary.intOrPercent("maxSurge");
    Optional<IntOrPercent> maxUnavailable = canary.intOrPercent("maxUnavailable");
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
        canary.object("replicaProgressThreshold", CanaryReader::threshold),
        canary.object("pingPong", CanaryReader::pingPong),
        canary.object("canaryMetadata", PodReader::podMetadata),
        canary.object("stableMetadata", PodReader::podMetadata),
        canary.object("antiAffinity", CanaryReader::antiAffinity),
        canary.object("analysis", CanaryReader::analysis));
  }

  /** Returns the routing; one that is there but unreadable still counts as there. */
  private static Optional<TrafficRouting> trafficRouting(FieldReader canary) {
    return canary.has("trafficRouting")
        ? Optional.of(canary.inner("trafficRouting", RoutingReader::read))
        : Optional.empty();
  }

  /** Returns the bound of weights; absent when it could not be read. */
  private static OptionalInt maxWeight(FieldReader canary, Optional<TrafficRouting> routing) {
    var unreadable = canary.reading().unreadable();
    var path = canary.path("trafficRouting");
    boolean unknown =
        unreadable.contains(path) || unreadable.contains(path.child("maxTrafficWeight"));
    return unknown ? OptionalInt.empty() : OptionalInt.of(CanaryStrategy.maxWeight(routing));
  }

  private static ReplicaProgressThreshold threshold(FieldReader threshold) {
    return new ReplicaProgressThreshold(
        threshold.requiredText("type"), threshold.requiredInteger("value"));
  }

  private static PingPong pingPong(FieldReader pingPong) {
    return new PingPong(pingPong.requiredText("pingService"), pingPong.requiredText("pongService"));
  }

  static AntiAffinity antiAffinity(FieldReader affinity) {
    Optional<Integer> preferred =
        affinity.object(
            "preferredDuringSchedulingIgnoredDuringExecution",
            kind -> kind.requiredInteger("weight"));
    Optional<Boolean> required =
        affinity.object("requiredDuringSchedulingIgnoredDuringExecution", kind -> true);
    return new AntiAffinity(
        preferred.isPresent() ? OptionalInt.of(preferred.get()) : OptionalInt.empty(),
        required.isPresent());
  }

  static AnalysisSpec analysis(FieldReader analysis) {
    analysis.skip("dryRun", "measurementRetention", "analysisRunMetadata");
    return new AnalysisSpec(
        analysis.objects("templates", CanaryReader::template),
        analysis.objects("args", CanaryReader::argument),
        analysis.integer("startingStep"));
  }

  private static AnalysisSpec.TemplateRef template(FieldReader template) {
    return new AnalysisSpec.TemplateRef(
        template.text("templateName").orElse(""), template.flag("clusterScope").orElse(false));
  }

  private static AnalysisSpec.Argument argument(FieldReader argument) {
    argument.skip("valueFrom");
    return new AnalysisSpec.Argument(argument.requiredText("name"), argument.text("value"));
  }
}
