// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.PlannedRollout;
import io.canaryplan.istio.ObjectId;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.StateDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    rolloutFolders(rollouts)
        .forEach(
            (rollout, above) ->
                stateFolders(rollout)
                    .forEach((state, folder) -> add(files, rollout, state, above + folder + "/")));
    return files.buildOrThrow();
  }

  private static void add(
      ImmutableMap.Builder<String, String> files,
      PlannedRollout rollout,
      PlannedState state,
      String folder) {
    List<StateDocument> documents = rollout.documents(state);
    List<String> names = names(documents);
    for (int i = 0; i < names.size(); i++) {
      files.put(folder + names.get(i), rollout.options().layout().text(documents.get(i)));
    }
  }

  /** Returns what stands before the folders of each planned Rollout: nothing if it is alone. */
  static Map<PlannedRollout, String> rolloutFolders(List<PlannedRollout> rollouts) {
    List<PlannedRollout> planned = new ArrayList<>();
    for (PlannedRollout rollout : rollouts) {
      if (rollout.plan().value().isPresent()) {
        planned.add(rollout);
      }
    }
    FileNames names = new FileNames();
    Map<PlannedRollout, String> folders = new LinkedHashMap<>();
    for (PlannedRollout rollout : planned) {
      folders.put(
          rollout, planned.size() == 1 ? "" : names.claim(rolloutName(rollout, planned)) + "/");
    }
    return folders;
  }

  /**
   * Returns the folder of each state of a plan, for example {@code 01-setWeight-5}, in the order of
   * the states.
   *
   * @throws IllegalArgumentException if there is no plan
   */
  public static Map<PlannedState, String> stateFolders(PlannedRollout rollout) {
    Optional<CanaryPlan> plan = rollout.plan().value();
    if (plan.isEmpty()) {
      throw new IllegalArgumentException("there is no plan and so no state");
    }
    List<PlannedState> states = plan.get().states();
    int digits = Math.max(2, Integer.toString(states.size() - 1).length());
    Map<PlannedState, String> folders = new LinkedHashMap<>();
    for (PlannedState state : states) {
      String number = Strings.padStart(Integer.toString(folders.size()), digits, '0');
      Object what = state.step().isPresent() ? state.step().get() : state.kind();
      folders.put(state, number + "-" + FileNames.safe(what.toString()));
    }
    return folders;
  }

  private static String rolloutName(PlannedRollout rollout, List<PlannedRollout> all) {
    Rollout named = rollout.plan().value().orElseThrow().rollout();
    int alike = 0;
    for (PlannedRollout other : all) {
      String name = other.plan().value().orElseThrow().rollout().name();
      alike += name.equals(named.name()) ? 1 : 0;
    }
    return FileNames.safe(space(named.namespace(), alike) + named.name());
  }

  /** Returns the file names of the documents of one state. */
  static List<String> names(List<StateDocument> documents) {
    FileNames names = new FileNames();
    List<String> files = new ArrayList<>();
    for (StateDocument document : documents) {
      files.add(names.claim(documentName(document.id(), documents)) + ".yaml");
    }
    return files;
  }

  private static String documentName(ObjectId id, List<StateDocument> all) {
    int alike = 0;
    for (StateDocument document : all) {
      ObjectId other = document.id();
      alike += other.kind().equals(id.kind()) && other.name().equals(id.name()) ? 1 : 0;
    }
    String kind = Ascii.toLowerCase(id.kind());
    return FileNames.safe(kind + "-" + space(id.namespace(), alike) + id.name());
  }

  private static String space(Optional<String> namespace, int alike) {
    return alike > 1 && namespace.isPresent() ? namespace.get() + "." : "";
  }
}
