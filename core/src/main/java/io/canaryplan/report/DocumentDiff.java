// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.Layout;
import io.canaryplan.PlannedRollout;
import io.canaryplan.istio.ObjectId;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Map;

/** What changes in the documents from state to state, as unified diffs. */
public final class DocumentDiff {
  /** What each state is compared with. */
  public enum Base {
    /** The state before it; the initial state is compared with the input. */
    PREVIOUS,
    /** The documents as given. */
    INPUT
  }

  private final PlannedRollout rollout;
  private final Base base;
  private final StringBuilder text = new StringBuilder();
  private Map<ObjectId, String> before = ImmutableMap.of();
  private String beforeFolder;

  private DocumentDiff(PlannedRollout rollout, Base base, String input) {
    this.rollout = rollout;
    this.base = base;
    beforeFolder = input;
  }

  /**
   * Returns one diff for each document that changes, in the order of Rollouts, states and
   * documents; the empty text if nothing does. The names in the headers are the paths of {@link
   * DocumentFiles}, with {@code input} as the state's folder for the documents as given. In the
   * canonical layout both sides are canonical.
   */
  public static String of(List<PlannedRollout> rollouts, Base base) {
    StringBuilder text = new StringBuilder();
    DocumentFiles.rolloutFolders(rollouts)
        .forEach(
            (rollout, above) -> {
              DocumentDiff diff = new DocumentDiff(rollout, base, above + "input/");
              DocumentFiles.stateFolders(rollout)
                  .forEach((state, folder) -> diff.add(state, above + folder + "/"));
              text.append(diff.text);
            });
    return text.toString();
  }

  private void add(PlannedState state, String folder) {
    List<StateDocument> documents = rollout.documents(state);
    ImmutableMap.Builder<ObjectId, String> texts = ImmutableMap.builder();
    List<String> names = DocumentFiles.names(documents);
    for (int i = 0; i < names.size(); i++) {
      StateDocument document = documents.get(i);
      String now = rollout.options().layout().text(document);
      texts.put(document.id(), now);
      String then = before.getOrDefault(document.id(), source(document));
      text.append(UnifiedDiff.of(beforeFolder + names.get(i), then, folder + names.get(i), now));
    }
    if (base == Base.PREVIOUS) {
      before = texts.buildKeepingLast();
      beforeFolder = folder;
    }
  }

  private String source(StateDocument document) {
    return rollout.options().layout() == Layout.CANONICAL
        ? document.source().canonicalText()
        : document.source().text();
  }
}
