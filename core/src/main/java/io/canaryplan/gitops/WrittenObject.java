// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.check.Subject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.BlueGreenDocuments;
import io.canaryplan.routing.CanaryDocuments;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * An object that the controller writes: as git has it, and as it is in every state of the plan and
 * after each abort. Of states with the same document only the first is there.
 *
 * @param id what it is called
 * @param git the document as given
 * @param states the states in the order of the plan, the one at rest first, then the ends of aborts
 */
record WrittenObject(ObjectId id, YamlDocument git, List<State> states) {
  /**
   * A state of an object.
   *
   * @param label when it is so, in words: {@code at step 2}
   * @param step the step it is at or aborted from, from 1; 0 for a state that is at none
   * @param abort whether it is the end of an abort
   * @param document the document then
   */
  record State(String label, int step, boolean abort, YamlDocument document) {}

  WrittenObject {
    states = ImmutableList.copyOf(states);
  }

  /** Returns the objects that a plan writes and that are among the inputs, in their order. */
  static List<WrittenObject> of(Subject subject) {
    Collector all = new Collector();
    subject
        .canaryPlan()
        .ifPresent(
            plan ->
                subject
                    .router()
                    .ifPresent(router -> along(plan, new CanaryDocuments(plan, router), all)));
    subject
        .blueGreenPlan()
        .ifPresent(
            plan ->
                subject
                    .inputs()
                    .ifPresent(
                        inputs ->
                            along(plan, new BlueGreenDocuments(plan, inputs.objects()), all)));
    return all.toList();
  }

  private static void along(CanaryPlan plan, CanaryDocuments documents, Collector all) {
    int reachable = 0;
    for (PlannedState state : plan.states()) {
      if (!state.reachable()) {
        break;
      }
      reachable++;
      int step = state.stepIndex().isPresent() ? state.stepIndex().getAsInt() + 1 : 0;
      all.add(label(state, step), step, false, documents.of(state));
    }
    for (AbortPlan abort : plan.aborts()) {
      if (abort.fromStepIndex() + 1 < reachable) {
        int step = abort.fromStepIndex() + 1;
        all.add("after an abort at step " + step, step, true, documents.of(abort));
      }
    }
  }

  private static void along(BlueGreenPlan plan, BlueGreenDocuments documents, Collector all) {
    for (BlueGreenStage stage : plan.states()) {
      all.add("in the state \"%s\"".formatted(stage.name()), 0, false, documents.of(stage.view()));
    }
  }

  private static String label(PlannedState state, int step) {
    return switch (state.kind()) {
      case INITIAL -> "at rest";
      case STEP -> "at step " + step;
      case PROMOTED -> "once promoted";
    };
  }

  /** Collects the states of each object. */
  private static final class Collector {
    private final IdentityHashMap<YamlDocument, ObjectId> ids = new IdentityHashMap<>();
    private final List<YamlDocument> sources = new ArrayList<>();
    private final IdentityHashMap<YamlDocument, List<State>> states = new IdentityHashMap<>();

    void add(String label, int step, boolean abort, List<StateDocument> documents) {
      for (StateDocument document : documents) {
        if (ids.put(document.source(), document.id()) == null) {
          sources.add(document.source());
        }
        states
            .computeIfAbsent(document.source(), unused -> new ArrayList<>())
            .add(new State(label, step, abort, document.document()));
      }
    }

    List<WrittenObject> toList() {
      return sources.stream()
          .map(source -> new WrittenObject(ids.get(source), source, states.get(source)))
          .toList();
    }
  }

  /** Returns how messages name it: {@code the VirtualService "shop"}. */
  String words() {
    return "the %s \"%s\"".formatted(id.kind(), id.name());
  }
}
