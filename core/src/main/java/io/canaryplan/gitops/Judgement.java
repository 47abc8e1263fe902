// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.gitops.WrittenObject.State;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an Application makes of one object that the controller writes, in every state: what is
 * removed before the comparison, whether a difference is left, and which.
 */
final class Judgement {
  /**
   * What a state comes to.
   *
   * @param state the first state with this document
   * @param count the number of states of the plan with this document, aborts left out
   * @param raw what differs from git before anything is removed
   * @param rest the document after that
   * @param left what it still differs in from git's
   * @param shown whether Argo CD shows the object as OutOfSync
   */
  record Outcome(
      State state,
      int count,
      List<FieldChange> raw,
      YamlNode rest,
      List<FieldChange> left,
      boolean shown) {}

  /**
   * An expression that fails.
   *
   * @param document the document it fails on
   * @param words when it does: {@code in git}, or the label of a state
   * @param reason why, in the words of jq
   */
  record Failure(YamlNode document, String words, String reason) {}

  /** What one chooser does, over all states. */
  static final class Use {
    private final Set<FieldPath> inGit = new LinkedHashSet<>();
    private final Set<FieldPath> inLive = new LinkedHashSet<>();
    private Optional<Failure> failure = Optional.empty();
    private Optional<State> oneSided = Optional.empty();

    /** Returns the places that it removes from git's document. */
    Set<FieldPath> inGit() {
      return inGit;
    }

    /** Returns the places that it removes from the documents of states. */
    Set<FieldPath> inLive() {
      return inLive;
    }

    Optional<Failure> failure() {
      return failure;
    }

    /** Returns the first state in which it removes what git has from the live document alone. */
    Optional<State> oneSided() {
      return oneSided;
    }

    boolean matches() {
      return !inGit.isEmpty() || !inLive.isEmpty();
    }
  }

  private final WrittenObject object;
  private final Application app;
  private final Ignored ignored;
  private final ComparisonMode mode;
  private boolean known = true;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final IdentityHashMap<Chooser, Use> uses = new IdentityHashMap<>();

  Judgement(WrittenObject object, Application app, Ignored ignored, ComparisonMode mode) {
    this.object = object;
    this.app = app;
    this.ignored = ignored;
    this.mode = mode;
    ignored.choosers().forEach(chooser -> uses.put(chooser, new Use()));
    IdentityHashMap<YamlNode, Integer> counts = new IdentityHashMap<>();
    for (State state : object.states()) {
      counts.merge(state.document().root(), state.abort() ? 0 : 1, Integer::sum);
    }
    Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (State state : object.states()) {
      YamlNode live = state.document().root();
      if (seen.add(live)) {
        outcomes.add(judge(state, counts.get(live)));
      }
    }
  }

  private Outcome judge(State state, int count) {
    YamlNode source = object.git().root();
    YamlNode live = state.document().root();
    YamlNode git = source;
    YamlNode rest = live;
    for (Chooser chooser : ignored.choosers()) {
      Use use = uses.get(chooser);
      JqExpression.Selection inGit = chooser.select(git, rest);
      JqExpression.Selection inLive = chooser.select(rest, git);
      YamlNode gitBefore = git;
      if (inGit.failure().isPresent()) {
        fail(use, git, "in git", inGit.failure().get());
      } else {
        use.inGit.addAll(inGit.paths());
        git = Chooser.without(git, inGit.paths());
      }
      if (inLive.failure().isPresent()) {
        fail(use, rest, state.label(), inLive.failure().get());
      } else {
        use.inLive.addAll(inLive.paths());
        if (use.oneSided.isEmpty() && isOneSided(gitBefore, git, rest, inLive.paths())) {
          use.oneSided = Optional.of(state);
        }
        rest = Chooser.without(rest, inLive.paths());
      }
    }
    List<FieldChange> raw = FieldChange.between(source, live);
    return new Outcome(
        state,
        count,
        raw,
        rest,
        FieldChange.between(git, rest),
        Comparison.of(git, rest, ImmutableList.of(), mode) instanceof Comparison.OutOfSync);
  }

  private void fail(Use use, YamlNode document, String words, String reason) {
    if (reason.equals(JqEvaluation.TOO_MUCH)) {
      known = false;
    } else if (use.failure.isEmpty()) {
      use.failure = Optional.of(new Failure(document, words, reason));
    }
  }

  /** Returns whether git keeps something that the live document loses, and that both had. */
  private static boolean isOneSided(
      YamlNode gitBefore, YamlNode git, YamlNode live, List<FieldPath> removed) {
    if (removed.isEmpty()) {
      return false;
    }
    // counted, since places move when a rule above them is removed
    return lost(git, Chooser.without(live, removed)) > lost(gitBefore, live);
  }

  private static long lost(YamlNode git, YamlNode live) {
    return FieldChange.between(git, live).stream()
        .filter(change -> change.after().isEmpty())
        .count();
  }

  WrittenObject object() {
    return object;
  }

  Application app() {
    return app;
  }

  Ignored ignored() {
    return ignored;
  }

  /** Returns whether it is known what is removed: everything is understood, and not too much. */
  boolean isKnown() {
    return known && ignored.isKnown();
  }

  ComparisonMode mode() {
    return mode;
  }

  /** Returns what documents that differ come to, in the order of the plan, aborts last. */
  List<Outcome> outcomes() {
    return ImmutableList.copyOf(outcomes);
  }

  Use use(Chooser chooser) {
    return uses.get(chooser);
  }

  /** Returns whether a sync sends what is ignored as it is in the cluster. */
  boolean respects() {
    return app.options().has(SyncOptions.RESPECT);
  }

  /** Returns whether a sync leaves objects alone that are shown Synced. */
  boolean appliesOutOfSyncOnly() {
    return app.options().has(SyncOptions.OUT_OF_SYNC_ONLY);
  }

  /** Returns whether syncs apply on the server side. */
  boolean appliesOnServer() {
    return app.options().has(SyncOptions.SERVER_SIDE_APPLY)
        || ArgoCd.own(object.git()).has(SyncOptions.SERVER_SIDE_APPLY);
  }

  /** Returns whether a sync replaces the object. */
  boolean replaces() {
    return app.options().has(SyncOptions.REPLACE)
        || ArgoCd.own(object.git()).has(SyncOptions.REPLACE);
  }
}
