// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.BlueGreenView.VersionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Passes of a blue-green controller one after the other, and what people see of them. */
final class BlueGreenWalk {
  /** Passes after which a walk goes round in circles (bluegreen.md 9). */
  static final int MAX_PASSES = 1_000;

  private final ResolvedBlueGreen rules;
  private final long origin;
  private final List<BlueGreenView> views = new ArrayList<>();
  private BlueGreenState state;
  private BlueGreenView shown;
  private int passes;

  /**
   * Begins a walk.
   *
   * @param origin the second from which views count
   */
  BlueGreenWalk(ResolvedBlueGreen rules, BlueGreenState state, long origin) {
    this.rules = rules;
    this.state = state;
    this.origin = origin;
    shown = view(state, origin, false);
  }

  BlueGreenState state() {
    return state;
  }

  void continueFrom(BlueGreenState other) {
    state = other;
  }

  /** Returns the passes that people saw so far. */
  List<BlueGreenView> views() {
    return views;
  }

  boolean isEndless() {
    return passes >= MAX_PASSES;
  }

  /** Makes a pass; returns whether it changed anything at all. */
  boolean pass() {
    BlueGreenState found = state;
    BlueGreenPass pass = BlueGreenPass.of(rules, found);
    passes++;
    state = pass.after();
    BlueGreenView view = view(state, origin, pass.failed());
    if (pass.failed() || !looksSame(view, shown)) {
      views.add(view);
      shown = view;
    }
    return pass.failed() || !(Identity.isSame(state, found) || state.equals(found));
  }

  /** Goes on to the next time when something happens by itself; returns whether there is one. */
  boolean waits() {
    OptionalLong next = BlueGreenClock.next(rules, state);
    state = next.isPresent() ? state.later(next.getAsLong()) : state;
    return next.isPresent();
  }

  /** Lets every analysis that runs come to its end; returns whether there was one. */
  boolean ends() {
    BlueGreenState later = state.analysed();
    boolean any = !later.equals(state);
    state = later;
    return any;
  }

  /** Walks until nothing happens by itself any more, or so many passes were seen. */
  void toRest(int limit) {
    boolean goesOn = true;
    while (goesOn && views.size() < limit && !isEndless()) {
      goesOn = pass() || ends() || waits();
    }
  }

  private static boolean looksSame(BlueGreenView one, BlueGreenView other) {
    return one.active() == other.active()
        && one.preview() == other.preview()
        && one.stable() == other.stable()
        && one.paused() == other.paused()
        && one.aborted() == other.aborted()
        && hasSameSets(one.sets(), other.sets());
  }

  private static boolean hasSameSets(List<VersionSet> some, List<VersionSet> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; i < some.size() && same; i++) {
      VersionSet one = some.get(i);
      VersionSet other = others.get(i);
      same =
          one.version() == other.version()
              && one.size() == other.size()
              && one.deadline().equals(other.deadline());
    }
    return same;
  }

  static BlueGreenView view(BlueGreenState state, long origin, boolean failed) {
    BlueGreenStatus status = state.status();
    return new BlueGreenView(
        Math.max(0, state.now() - origin),
        sets(state.sets(), origin),
        state.active(),
        state.preview(),
        status.stable(),
        status.isPaused() || state.paused(),
        status.abort(),
        failed);
  }

  private static List<VersionSet> sets(List<BlueGreenSet> sets, long origin) {
    ImmutableList.Builder<VersionSet> views = ImmutableList.builderWithExpectedSize(sets.size());
    for (BlueGreenSet set : sets) {
      views.add(set(set, origin));
    }
    return views.build();
  }

  private static VersionSet set(BlueGreenSet set, long origin) {
    OptionalLong deadline =
        set.hasDeadline() ? OptionalLong.of(set.deadline() - origin) : OptionalLong.empty();
    // a negative previewReplicaCount asks for fewer than none
    return new VersionSet(
        set.version(), Math.max(0, set.size()), Math.max(0, set.available()), deadline);
  }
}
