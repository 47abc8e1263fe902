// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.Layout;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.routing.StateDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What changes in the documents from state to state, as unified diffs.
 *
 * <p>Its methods share nothing and are safe for use by several threads.
 */
public final class DocumentDiff {
  /** What each state is compared with. */
  public enum Base {
    /** The state before it; the initial state is compared with the input. */
    PREVIOUS,
    /** The documents as given. */
    INPUT
  }

  private final Layout layout;
  private final Base base;
  private final Appendable out;
  private Map<ObjectId, String> before = ImmutableMap.of();
  private String beforeFolder;

  private DocumentDiff(Layout layout, Base base, String input, Appendable out) {
    this.layout = layout;
    this.base = base;
    this.out = out;
    beforeFolder = input;
  }

  /**
   * Returns one diff for each document that changes, in the order of Rollouts, states and
   * documents; the empty text if nothing does. The names in the headers are the paths of {@link
   * DocumentFiles}, with {@code input} as the state's folder for the documents as given. In the
   * canonical layout both sides are canonical.
   */
  public static String of(List<? extends PlannedWorkload> workloads, Base base) {
    return Printer.text(
        out ->
            print(
                Report.of(new PlannedManifests(ImmutableList.copyOf(workloads), List.of())),
                base,
                out));
  }

  /** Prints what {@link #of} returns, one document after the other. */
  static void print(Report report, Base base, Appendable out) throws IOException {
    List<RolloutReport> rollouts = report.planned();
    List<String> above = DocumentFiles.rolloutFolders(rollouts);
    for (int i = 0; i < rollouts.size(); i++) {
      List<? extends ReportedState> states = rollouts.get(i).plan().orElseThrow().states();
      List<String> folders = DocumentFiles.stateFolders(states);
      DocumentDiff diff =
          new DocumentDiff(rollouts.get(i).layout(), base, above.get(i) + "input/", out);
      for (int j = 0; j < folders.size(); j++) {
        diff.add(states.get(j).documents(), above.get(i) + folders.get(j) + "/");
      }
    }
  }

  private void add(List<StateDocument> documents, String folder) throws IOException {
    ImmutableMap.Builder<ObjectId, String> texts = ImmutableMap.builder();
    List<String> names = DocumentFiles.names(documents);
    for (int i = 0; i < names.size(); i++) {
      StateDocument document = documents.get(i);
      String now = layout.text(document);
      texts.put(document.id(), now);
      String then = before.getOrDefault(document.id(), source(document));
      out.append(UnifiedDiff.of(beforeFolder + names.get(i), then, folder + names.get(i), now));
    }
    if (base == Base.PREVIOUS) {
      before = texts.buildKeepingLast();
      beforeFolder = folder;
    }
  }

  private String source(StateDocument document) {
    return layout == Layout.CANONICAL
        ? document.source().canonicalText()
        : document.source().text();
  }
}
