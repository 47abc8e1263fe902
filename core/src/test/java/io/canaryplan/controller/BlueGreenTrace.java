// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenCondition.ConditionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Passes of a blue-green Rollout with what people do in between, written as the traces are. */
final class BlueGreenTrace {
  /** Something that a person does, and when. */
  record Act(String when, int n, String what, int version, int replicas) {}

  private static final int LIMIT = 300;

  // what waits for a pause or a switch may do so without end, too
  private static final int MOST_PASSES = 3_000;

  private final ResolvedBlueGreen rules;
  private final List<String> rows = new ArrayList<>();
  private BlueGreenState state;
  private final List<String> deploy = new ArrayList<>();
  private String shown = "|";
  private boolean endless;

  /** The version of a hash that the active Service had before there was a Rollout. */
  private static final int FOREIGN = 9;

  private final String foreign;

  private BlueGreenTrace(ResolvedBlueGreen rules, Optional<String> selected) {
    this.rules = rules;
    foreign = selected.orElse("");
    BlueGreenState created =
        BlueGreenState.created(1, rules.rollout().replicas().orElse(1), rules.rollout().paused());
    state =
        new BlueGreenState(
            0,
            created.version(),
            created.replicas(),
            created.paused(),
            created.generation(),
            created.sets(),
            selected.isPresent() ? FOREIGN : BlueGreenStatus.NONE,
            BlueGreenStatus.NONE,
            created.status(),
            0,
            0);
  }

  /**
   * Follows a Rollout from its creation on.
   *
   * @param selected the hash that the active Service selects then, if any
   */
  static BlueGreenTrace of(ResolvedBlueGreen rules, Optional<String> selected, List<Act> acts) {
    BlueGreenTrace trace = new BlueGreenTrace(rules, selected);
    if (rules.rollout().replicas().isEmpty()) {
      trace.writesReplicas();
    }
    trace.toQuiet();
    trace.deploy.addAll(trace.rows);
    trace.rows.clear();
    trace.row("initial", false);
    for (int i = 0; i < acts.size() && !trace.endless; i++) {
      if (i > 0) {
        trace.until(acts.get(i));
      }
      trace.act(acts.get(i));
    }
    trace.toQuiet();
    return trace;
  }

  // without replicas the first pass creates the ReplicaSet, writes 1 of them and ends (1.1, P2)
  private void writesReplicas() {
    BlueGreenCondition created =
        new BlueGreenCondition(
            ConditionType.PROGRESSING,
            BlueGreenCondition.Value.TRUE,
            BlueGreenCondition.Reason.NEW_REPLICA_SET_CREATED,
            "",
            0);
    BlueGreenStatus status =
        state.status().noted(ImmutableList.of(created), state.status().phase(), 0);
    state =
        new BlueGreenState(
            0,
            state.version(),
            state.replicas(),
            state.paused(),
            state.generation() + 1,
            ImmutableList.of(BlueGreenSet.created(1, 0, 0, 1, BlueGreenSet.Role.ACTIVE)),
            state.active(),
            state.preview(),
            status,
            0,
            0);
    row("", true);
  }

  /** Returns the rows of the first version's own deployment, before anybody does anything. */
  List<String> deploy() {
    return deploy;
  }

  List<String> rows() {
    return rows;
  }

  /** Returns whether the controller writes without end. */
  boolean isEndless() {
    return endless;
  }

  private void act(Act act) {
    switch (act.what()) {
      case "update" -> {
        state = move(state.now() + 1).edited(act.version(), state.replicas(), state.paused());
        row("update v" + act.version(), false);
      }
      case "scale" -> {
        state = state.edited(state.version(), act.replicas(), state.paused());
        row("scale " + act.replicas(), false);
      }
      case "pause" -> {
        state = state.edited(state.version(), state.replicas(), true);
        row("pause", false);
      }
      case "abort" -> {
        state = state.aborted();
        row("abort", false);
      }
      case "retry" -> {
        state = state.retried();
        row("retry", false);
      }
      case "promote" -> {
        state = state.promoted();
        row("promote", false);
      }
      case "promoteFull" -> {
        state = state.promotedFully();
        row("promoteFull", false);
      }
      default -> throw new IllegalArgumentException(act.what());
    }
  }

  private void until(Act act) {
    switch (act.when()) {
      case "settled" -> settle();
      case "quiet" -> toQuiet();
      case "seconds" -> {
        settle();
        seconds(act.n());
      }
      case "passes" -> recorded(act.n(), "none");
      case "paused", "switched" -> recorded(Integer.MAX_VALUE, act.when());
      default -> throw new IllegalArgumentException(act.when());
    }
  }

  private void seconds(int seconds) {
    long end = state.now() + seconds;
    for (OptionalLong next = timer(); next.isPresent() && next.getAsLong() <= end; next = timer()) {
      state = move(next.getAsLong());
      settle();
    }
    state = move(end);
  }

  // until so many rows, or one of this kind, or nothing is left to do
  private void recorded(int count, String kind) {
    int left = count;
    boolean quiet = false;
    for (int passes = 0; left > 0 && !quiet && !endless; passes++) {
      endless = passes > MOST_PASSES;
      int before = rows.size();
      int active = state.active();
      boolean goesOn = pass();
      if (rows.size() > before) {
        left--;
        boolean paused = kind.equals("paused") && state.status().isPaused();
        boolean switched = kind.equals("switched") && state.active() != active;
        left = paused || switched ? 0 : left;
      }
      if (!goesOn) {
        OptionalLong next = timer();
        quiet = next.isEmpty();
        state = quiet ? state : move(next.getAsLong());
      }
    }
  }

  private void toQuiet() {
    settle();
    for (OptionalLong next = timer(); next.isPresent() && !endless; next = timer()) {
      state = move(next.getAsLong());
      settle();
    }
  }

  private void settle() {
    int passes = 0;
    while (pass()) {
      if (++passes > LIMIT) {
        endless = true;
        return;
      }
    }
  }

  // returns whether anything changed
  private boolean pass() {
    BlueGreenState found = state;
    BlueGreenPass pass = BlueGreenPass.of(rules, found);
    state = pass.after();
    if (!visible(text(state)).equals(visible(shown)) || pass.failed()) {
      row("", pass.failed());
    }
    return pass.failed() || !state.equals(found);
  }

  private BlueGreenState move(long now) {
    return state.later(now);
  }

  private OptionalLong timer() {
    return BlueGreenClock.next(rules, state);
  }

  private void row(String event, boolean failed) {
    shown = text(state);
    rows.add(state.now() + " " + event + "|" + shown + (failed ? "|conflict" : ""));
  }

  // the traces have no row for what changes only in what is available or in a reason
  private static String visible(String text) {
    String sizes = text.substring(0, text.indexOf('|')).replaceAll("/\\d+", "");
    return sizes + text.substring(text.indexOf('|'), text.lastIndexOf('|'));
  }

  private String text(BlueGreenState at) {
    BlueGreenStatus status = at.status();
    StringBuilder text = new StringBuilder();
    for (BlueGreenSet set : at.sets()) {
      text.append(name(set.version())).append(':').append(set.size()).append('/');
      text.append(set.available()).append('r').append(set.revision());
      text.append(set.hasDeadline() ? "@" + set.deadline() : "").append(' ');
    }
    return text.append("|")
        .append(name(at.active()) + " " + (rules.hasPreview() ? name(at.preview()) : "-"))
        .append("|" + status.phase())
        .append("|" + (status.pauseStart().isPresent() ? "BlueGreenPause " : ""))
        .append(status.inconclusive() ? "InconclusiveAnalysisRun " : "")
        .append(status.controllerPause() ? "controllerPause " : "")
        .append(status.abort() ? "abort " : "")
        .append(status.promoteFull() ? "full " : "")
        .append("|" + name(status.stable()) + " " + name(status.current()))
        .append(" " + name(status.active()) + " " + name(status.preview()))
        .append(status.checkpoint() ? " checkpoint" : "")
        .append("|" + run(status.pre()) + " " + run(status.post()))
        .append("|" + status.pods() + " " + status.available())
        .append("|" + pods(at))
        .append("|" + reason(status))
        .toString();
  }

  // pods of the new, the active and the stable version, and of all that are neither new nor stable
  private static String pods(BlueGreenState at) {
    int stable = at.status().stable();
    long older =
        at.sets().stream()
            .filter(set -> set.version() != at.version() && set.version() != stable)
            .mapToLong(BlueGreenSet::size)
            .sum();
    return size(at, at.version())
        + " "
        + size(at, at.active())
        + " "
        + size(at, stable)
        + " "
        + older;
  }

  private static int size(BlueGreenState at, int version) {
    return at.set(version).map(BlueGreenSet::size).orElse(0);
  }

  private static String reason(BlueGreenStatus status) {
    return status
        .condition(ConditionType.PROGRESSING)
        .map(found -> found.reason().toString())
        .orElse("");
  }

  private String name(int version) {
    if (version == FOREIGN) {
      return foreign;
    }
    return version == BlueGreenStatus.NONE ? "" : "v" + version;
  }

  private static String run(Optional<BlueGreenRun> run) {
    return run.map(found -> found.reported().name().toLowerCase(Locale.ROOT)).orElse("-");
  }
}
