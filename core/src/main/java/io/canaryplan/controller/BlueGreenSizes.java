// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.BlueGreenRun.Phase;
import io.canaryplan.controller.BlueGreenWork.ConflictException;
import io.canaryplan.plan.Capability;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The sizes of a pass (bluegreen.md 4): stable, new, all others, and which of them are deleted. */
final class BlueGreenSizes {
  private final BlueGreenWork work;
  private final BlueGreenTerms terms;
  private final ResolvedBlueGreen rules;

  BlueGreenSizes(BlueGreenWork work, BlueGreenTerms terms) {
    this.work = work;
    this.terms = terms;
    rules = work.rules();
  }

  void write() throws ConflictException {
    int stable = work.status().stable();
    if (!terms.isDelayingAbort()) {
      removeDeadline(work.version());
    }
    removeDeadline(stable);
    Optional<BlueGreenSet> stableSet = work.set(stable);
    if (stableSet.isPresent()) {
      // also when it is the new one, whose own copy is old then: a scaling at rest fails (10)
      work.size(stableSet.get(), work.replicas());
    }
    writeNew();
    writeOthers();
    deleteSurplus();
  }

  private void removeDeadline(int version) {
    work.set(version)
        .filter(BlueGreenSet::hasDeadline)
        .ifPresent(set -> work.annotate(set.withDeadline(BlueGreenSet.NO_DEADLINE)));
  }

  private void writeNew() throws ConflictException {
    BlueGreenSet newReplicaSet = work.newReplicaSet();
    int size = terms.newSize();
    if (!terms.isDelayingAbort()) {
      work.size(newReplicaSet, size);
      return;
    }
    if (!newReplicaSet.hasDeadline()) {
      if (isStableComplete()) {
        work.annotate(newReplicaSet.withDeadline(work.now() + rules.abortDelay()));
      }
      return;
    }
    if (newReplicaSet.isOverdue(work.now())) {
      work.size(newReplicaSet, 0);
    } else if (newReplicaSet.deadline() - work.now() > ScaleDownDelays.RESYNC_SECONDS) {
      work.size(newReplicaSet, size);
    } else if (rules.has(Capability.SCALES_ABORTED_ONCE)
        && newReplicaSet.desired() != work.replicas()) {
      work.size(newReplicaSet, newReplicaSet.size());
    }
  }

  private boolean isStableComplete() {
    int available = work.set(work.status().stable()).orElseThrow().available();
    return rules.has(Capability.SETS_DEADLINE_WITH_MORE_PODS)
        ? available >= work.replicas()
        : available == work.replicas();
  }

  private void writeOthers() throws ConflictException {
    if (work.status().inconclusive() || waitsForPostAnalysis()) {
      return;
    }
    List<BlueGreenSet> others = work.others();
    others.removeIf(set -> set.size() <= 0 || isReferenced(set.version()));
    others.sort(Comparator.comparingInt(BlueGreenSet::revision).reversed());
    int kept = 0;
    for (BlueGreenSet set : others) {
      if (set.hasDeadline()) {
        kept++;
        boolean stays = kept <= rules.scaleDownLimit() && !set.isOverdue(work.now());
        remove(set, stays ? work.replicas() : 0);
      } else if (kept < rules.scaleDownLimit()) {
        kept++;
        if (rules.scaleDownDelay() != 0) {
          work.annotate(set.withDeadline(work.now() + rules.scaleDownDelay()));
        }
      } else {
        remove(set, 0);
      }
    }
  }

  private void remove(BlueGreenSet set, int size) throws ConflictException {
    if (set.size() != size) {
      work.size(set, size);
      // while an aborted version lingers the deadline stays written
      if (size == 0 && !terms.isDelayingAbort()) {
        work.annotate(work.set(set.version()).orElseThrow().withDeadline(BlueGreenSet.NO_DEADLINE));
      }
    }
  }

  private boolean waitsForPostAnalysis() {
    return rules.analysis(false).isPresent()
        && rules.strategy().scaleDownDelaySeconds().isEmpty()
        && terms.needsPostAnalysis()
        && terms.isSaturated()
        && work.status().post().filter(run -> run.phase(work.now()) == Phase.SUCCESSFUL).isEmpty();
  }

  private boolean isReferenced(int version) {
    BlueGreenStatus status = work.status();
    return version == status.stable()
        || version == status.current()
        || version == status.active()
        || version == status.preview()
        || version == work.active()
        || version == work.preview();
  }

  // of the oldest ones beyond the limit those that are empty, and were before this pass
  private void deleteSurplus() {
    List<BlueGreenSet> others = work.others();
    int surplus = Math.max(0, others.size() - Math.max(0, rules.historyLimit()));
    if (surplus == 0) {
      return;
    }
    others.sort(Comparator.comparingLong(BlueGreenSet::created));
    others.subList(0, surplus).stream()
        .filter(set -> set.size() == 0 && set.pods() == 0)
        .forEach(work::delete);
  }
}
