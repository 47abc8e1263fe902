// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.Manifests;
import io.canaryplan.ReviewRules;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.gitops.GitOpsRules;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An edit of a weight, and what Argo CD makes of the weights that it leaves in git (gitops.md 8),
 * are one finding: what is told of the weights stands at the edit.
 */
final class WeightEdits {
  private WeightEdits() {}

  /**
   * Returns all findings, each pair of them as one.
   *
   * @param judged what is found in the new revision
   * @param edits what is found about the edits
   * @param head the new revision; without an Application the edit says all there is to say
   */
  static List<Finding> unite(List<Finding> judged, List<Finding> edits, Manifests head) {
    boolean applications = head.documents().stream().anyMatch(WeightEdits::isApplication);
    List<Finding> rest = new ArrayList<>(edits);
    List<Finding> all = new ArrayList<>();
    for (Finding finding : judged) {
      int edit = finding.rule().equals(GitOpsRules.GITOPS_GIT_WEIGHTS) ? edit(finding, rest) : -1;
      if (edit < 0) {
        all.add(finding);
      } else if (applications) {
        rest.set(edit, joined(rest.get(edit), finding));
      }
    }
    all.addAll(rest);
    return all;
  }

  private static boolean isApplication(YamlDocument document) {
    return Fields.text(document.root(), "kind")
        .filter(kind -> kind.equals("Application") || kind.equals("ApplicationSet"))
        .isPresent();
  }

  private static Finding joined(Finding edit, Finding weights) {
    Finding joined =
        Finding.of(edit.rule(), edit.path(), edit.message() + "; " + weights.message())
            .withSeverity(edit.severity());
    Finding placed = edit.range().map(joined::at).orElse(joined);
    return weights.hint().map(placed::withHint).orElse(placed);
  }

  /** Returns the first edit in the same list of destinations, or -1. */
  private static int edit(Finding weights, List<Finding> edits) {
    for (int i = 0; i < edits.size(); i++) {
      Finding edit = edits.get(i);
      if (edit.rule().equals(ReviewRules.CONTROLLED_FIELD_EDITED)
          && file(edit).equals(file(weights))
          && edit.path().segments().size() == weights.path().segments().size()
          && list(edit).equals(list(weights))) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<String> file(Finding finding) {
    return finding.position().map(Position::file);
  }

  private static FieldPath list(Finding finding) {
    return finding.path().parent().parent();
  }
}
