// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.routing.StateDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The documents of all states as files: {@code 00-initial/virtualservice-shop.yaml}, {@code
 * 01-setWeight-5/virtualservice-shop.yaml}, … {@code 03-promoted/…}. With several Rollouts each has
 * a folder of its own above those.
 *
 * <p>The paths are relative, use {@code /}, and consist of ASCII letters, digits, {@code -}, {@code
 * _} and {@code .} whatever names the documents have; no part begins with a dot, and no two are
 * equal, also where case is ignored. Objects of one kind and name in several namespaces get the
 * namespace into their file name.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class DocumentFiles {
  /** Where files go. */
  @FunctionalInterface
  public interface Target {
    /**
     * Takes one file; called again only when this call is over.
     *
     * @param path the relative path
     * @param text the whole text
     * @throws IOException if the file cannot be taken, after which none follows
     */
    void write(String path, String text) throws IOException;
  }

  private DocumentFiles() {}

  /** Returns the texts by path, in the order of Rollouts, states and documents. */
  public static Map<String, String> of(List<? extends PlannedWorkload> workloads) {
    ImmutableMap.Builder<String, String> files = ImmutableMap.builder();
    try {
      write(workloads, files::put);
    } catch (IOException e) {
      throw new UncheckedIOException("a map takes every file", e);
    }
    return files.buildOrThrow();
  }

  /**
   * Hands out the same files, each before the next is made.
   *
   * @throws IOException if {@code target} throws it
   */
  public static void write(List<? extends PlannedWorkload> workloads, Target target)
      throws IOException {
    List<RolloutReport> planned =
        Report.of(new PlannedManifests(ImmutableList.copyOf(workloads), List.of())).planned();
    List<String> above = rolloutFolders(planned);
    for (int i = 0; i < planned.size(); i++) {
      List<? extends ReportedState> states = planned.get(i).plan().orElseThrow().states();
      List<String> folders = stateFolders(states);
      for (int j = 0; j < folders.size(); j++) {
        List<StateDocument> documents = states.get(j).documents();
        List<String> names = names(documents);
        for (int k = 0; k < names.size(); k++) {
          String path = above.get(i) + folders.get(j) + "/" + names.get(k);
          target.write(path, planned.get(i).layout().text(documents.get(k)));
        }
      }
    }
  }

  /** Returns what stands before the folders of each planned Rollout: nothing if it is alone. */
  static List<String> rolloutFolders(List<RolloutReport> planned) {
    if (planned.size() == 1) {
      return List.of("");
    }
    Map<String, Long> alike = counted(planned, rollout -> rollout.plan().orElseThrow().name());
    FileNames names = new FileNames();
    List<String> folders = new ArrayList<>();
    for (RolloutReport rollout : planned) {
      StrategyReport plan = rollout.plan().orElseThrow();
      String name = qualified(plan.namespace(), plan.name(), alike.get(plan.name()));
      folders.add(names.claim(FileNames.safe(name)) + "/");
    }
    return folders;
  }

  /** Returns the folder of each state, for example {@code 01-setWeight-5}. */
  static List<String> stateFolders(List<? extends ReportedState> states) {
    int digits = Math.max(2, Integer.toString(states.size() - 1).length());
    List<String> folders = new ArrayList<>();
    for (ReportedState stage : states) {
      String number = Strings.padStart(Integer.toString(folders.size()), digits, '0');
      folders.add(number + "-" + FileNames.safe(stage.folder()));
    }
    return folders;
  }

  /** Returns the file names of the documents of one state. */
  static List<String> names(List<StateDocument> documents) {
    Map<String, Long> alike = counted(documents, document -> plainName(document.id()));
    FileNames names = new FileNames();
    List<String> files = new ArrayList<>();
    for (StateDocument document : documents) {
      ObjectId id = document.id();
      String kind = Ascii.toLowerCase(id.kind());
      String name = kind + "-" + qualified(id.namespace(), id.name(), alike.get(plainName(id)));
      files.add(names.claim(FileNames.safe(name)) + ".yaml");
    }
    return files;
  }

  private static String plainName(ObjectId id) {
    return id.kind() + "/" + id.name();
  }

  private static <T> Map<String, Long> counted(List<T> all, Function<T, String> name) {
    return all.stream().collect(Collectors.groupingBy(name, Collectors.counting()));
  }

  private static String qualified(Optional<String> namespace, String name, long alike) {
    return alike > 1 ? namespace.map(space -> space + ".").orElse("") + name : name;
  }
}
