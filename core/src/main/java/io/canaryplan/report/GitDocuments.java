// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.Layout;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Quotation;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents as git should hold them: their own text, with the weights at rest and without what
 * the controller alone writes (gitops.md 1). An object that several workloads write into stands
 * once, as the first of them has it at rest.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class GitDocuments {
  private static final String FOLDER = "git/";

  private GitDocuments() {}

  /** A document and how its workload's documents are printed. */
  private record Held(StateDocument document, Layout layout) {
    String text() {
      return layout.text(document);
    }

    String given() {
      return layout == Layout.CANONICAL
          ? document.source().canonicalText()
          : document.source().text();
    }
  }

  private static List<Held> of(PlannedManifests planned) {
    Map<ObjectId, Held> held = new LinkedHashMap<>();
    for (PlannedWorkload workload : planned.workloads()) {
      Layout layout = workload.options().layout();
      for (StateDocument document :
          workload.gitOps().map(GitOps::forGit).orElse(ImmutableList.of())) {
        held.putIfAbsent(document.id(), new Held(document, layout));
      }
    }
    return ImmutableList.copyOf(held.values());
  }

  /** Returns the documents as one text, with {@code ---} between them. */
  public static String text(PlannedManifests planned) {
    StringBuilder text = new StringBuilder();
    for (Held held : of(planned)) {
      text.append(text.isEmpty() ? "" : "---\n").append(held.text());
      if (!held.text().endsWith("\n")) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  /**
   * Hands out each document as a file {@code git/virtualservice-shop.yaml}.
   *
   * @throws IOException if {@code target} throws it
   */
  public static void write(PlannedManifests planned, DocumentFiles.Target target)
      throws IOException {
    List<Held> all = of(planned);
    List<String> names = names(all);
    for (int i = 0; i < names.size(); i++) {
      target.write(FOLDER + names.get(i), all.get(i).text());
    }
  }

  /** Returns what has to change in the documents given, as a unified diff; empty if nothing has. */
  public static String diff(PlannedManifests planned) {
    List<Held> all = of(planned);
    List<String> names = names(all);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      Held held = all.get(i);
      text.append(
          UnifiedDiff.of(
              "input/" + names.get(i), held.given(), FOLDER + names.get(i), held.text()));
    }
    return text.toString();
  }

  private static List<String> names(List<Held> all) {
    return DocumentFiles.names(all.stream().map(Held::document).toList());
  }

  /**
   * Returns a sentence for each hash label of a subset that git has and that is taken out: it may
   * be there on purpose (gitops.md GT-35).
   */
  public static List<String> notes(PlannedManifests planned) {
    List<String> notes = new ArrayList<>();
    for (Held held : of(planned)) {
      StateDocument document = held.document();
      for (YamlNode subset : Fields.items(document.source().root(), "spec", "subsets")) {
        if (Fields.text(subset, "labels", ControllerMarks.HASH).isPresent()) {
          notes.add(
              Quotation.line(
                  """
                  %s: the subset %s has a hash label in git, which is taken out. As a placeholder \
                  it makes RespectIgnoreDifferences=true keep the live hash if the label is \
                  ignored too, but it selects no pods until the controller first writes: do \
                  without it, with ApplyOutOfSyncOnly=true, and edit the DestinationRule at rest\
                  """
                      .formatted(
                          document.id(), Quotation.of(Fields.text(subset, "name").orElse("")))));
        }
      }
    }
    return notes;
  }
}
