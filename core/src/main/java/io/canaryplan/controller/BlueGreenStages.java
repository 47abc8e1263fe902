// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.BlueGreenStage.Kind;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.Standstill;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The states of an update: its walk, cut where the new version has its pods, where it waits, and
 * where it is switched. A pause that a person has to end is ended, and analyses succeed.
 */
final class BlueGreenStages {
  private final ResolvedBlueGreen rules;
  private final long origin;
  private final ImmutableList.Builder<BlueGreenStage> stages = ImmutableList.builder();
  private final BlueGreenWalk walk;
  private int told;
  private Optional<Kind> last = Optional.empty();
  private OptionalLong lastSeconds = OptionalLong.empty();
  private Optional<Open> open = Optional.empty();
  private Optional<Standstill> standing = Optional.empty();

  /** A state that has begun and whose end is not known. */
  private record Open(
      Kind kind, ImmutableList<BlueGreenView> passes, BlueGreenPoint moment, long since) {}

  private BlueGreenStages(BlueGreenPoint settled, BlueGreenPoint start) {
    rules = settled.rules();
    origin = settled.origin();
    stages.add(
        new BlueGreenStage(
            Kind.INITIAL,
            ImmutableList.of(),
            settled,
            OptionalLong.of(0),
            ImmutableList.of(),
            Optional.empty()));
    walk = new BlueGreenWalk(rules, start.state(), origin);
  }

  /** The states, and why they do not end promoted. */
  record Result(ImmutableList<BlueGreenStage> stages, Optional<Standstill> standstill) {}

  static Result of(BlueGreenPoint settled, BlueGreenPoint start) {
    return new BlueGreenStages(settled, start).result();
  }

  private Result result() {
    boolean goesOn = true;
    while (goesOn && !walk.isEndless()) {
      int active = walk.state().active();
      boolean changed = walk.pass();
      if (walk.state().active() != active) {
        cut(Kind.SWITCHED);
      } else if (isPreviewUp()) {
        cut(Kind.PREVIEW_UP);
      }
      goesOn = changed || restsAtGate() || walk.waits();
    }
    Optional<Standstill> standstill = BlueGreenStandstill.of(rules, walk);
    boolean promoted = walk.state().status().stable() == walk.state().version();
    if (promoted && !walk.isEndless()) {
      cut(Kind.PROMOTED);
    } else if (walk.state().status().abort() && !walk.isEndless()) {
      // nobody aborts it here but the deadline
      cut(Kind.ABORTED);
    }
    standing = standstill;
    close(walk.state().now());
    return new Result(stages.build(), standstill);
  }

  private boolean isPreviewUp() {
    BlueGreenState state = walk.state();
    return last.isEmpty()
        && state.status().current() == state.version()
        && state.active() != state.version()
        && state.set(state.version()).isPresent()
        && state.set(state.version()).get().size() == new BlueGreenTerms(rules, state).newSize();
  }

  // a settled update at a gate: somebody or something opens it
  private boolean restsAtGate() {
    BlueGreenState state = walk.state();
    if (state.status().pauseStart().isPresent()) {
      if (last.filter(Kind.PAUSED::equals).isEmpty()) {
        cut(Kind.PAUSED);
        lastSeconds =
            rules.promotesItself()
                ? OptionalLong.of(rules.autoPromotionSeconds())
                : OptionalLong.empty();
      }
      if (!rules.promotesItself()) {
        walk.continueFrom(state.promoted());
        return true;
      }
      return false;
    }
    if (isRunning(state.status().pre())) {
      cut(Kind.PRE_ANALYSIS);
      return walk.ends();
    }
    if (isRunning(state.status().post())) {
      cut(Kind.POST_ANALYSIS);
      return walk.ends();
    }
    return false;
  }

  private boolean isRunning(Optional<BlueGreenRun> run) {
    return run.filter(found -> found.isRunning(walk.state().now())).isPresent();
  }

  private void cut(Kind kind) {
    close(walk.state().now());
    last = Optional.of(kind);
    open =
        Optional.of(
            new Open(
                kind,
                ImmutableList.copyOf(walk.views().subList(told, walk.views().size())),
                new BlueGreenPoint(rules, walk.state(), origin),
                walk.state().now()));
    told = walk.views().size();
    lastSeconds = OptionalLong.empty();
  }

  private void close(long now) {
    open.ifPresent(stage -> stages.add(stage(stage, now)));
    open = Optional.empty();
  }

  private BlueGreenStage stage(Open stage, long now) {
    OptionalLong seconds =
        switch (stage.kind()) {
          case PRE_ANALYSIS, POST_ANALYSIS -> OptionalLong.empty();
          case PAUSED -> lastSeconds;
          default -> OptionalLong.of(now - stage.since());
        };
    return new BlueGreenStage(
        stage.kind(),
        stage.passes(),
        stage.moment(),
        standing.isPresent() && stage.kind() != Kind.PROMOTED ? OptionalLong.empty() : seconds,
        BlueGreenReasons.of(rules, stage.kind(), stage.moment().state()),
        standing);
  }
}
