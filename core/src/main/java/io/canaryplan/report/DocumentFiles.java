// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.PlannedRollout;
import io.canaryplan.istio.ObjectId;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.StateDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of all states as files: {@code 00-initial/virtualservice-shop.yaml}, {@code
 * 01-setWeight-5/virtualservice-shop.yaml}, … {@code 03-promoted/…}. With several Rollouts each has
 * a folder of its own above those.
 *
 * <p>The paths are relative, use {@code /}, and consist of ASCII letters, digits, {@code -}, {@code
 * _} and {@code .} whatever names the documents have; no part begins with a dot, and no two are
 * equal, also where case is ignored. Objects of one kind and name in several namespaces get the
 * namespace into their file name.
 */
public final class DocumentFiles {
  private DocumentFiles() {}

  /** Returns the texts by path, in the order of Rollouts, states and documents. */
  public static Map<String, String> of(List<PlannedRollout> rollouts) {
    ImmutableMap.Builder<String, String> files = ImmutableMap.builder();
    FileNames folders = new FileNames();
    List<PlannedRollout> planned =
        rollouts.stream().filter(rollout -> rollout.plan().value().isPresent()).toList();
    for (PlannedRollout rollout : planned) {
      String folder = planned.size() == 1 ? "" : folders.claim(rolloutName(rollout, planned)) + "/";
      stateFolders(rollout)
          .forEach((state, name) -> addState(files, folder + name + "/", rollout, state));
    }
    return files.buildOrThrow();
  }

  /**
   * Returns the folder of each state of a plan, for example {@code 01-setWeight-5}, in the order of
   * the states.
   *
   * @throws IllegalArgumentException if there is no plan
   */
  public static Map<PlannedState, String> stateFolders(PlannedRollout rollout) {
    CanaryPlan plan =
        rollout
            .plan()
            .value()
            .orElseThrow(() -> new IllegalArgumentException("there is no plan and so no state"));
    int digits = Math.max(2, Integer.toString(plan.states().size() - 1).length());
    Map<PlannedState, String> folders = new LinkedHashMap<>();
    for (int i = 0; i < plan.states().size(); i++) {
      PlannedState state = plan.states().get(i);
      String number = Integer.toString(i);
      String what = state.step().map(Object::toString).orElse(state.kind().toString());
      folders.put(
          state, "0".repeat(digits - number.length()) + number + "-" + FileNames.safe(what));
    }
    return folders;
  }

  private static void addState(
      ImmutableMap.Builder<String, String> files,
      String folder,
      PlannedRollout rollout,
      PlannedState state) {
    List<StateDocument> documents = rollout.documents(state);
    FileNames names = new FileNames();
    for (StateDocument document : documents) {
      String name = names.claim(documentName(document.id(), documents));
      files.put(folder + name + ".yaml", rollout.options().layout().text(document));
    }
  }

  private static String rolloutName(PlannedRollout rollout, List<PlannedRollout> all) {
    CanaryPlan plan = rollout.plan().value().orElseThrow();
    String name = plan.rollout().name();
    long alike =
        all.stream()
            .filter(other -> other.plan().value().orElseThrow().rollout().name().equals(name))
            .count();
    String space = plan.rollout().namespace().map(text -> text + ".").orElse("");
    return FileNames.safe(alike > 1 ? space + name : name);
  }

  /** Returns the file name of a document among those of its state, without {@code .yaml}. */
  static String documentName(ObjectId id, List<StateDocument> all) {
    long alike =
        all.stream()
            .map(StateDocument::id)
            .filter(other -> other.kind().equals(id.kind()) && other.name().equals(id.name()))
            .count();
    String space = alike > 1 ? id.namespace().map(text -> text + ".").orElse("") : "";
    return FileNames.safe(Ascii.toLowerCase(id.kind()) + "-" + space + id.name());
  }
}
