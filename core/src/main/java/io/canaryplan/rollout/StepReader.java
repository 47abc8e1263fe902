// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.Reading;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the steps of a canary (canary.md 1.6). */
final class StepReader {
  private final FieldReader canary;
  private final OptionalInt maxWeight;

  /**
   * Makes a reader.
   *
   * @param canary the strategy
   * @param maxWeight largest legal setWeight; absent when it is not known
   */
  StepReader(FieldReader canary, OptionalInt maxWeight) {
    this.canary = canary;
    this.maxWeight = maxWeight;
  }

  List<CanaryStep> read() {
    return canary.items("steps", this::step);
  }

  private Optional<CanaryStep> step(FieldReader step) {
    if (!step.isMapping("a mapping", "a step such as setWeight: 20")) {
      // Its place is kept, so that the steps after it keep their index.
      return Optional.of(CanaryStep.Pause.untilResumed());
    }
    int before = canary.reading().unreadable().size();
    List<String> written = step.keys();
    List<CanaryStep.Part> parts =
        Arrays.stream(StepKind.values())
            .<CanaryStep.Part>flatMap(kind -> part(kind, step).stream())
            .sorted(Comparator.comparing(part -> written.indexOf(part.kind().field())))
            .toList();
    boolean isEmpty = parts.isEmpty() && canary.reading().unreadable().size() == before;
    List<String> unknown = step.unknownKeys();
    if (isEmpty && kindMeant(step, unknown).isPresent()) {
      step.skip(unknown.get(0)); // it is told below
    }
    step.close();
    if (parts.size() > 1) {
      return Optional.of(new CanaryStep.Combined(parts));
    }
    if (isEmpty) {
      empty(step, unknown);
    }
    return Optional.of(parts.isEmpty() ? CanaryStep.Pause.untilResumed() : parts.get(0));
  }

  /** Returns the part of that kind; absent if the step has none, or an unreadable one. */
  private Optional<? extends CanaryStep.Part> part(StepKind kind, FieldReader step) {
    return switch (kind) {
      case SET_WEIGHT -> setWeight(step);
      case PAUSE -> pause(step);
      case SET_CANARY_SCALE -> step.object(kind.field(), StepReader::setCanaryScale);
      case EXPERIMENT -> step.object(kind.field(), StepReader::experiment);
      case ANALYSIS -> step.object(kind.field(), StepReader::analysis);
      case SET_HEADER_ROUTE -> step.object(kind.field(), StepReader::setHeaderRoute);
      case SET_MIRROR_ROUTE -> step.object(kind.field(), StepReader::setMirrorRoute);
      case PLUGIN -> step.object(kind.field(), StepReader::plugin);
    };
  }

  /** Returns the kind whose name is nearly the first key of a step that has none. */
  private static Optional<String> kindMeant(FieldReader step, List<String> unknown) {
    return unknown.isEmpty() || unknown.size() < step.keys().size()
        ? Optional.empty()
        : UnknownField.nearest(
            unknown.get(0), Arrays.stream(StepKind.values()).map(StepKind::field).toList());
  }

  private static void empty(FieldReader step, List<String> unknown) {
    FieldPath at = step.path();
    Optional<String> kind = step.keys().stream().filter(key -> !unknown.contains(key)).findFirst();
    if (kind.isPresent()) {
      withoutValue(step, at, kind.get());
      return;
    }
    Refusal.report(
        step.reading(),
        RolloutRules.STEP_EMPTY,
        at,
        unknown.isEmpty() ? nothing() : noKind(unknown.get(0)),
        kindMeant(step, unknown)
            .map(field -> "rename %s to %s".formatted(at.child(unknown.get(0)), field))
            .orElse("give %s a kind, or remove it".formatted(at)));
  }

  private static String nothing() {
    return "\"{}\" is no step; a step has one of %s".formatted(StepKind.list());
  }

  private static String noKind(String key) {
    return "%s is no kind of step; the kinds are %s".formatted(Quotation.of(key), StepKind.list());
  }

  /** Reports a kind with nothing after its colon, which is the same as no kind at all. */
  private static void withoutValue(FieldReader step, FieldPath at, String kind) {
    boolean pause = kind.equals(StepKind.PAUSE.field());
    Refusal.report(
        step.reading(),
        RolloutRules.STEP_EMPTY,
        at,
        "\"%s:\" has no value, which is the same as no step".formatted(kind),
        pause
            ? "write pause: {} to wait until somebody goes on, or pause: {duration: 10m}"
            : "give %s a value, or remove the step".formatted(at.child(kind)));
  }

  private Optional<CanaryStep.SetWeight> setWeight(FieldReader step) {
    if (!step.has("setWeight")) {
      return Optional.empty();
    }
    int weight = step.integer("setWeight").orElse(0);
    if (weight < 0 || weight > maxWeight.orElse(Integer.MAX_VALUE)) {
      Refusal.report(
          step.reading(),
          RolloutRules.SET_WEIGHT_OUT_OF_RANGE,
          step.path("setWeight"),
          "\"%s\" is out of range; setWeight runs from 0 to the maximum weight%s"
              .formatted(weight, hereAtMost()),
          "change %s".formatted(step.path("setWeight")));
      weight = 0;
    }
    // Without a known maximum nothing can be planned; the draft stays within the usual one.
    int legal = maxWeight.orElse(TrafficRouting.DEFAULT_MAX_WEIGHT);
    return Optional.of(new CanaryStep.SetWeight(Math.min(weight, legal)));
  }

  private String hereAtMost() {
    return maxWeight.isPresent() ? ", here %s".formatted(maxWeight.getAsInt()) : "";
  }

  private static Optional<CanaryStep.Pause> pause(FieldReader step) {
    return step.has("pause")
        ? Optional.of(
            step.inner(
                "pause",
                "a mapping: {duration: 10m}, or {} to wait until somebody goes on",
                pause -> new CanaryStep.Pause(duration(pause))))
        : Optional.empty();
  }

  private static Optional<PauseDuration> duration(FieldReader pause) {
    Optional<IntOrPercent> written =
        pause.intOrPercent("duration", "seconds or a duration such as 1m30s");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<PauseDuration> duration = PauseDuration.read(written.get().written());
    if (duration.isEmpty()) {
      Refusal.report(
          pause.reading(),
          RolloutRules.PAUSE_DURATION_INVALID,
          pause.path("duration"),
          """
          %s is no duration of 0 to 2147483647 seconds; write seconds (60) or a sum of h, m, s, \
          ms, us and ns (1h30m); there are no days"""
              .formatted(Reading.describe(pause.node("duration").orElseThrow())),
          "change %s, or remove it to wait for a person".formatted(pause.path("duration")));
    }
    return duration;
  }

  private static CanaryStep.SetCanaryScale setCanaryScale(FieldReader scale) {
    return new CanaryStep.SetCanaryScale(
        scale.count("replicas"),
        scale.count("weight"),
        scale.flag("matchTrafficWeight").orElse(false));
  }

  private static CanaryStep.Experiment experiment(FieldReader experiment) {
    AnalysisReader.run(experiment);
    if (!experiment.has("templates")) {
      experiment.missing("templates");
    }
    List<ExperimentTemplate> templates =
        experiment.objects("templates", StepReader::experimentTemplate);
    Optional<String> text = experiment.nonEmptyText("duration");
    Optional<PauseDuration> duration = text.flatMap(PauseDuration::readGo);
    if (text.isPresent() && duration.isEmpty()) {
      experiment
          .reading()
          .report(
              RolloutRules.EXPERIMENT_DURATION_INVALID,
              experiment.path("duration"),
              """
              %s is no duration; an experiment takes a sum of h, m, s, ms, us and ns (1h30m) and \
              never bare seconds"""
                  .formatted(Quotation.of(text.get())),
              "change %s".formatted(experiment.path("duration")));
    }
    List<ExperimentAnalysis> analyses =
        experiment.objects("analyses", StepReader::experimentAnalysis);
    return new CanaryStep.Experiment(
        templates,
        duration,
        analyses.stream().map(ExperimentAnalysis::name).toList(),
        experiment.integer("scaleDownDelaySeconds"),
        analyses.stream().anyMatch(ExperimentAnalysis::required));
  }

  private static ExperimentTemplate experimentTemplate(FieldReader template) {
    template.object("metadata", PodReader::podMetadata);
    template.object("selector", PodReader::selector);
    return new ExperimentTemplate(
        template.requiredText("name"),
        template.requiredText("specRef"),
        template.count("replicas"),
        template.count("weight"),
        template.inner("service", service -> service.nonEmptyText("name")));
  }

  private record ExperimentAnalysis(String name, boolean required) {}

  private static ExperimentAnalysis experimentAnalysis(FieldReader analysis) {
    analysis.objects("args", AnalysisReader::argument);
    AnalysisReader.fieldsOf(analysis);
    boolean required = analysis.flag("requiredForCompletion").orElse(false);
    analysis.flag("clusterScope");
    analysis.requiredText("templateName");
    return new ExperimentAnalysis(analysis.requiredText("name"), required);
  }

  private static CanaryStep.Analysis analysis(FieldReader analysis) {
    AnalysisReader.fieldsOf(analysis);
    AnalysisReader.repeated(analysis);
    return new CanaryStep.Analysis(StrategyReader.analysis(analysis));
  }

  private static CanaryStep.SetHeaderRoute setHeaderRoute(FieldReader route) {
    return new CanaryStep.SetHeaderRoute(
        route.text("name").orElse(""), route.objects("match", StepReader::headerMatch));
  }

  private static HeaderMatch headerMatch(FieldReader match) {
    return new HeaderMatch(
        match.requiredText("headerName"), match.inner("headerValue", StepReader::stringMatch));
  }

  private static StringMatch stringMatch(FieldReader match) {
    return new StringMatch(match.text("exact"), match.text("prefix"), match.text("regex"));
  }

  private static CanaryStep.SetMirrorRoute setMirrorRoute(FieldReader route) {
    return new CanaryStep.SetMirrorRoute(
        route.requiredText("name"),
        route.objects("match", StepReader::mirrorMatch),
        route.integer("percentage"));
  }

  private static MirrorMatch mirrorMatch(FieldReader match) {
    return new MirrorMatch(
        match.object("method", StepReader::stringMatch),
        match.object("path", StepReader::stringMatch),
        match.inner("headers", StepReader::headers));
  }

  private static Map<String, StringMatch> headers(FieldReader headers) {
    ImmutableMap.Builder<String, StringMatch> map = ImmutableMap.builder();
    for (String name : headers.keys()) {
      Optional<StringMatch> match = headers.object(name, StepReader::stringMatch);
      if (match.isPresent()) {
        map.put(name, match.get());
      }
    }
    return map.buildKeepingLast();
  }

  private static CanaryStep.Plugin plugin(FieldReader plugin) {
    plugin.flag("disabled");
    plugin.mapping("config", "a mapping");
    return new CanaryStep.Plugin(plugin.requiredText("name"));
  }
}
