// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the controller makes of documents at rest and in each state of an update. */
final class LiveDocuments {
  /**
   * A document in a state.
   *
   * @param label number and text of the step, or the name of the state
   * @param root the document's tree
   */
  record Live(String label, YamlNode root) {}

  private final Map<ObjectKey, List<Live>> byObject = new HashMap<>();

  /** Follows these documents through the plans that write into them; others are left out. */
  LiveDocuments(PlannedManifests planned, Set<ObjectKey> wanted) {
    for (PlannedWorkload workload : planned.workloads()) {
      workload.update().value().ifPresent(plan -> follow(workload, plan, wanted));
    }
  }

  private void follow(PlannedWorkload workload, Plan plan, Set<ObjectKey> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    Set<ObjectKey> followed = new HashSet<>();
    for (UpdateState state : plan.states()) {
      for (StateDocument document : workload.documents(state)) {
        ObjectKey key = ObjectKey.of(document.id());
        // the first Rollout that writes a document is the one that is told
        if (wanted.contains(key) && (followed.contains(key) || !byObject.containsKey(key))) {
          followed.add(key);
          byObject
              .computeIfAbsent(key, unused -> new ArrayList<>())
              .add(new Live(label(state), document.document().root()));
        }
      }
      if (followed.isEmpty()) {
        return;
      }
    }
  }

  private static String label(UpdateState state) {
    return state instanceof PlannedState planned && planned.step().isPresent()
        ? (planned.stepIndex().getAsInt() + 1) + " " + planned.step().get()
        : state.name();
  }

  /** Returns the document at rest and in the states after it; empty if no plan writes it. */
  List<Live> of(ObjectKey key) {
    return byObject.getOrDefault(key, List.of());
  }
}
