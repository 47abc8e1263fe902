// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenCondition.ConditionType;
import io.canaryplan.controller.BlueGreenCondition.Reason;
import io.canaryplan.controller.BlueGreenCondition.Value;
import io.canaryplan.controller.BlueGreenSet.Role;
import io.canaryplan.controller.BlueGreenWork.ConflictException;
import io.canaryplan.plan.Capability;
import java.util.List;

/**
 * One pass of the blue-green controller (bluegreen.md 3).
 *
 * @param before what it found, pods as they were at its beginning
 * @param after what it left
 * @param failed whether it ended halfway because a write was refused (10)
 */
record BlueGreenPass(BlueGreenState before, BlueGreenState after, boolean failed) {
  static BlueGreenPass of(ResolvedBlueGreen rules, BlueGreenState found) {
    return new Run(rules, found).pass();
  }

  /** The work of one pass. */
  private static final class Run {
    private final ResolvedBlueGreen rules;
    private final BlueGreenState found;
    private BlueGreenWork work;
    private BlueGreenStatus stored;
    private boolean isNoted;

    Run(ResolvedBlueGreen rules, BlueGreenState found) {
      this.rules = rules;
      this.found = found.moved(rules.podsPerPass());
      work = new BlueGreenWork(rules, this.found);
      stored = this.found.status();
    }

    BlueGreenPass pass() {
      try {
        boolean created = createNew();
        if (!(created && rules.has(Capability.ENDS_PASS_WITH_NEW_REPLICA_SET))) {
          rest();
        }
        return new BlueGreenPass(found, work.result(stored), false);
      } catch (ConflictException e) {
        return new BlueGreenPass(found, work.result(stored), true);
      }
    }

    private boolean createNew() {
      if (work.set(work.version()).isPresent()) {
        return false;
      }
      boolean first = stored.stable() == BlueGreenStatus.NONE;
      work.put(
          BlueGreenSet.created(
              work.version(),
              work.replicas(),
              work.now(),
              newestRevision() + 1,
              first ? Role.ACTIVE : Role.PREVIEW));
      ImmutableList<BlueGreenCondition> conditions =
          new BlueGreenCondition(
                  ConditionType.PROGRESSING,
                  Value.TRUE,
                  Reason.NEW_REPLICA_SET_CREATED,
                  "",
                  work.now())
              .setIn(stored.conditions());
      stored = stored.noted(conditions, stored.phase(), stored.generation());
      // the rest of the pass goes on with what was just written
      work = new BlueGreenWork(rules, work.result(stored));
      return true;
    }

    private void rest() throws ConflictException {
      BlueGreenTerms terms = new BlueGreenTerms(rules, work.found());
      BlueGreenConditions conditions = new BlueGreenConditions(work);
      if (!rules.has(Capability.ENDS_PASS_WITH_CONDITIONS)
          || work.found().generation() == stored.generation()) {
        BlueGreenStatus noted = conditions.noted();
        isNoted = !noted.equals(stored);
        stored = noted;
        if (isNoted && rules.has(Capability.ENDS_PASS_WITH_CONDITIONS)) {
          return;
        }
      }
      number();
      BlueGreenVerdict verdict = new BlueGreenVerdict(work, terms, conditions);
      if (isScaled()) {
        new BlueGreenSizes(work, terms).write();
        stored = verdict.scaled(stored);
        return;
      }
      if (rules.hasPreview() && !terms.isHalted()) {
        work.selectPreview(work.version());
      }
      int seen = work.status().current();
      if (seen != BlueGreenStatus.NONE && seen != work.version()) {
        stored = verdict.reset(stored);
        return;
      }
      new BlueGreenSizes(work, terms).write();
      boolean pauses = verdict.pause();
      switchActive(terms, pauses);
      BlueGreenAnalysis analysis = new BlueGreenAnalysis(work, terms);
      analysis.run();
      label();
      stored = verdict.settled(stored, analysis);
    }

    // the highest revision belongs to the new version, also when it was there before
    private void number() throws ConflictException {
      BlueGreenSet newReplicaSet = work.newReplicaSet();
      int revision = newestRevision() + 1;
      if (newReplicaSet.revision() < revision) {
        work.put(newReplicaSet.withRevision(revision));
        if (isNoted) {
          throw new ConflictException();
        }
      }
    }

    private int newestRevision() {
      int newest = 0;
      for (BlueGreenSet set : work.sets()) {
        if (set.version() != work.version()) {
          newest = Math.max(newest, set.revision());
        }
      }
      return newest;
    }

    private boolean isScaled() {
      for (BlueGreenSet set : work.sets()) {
        boolean counts = set.version() == work.version() || set.version() == work.status().stable();
        if (counts && set.size() > 0 && set.desired() != work.replicas()) {
          return true;
        }
      }
      return false;
    }

    private void switchActive(BlueGreenTerms terms, boolean pauses) {
      if (terms.isHalted() || !terms.isReady() || !terms.isSaturated()) {
        return;
      }
      if (terms.isAborted()) {
        work.selectActive(work.status().stable());
      } else if (terms.isFast() || (!pauses && terms.isPauseDone() && terms.isPreAnalysisDone())) {
        work.selectActive(work.version());
      }
    }

    // metadata of pods (7.2); a ReplicaSet that this pass has written cannot get it
    private void label() throws ConflictException {
      int stable = work.status().stable();
      boolean promoted = stable == BlueGreenStatus.NONE || stable == work.version();
      label(work.newReplicaSet(), promoted ? Role.ACTIVE : Role.PREVIEW);
      if (!promoted && work.set(stable).isPresent()) {
        label(work.set(stable).get(), Role.ACTIVE);
      }
      List<BlueGreenSet> others = work.others();
      for (BlueGreenSet other : others) {
        label(other, Role.NONE);
      }
      for (int version : work.deleted()) {
        if (isLabelled(found.set(version).orElseThrow().role())) {
          throw new ConflictException();
        }
      }
    }

    private void label(BlueGreenSet set, Role role) throws ConflictException {
      boolean differs = set.role() != role && (isLabelled(set.role()) || isLabelled(role));
      if (differs && work.isWritten(set)) {
        throw new ConflictException();
      }
      if (set.role() != role) {
        work.put(set.withRole(role));
      }
    }

    private boolean isLabelled(Role role) {
      return switch (role) {
        case NONE -> false;
        case ACTIVE -> rules.strategy().activeMetadata().isPresent();
        case PREVIEW -> rules.strategy().previewMetadata().isPresent();
      };
    }
  }
}
