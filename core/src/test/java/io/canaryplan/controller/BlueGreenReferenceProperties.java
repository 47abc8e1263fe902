// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenCondition.ConditionType;
import io.canaryplan.controller.ResolvedBlueGreen.Outcome;
import io.canaryplan.kubernetes.PodMetadata;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.AnalysisSpec.TemplateRef;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Every pass of a blue-green Rollout is that of a slow model written from the text, whatever people
 * do, however long they wait and whatever analyses come to.
 */
class BlueGreenReferenceProperties {
  private static final int ACTS = 12;
  private static final List<String> PHASES =
      List.of("Successful", "Successful", "Failed", "Error", "Inconclusive");
  private static final long[] REPLICAS = {0, 1, 2, 5, 10, 500_000_000};

  @Property(tries = 1500, seed = "20261129", edgeCases = EdgeCasesMode.NONE)
  void passesAreThoseOfTheSlowModel(@ForAll long seed) {
    Random random = new Random(seed);
    SlowBlueGreen.Spec spec = spec(random);
    long replicas = REPLICAS[random.nextInt(REPLICAS.length)];
    SlowBlueGreen slow = new SlowBlueGreen(spec, replicas);
    ResolvedBlueGreen rules = rules(spec, replicas);
    BlueGreenState state = BlueGreenState.created(1, (int) replicas, false);
    List<String> history = new ArrayList<>();
    for (int act = 0; act < ACTS; act++) {
      for (int i = random.nextInt(7); i > 0; i--) {
        BlueGreenPass pass = BlueGreenPass.of(rules, state);
        state = pass.after();
        slow.pass();
        String expected = text(slow);
        history.add(expected);
        assertThat(text(state, pass.failed()))
            .as(
                "replicas %s, %s",
                replicas, history.subList(Math.max(0, history.size() - 6), history.size()))
            .isEqualTo(expected);
      }
      state = state.later(state.now() + 1 + random.nextInt(random.nextInt(4) == 0 ? 900 : 20));
      slow.now = state.now();
      state = act(random, state, slow, history);
    }
  }

  private static BlueGreenState act(
      Random random, BlueGreenState state, SlowBlueGreen slow, List<String> history) {
    int version = 1 + random.nextInt(4);
    int replicas = random.nextInt(3) == 0 ? 0 : random.nextInt(12);
    int kind = random.nextInt(10);
    history.add("act " + kind + " at " + state.now());
    switch (kind) {
      case 0, 1, 2 -> {
        slow.edit(version, slow.replicas, slow.paused);
        return state.edited(version, state.replicas(), state.paused());
      }
      case 3, 4 -> {
        slow.promote(false);
        return state.promoted();
      }
      case 5 -> {
        slow.promote(true);
        return state.promotedFully();
      }
      case 6 -> {
        slow.status.abort = true;
        return state.aborted();
      }
      case 7 -> {
        slow.status.abort = false;
        return state.retried();
      }
      case 8 -> {
        slow.edit(slow.version, replicas, slow.paused);
        return state.edited(state.version(), replicas, state.paused());
      }
      default -> {
        boolean paused = random.nextBoolean();
        slow.edit(slow.version, slow.replicas, paused);
        return state.edited(state.version(), state.replicas(), paused);
      }
    }
  }

  private static SlowBlueGreen.Spec spec(Random random) {
    SlowBlueGreen.Spec spec = new SlowBlueGreen.Spec();
    spec.main = random.nextInt(3) == 0;
    spec.preview = random.nextInt(4) > 0;
    spec.previewCount = random.nextBoolean() ? null : (long) random.nextInt(7);
    spec.auto = random.nextBoolean();
    spec.seconds = random.nextBoolean() ? 0 : random.nextInt(40);
    spec.delay = random.nextInt(5) == 0 ? 0 : random.nextInt(3) == 0 ? 30 : random.nextInt(60);
    spec.limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(3);
    spec.abortDelay = random.nextInt(4) == 0 ? 0 : random.nextInt(1000);
    spec.history = random.nextBoolean() ? 10 : random.nextInt(3);
    spec.window = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
    spec.deadline = random.nextBoolean() ? 600 : 1 + random.nextInt(60);
    spec.deadlineAborts = random.nextInt(3) == 0;
    spec.activeMetadata = random.nextInt(3) == 0;
    spec.previewMetadata = random.nextInt(3) == 0;
    spec.delayGiven = spec.delay != 30 || random.nextBoolean();
    spec.pre = outcomes(random);
    spec.post = outcomes(random);
    for (int i = 2; i < spec.podSeconds.length; i++) {
      spec.podSeconds[i] = random.nextInt(4) == 0 ? -1 : random.nextInt(3) * 10L;
    }
    return spec;
  }

  // no analysis, one without templates, or runs with an end each
  private static List<SlowBlueGreenAnalysis.Outcome> outcomes(Random random) {
    int kind = random.nextInt(6);
    if (kind < 2) {
      return null;
    }
    List<SlowBlueGreenAnalysis.Outcome> outcomes = new ArrayList<>();
    int count = kind == 2 ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String phase = PHASES.get(random.nextInt(PHASES.size()));
      outcomes.add(new SlowBlueGreenAnalysis.Outcome(phase, random.nextInt(3) * 10L));
    }
    return outcomes;
  }

  private static ResolvedBlueGreen rules(SlowBlueGreen.Spec spec, long replicas) {
    BlueGreenStrategy strategy =
        new BlueGreenStrategy(
            Optional.of("shop"),
            spec.preview ? Optional.of("preview") : Optional.empty(),
            spec.previewCount == null
                ? OptionalInt.empty()
                : OptionalInt.of(spec.previewCount.intValue()),
            Optional.of(spec.auto),
            OptionalInt.of((int) spec.seconds),
            spec.delayGiven ? OptionalInt.of((int) spec.delay) : OptionalInt.empty(),
            spec.limit == Long.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) spec.limit),
            OptionalInt.of((int) spec.abortDelay),
            Optional.empty(),
            Optional.empty(),
            analysis(spec.pre),
            analysis(spec.post),
            metadata(spec.activeMetadata),
            metadata(spec.previewMetadata));
    ImmutableList.Builder<Long> seconds = ImmutableList.builder();
    for (long pods : spec.podSeconds) {
      seconds.add(pods < 0 ? ResolvedBlueGreen.NEVER : pods);
    }
    return new ResolvedBlueGreen(
        Rollout.builder("shop", strategy)
            .replicas((int) replicas)
            .revisionHistoryLimit((int) spec.history)
            .rollbackWindowRevisions((int) spec.window)
            .progressDeadlineSeconds((int) spec.deadline)
            .progressDeadlineAbort(spec.deadlineAborts)
            .build(),
        strategy,
        spec.main ? ControllerVersion.MAIN : ControllerVersion.V1_9,
        seconds.build(),
        Integer.MAX_VALUE,
        outcomes(spec.pre),
        outcomes(spec.post));
  }

  private static Optional<AnalysisSpec> analysis(List<SlowBlueGreenAnalysis.Outcome> outcomes) {
    return Optional.ofNullable(outcomes)
        .map(
            given ->
                new AnalysisSpec(
                    given.isEmpty() ? List.of() : List.of(new TemplateRef("smoke", false)),
                    List.of(),
                    OptionalInt.empty()));
  }

  private static ImmutableList<Outcome> outcomes(List<SlowBlueGreenAnalysis.Outcome> given) {
    return Stream.ofNullable(given)
        .flatMap(List::stream)
        .map(
            each ->
                new Outcome(
                    BlueGreenRun.Phase.valueOf(each.phase().toUpperCase(Locale.ROOT)),
                    each.seconds()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<PodMetadata> metadata(boolean given) {
    return given ? Optional.of(new PodMetadata(Map.of("a", "b"), Map.of())) : Optional.empty();
  }

  private static String text(SlowBlueGreen slow) {
    StringBuilder text = new StringBuilder();
    for (SlowBlueGreen.Set set : slow.sets) {
      text.append(set.version + ":" + set.size + "/" + set.available + " r" + set.revision);
      text.append((set.deadline < 0 ? "" : " @" + set.deadline) + ", ");
    }
    SlowBlueGreen.Status status = slow.status;
    text.append("Services " + slow.active + " " + (slow.spec.preview ? slow.preview : 0));
    text.append(", stable " + status.stable + ", current " + status.current);
    text.append(", selectors " + status.active + " " + status.preview);
    text.append(status.checkpoint ? ", checkpoint" : "");
    text.append(status.pause < 0 ? "" : ", paused since " + status.pause);
    text.append(status.inconclusive ? ", inconclusive" : "");
    text.append(status.pre == null ? "" : ", pre " + status.pre.reported());
    text.append(status.post == null ? "" : ", post " + status.post.reported());
    text.append(status.controllerPause ? ", by the controller" : "");
    text.append(status.abort ? ", aborted" : "").append(status.full ? ", full" : "");
    List<String> progressing = status.condition("Progressing");
    text.append(", " + (progressing == null ? "" : progressing.get(2)));
    return text.append(slow.failed ? ", failed" : "").toString();
  }

  private static String phase(BlueGreenRun run) {
    String name = run.reported().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String text(BlueGreenState state, boolean failed) {
    StringBuilder text = new StringBuilder();
    for (BlueGreenSet set : state.sets()) {
      text.append(set.version() + ":" + set.size() + "/" + set.available() + " r" + set.revision());
      text.append((set.hasDeadline() ? " @" + set.deadline() : "") + ", ");
    }
    BlueGreenStatus status = state.status();
    text.append("Services " + state.active() + " " + state.preview());
    text.append(", stable " + status.stable() + ", current " + status.current());
    text.append(", selectors " + status.active() + " " + status.preview());
    text.append(status.checkpoint() ? ", checkpoint" : "");
    text.append(
        status.pauseStart().isPresent() ? ", paused since " + status.pauseStart().getAsLong() : "");
    text.append(status.inconclusive() ? ", inconclusive" : "");
    text.append(status.pre().map(run -> ", pre " + phase(run)).orElse(""));
    text.append(status.post().map(run -> ", post " + phase(run)).orElse(""));
    text.append(status.controllerPause() ? ", by the controller" : "");
    text.append(status.abort() ? ", aborted" : "").append(status.promoteFull() ? ", full" : "");
    text.append(
        ", "
            + status
                .condition(ConditionType.PROGRESSING)
                .map(at -> at.reason().toString())
                .orElse(""));
    return text.append(failed ? ", failed" : "").toString();
  }
}
