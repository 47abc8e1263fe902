// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.SlowBlueGreen.ConflictException;
import io.canaryplan.controller.SlowBlueGreen.Set;
import io.canaryplan.controller.SlowBlueGreen.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What follows P3 in a pass, with the words of 4.1 and 5.1 as the pass found them. */
final class SlowBlueGreenPass {
  private final SlowBlueGreen m;
  final Status mem;
  final boolean aborted;
  final boolean pausedBefore;
  final Set updated;
  final Set stable;
  final boolean carried;
  final boolean window;
  final boolean fastBack;
  final long newSize;
  final boolean ready;
  final boolean saturated;
  final boolean delays;
  boolean begins;
  boolean drops;
  final boolean halted;
  final SlowBlueGreenAnalysis analysis;

  SlowBlueGreenPass(SlowBlueGreen m, Status mem, boolean aborted, boolean pausedBefore) {
    this.m = m;
    this.mem = mem;
    this.aborted = aborted;
    this.pausedBefore = pausedBefore;
    updated = m.set(m.version);
    carried = updated.deadline >= 0;
    stable = m.set(mem.stable);
    window = isWithinWindow();
    halted = m.paused || mem.inconclusive;
    boolean older = stable != null && updated.created < stable.created;
    fastBack =
        m.spec.main
            ? m.version == mem.stable
                || (older && ((carried && updated.deadline > m.now) || window))
            : carried;
    newSize = newSize();
    ready = updated.size == newSize && updated.available == newSize;
    saturated =
        updated.size == m.replicas
            && updated.desired == m.replicas
            && updated.available == m.replicas;
    delays = aborted && stable != null && m.spec.abortDelay != 0;
    analysis = new SlowBlueGreenAnalysis(m, this);
  }

  private boolean isWithinWindow() {
    return m.spec.window > 0
        && stable != null
        && updated.created < stable.created
        && m.sets.stream()
                .filter(set -> set.created > updated.created && set.created < stable.created)
                .count()
            < m.spec.window;
  }

  private long newSize() {
    if (m.spec.previewCount == null
        || mem.active == 0
        || m.set(mem.active) == null
        || mem.active == m.version
        || mem.full) {
      return m.replicas;
    }
    boolean free = mem.current == m.version && !m.paused && !mem.isPaused() && mem.checkpoint;
    return free ? m.replicas : m.spec.previewCount;
  }

  void run() throws ConflictException {
    boolean scaled =
        m.sets.stream()
            .filter(set -> set == updated || set == stable)
            .anyMatch(set -> set.size > 0 && set.desired != m.replicas);
    if (scaled) {
      sizes();
      new SlowBlueGreenStatus(m, this).ofScaling();
      return;
    }
    if (m.spec.preview && !halted) {
      m.preview = m.version;
    }
    if (mem.current != 0 && mem.current != m.version) {
      new SlowBlueGreenStatus(m, this).write(true);
      return;
    }
    sizes();
    pause();
    activeService();
    analysis.run();
    metadata();
    new SlowBlueGreenStatus(m, this).write(false);
  }

  // ---- 4, P7

  private void sizes() throws ConflictException {
    if (!delays) {
      removeDeadline(updated);
    }
    if (stable != null) {
      removeDeadline(stable);
      write(stable, m.replicas);
    }
    sizeNew();
    sizeOthers();
    trimHistory();
  }

  private void removeDeadline(Set set) {
    set.old |= set.deadline >= 0;
    set.deadline = -1;
  }

  private void sizeNew() throws ConflictException {
    if (!delays) {
      write(updated, newSize);
    } else if (updated.deadline < 0) {
      boolean complete =
          m.spec.main ? stable.available >= m.replicas : stable.available == m.replicas;
      if (complete) {
        updated.deadline = m.now + m.spec.abortDelay;
        updated.old = true;
      }
    } else if (updated.deadline <= m.now) {
      write(updated, 0);
    } else if (updated.deadline - m.now > 900) {
      write(updated, newSize);
    } else if (m.spec.main && updated.desired != m.replicas) {
      write(updated, updated.size);
    }
  }

  private void sizeOthers() throws ConflictException {
    if (mem.inconclusive || analysis.keepsOthers()) {
      return;
    }
    List<Set> others = new ArrayList<>(others());
    others.removeIf(set -> set.size == 0 || isReferenced(set.version));
    others.sort(Comparator.comparingInt((Set set) -> set.revision).reversed());
    long counter = 0;
    for (Set set : others) {
      if (set.deadline < 0) {
        if (counter < m.spec.limit) {
          counter++;
          if (m.spec.delay != 0) {
            set.deadline = m.now + m.spec.delay;
            set.old = true;
          }
        } else {
          resize(set, 0);
        }
      } else {
        counter++;
        boolean goes = counter > m.spec.limit || set.deadline <= m.now;
        resize(set, goes ? 0 : m.replicas);
      }
    }
  }

  private void resize(Set set, long size) throws ConflictException {
    if (set.size != size) {
      write(set, size);
      set.deadline = size == 0 && !delays ? -1 : set.deadline;
    }
  }

  private List<Set> others() {
    return m.sets.stream().filter(set -> set != updated && set != stable).toList();
  }

  private boolean isReferenced(int other) {
    return other == mem.stable
        || other == mem.current
        || other == mem.active
        || other == mem.preview
        || other == m.active
        || other == m.preview;
  }

  private void trimHistory() {
    List<Set> others = new ArrayList<>(others());
    others.sort(Comparator.comparingLong((Set set) -> set.created));
    long surplus = others.size() - Math.max(0, m.spec.history);
    for (int i = 0; i < surplus; i++) {
      Set set = others.get(i);
      set.deleted = set.size == 0 && set.pods == 0;
    }
  }

  // 10: a second write through the copy that was read fails; (f) with 0 m.replicas
  private void write(Set set, long size) throws ConflictException {
    boolean again = !m.spec.main && m.replicas == 0 && set.copyDeadline >= 0;
    if (set.copySize == size && set.copyDesired == m.replicas && !again) {
      return;
    }
    if (set.old) {
      throw new ConflictException();
    }
    if (size > set.size) {
      long seconds = m.spec.podSeconds[set.version];
      long ready = seconds < 0 ? Long.MAX_VALUE : m.now + seconds;
      set.starting.merge(ready, size - set.size, Long::sum);
    }
    set.size = size;
    set.desired = m.replicas;
    set.old = true;
  }

  // ---- 5.2, 5.3

  private boolean isFast() {
    return fastBack || mem.full || m.active == 0 || m.active == m.version;
  }

  boolean isPauseDone() {
    if (begins) {
      return false;
    }
    if (mem.checkpoint) {
      return true;
    }
    return m.spec.auto
        ? m.spec.seconds == 0 || (mem.pause >= 0 && m.now >= mem.pause + m.spec.seconds)
        : mem.controllerPause && mem.pause < 0;
  }

  private void pause() {
    if (aborted || !ready || halted) {
      return;
    }
    boolean wanted = !m.spec.auto || m.spec.seconds > 0;
    if (isFast() || m.active == m.version || mem.checkpoint || !wanted) {
      drops = true;
    } else if (!analysis.isPreDone()) {
      return;
    } else if (mem.pause >= 0) {
      drops = isPauseDone();
    } else {
      begins = !mem.controllerPause;
    }
  }

  private void activeService() {
    if (halted || !ready || !saturated) {
      return;
    }
    if (aborted) {
      m.active = mem.stable;
    } else if (isFast() || (isPauseDone() && analysis.isPreDone())) {
      m.active = m.version;
    }
  }

  // ---- 7.2

  private void metadata() throws ConflictException {
    boolean whole = mem.stable == 0 || mem.stable == m.version;
    label(updated, whole ? "active" : "preview");
    if (!whole && stable != null) {
      label(stable, "active");
    }
    for (Set other : others()) {
      if (!other.deleted) {
        label(other, "");
      }
    }
    for (Set other : others()) {
      if (other.deleted && isLabelled(other.role)) {
        throw new ConflictException();
      }
    }
  }

  private void label(Set set, String role) throws ConflictException {
    boolean edits = !set.role.equals(role) && (isLabelled(set.role) || isLabelled(role));
    if (edits && set.old) {
      throw new ConflictException();
    }
    set.role = role;
  }

  private boolean isLabelled(String role) {
    return (role.equals("active") && m.spec.activeMetadata)
        || (role.equals("preview") && m.spec.previewMetadata);
  }
}
