// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.review.Review;
import io.canaryplan.review.RolloutReview;
import io.canaryplan.review.Verdict;
import java.io.IOException;
import java.util.List;

/** A review as text for people. */
final class ReviewText {
  private ReviewText() {}

  static void print(Review review, Appendable out) throws IOException {
    out.append(ReviewWords.headline(review)).append('\n');
    if (!review.rollouts().isEmpty()) {
      out.append('\n');
      TextTable.print(ReviewWords.table(review.rollouts()), out);
    }
    for (RolloutReview rollout : review.rollouts()) {
      if (rollout.verdict() != Verdict.NONE || !rollout.sentences().isEmpty()) {
        out.append('\n').append(Quotation.line(rollout.name().toString())).append(":\n");
        ReviewWords.rollout(rollout, out);
      }
    }
    if (!review.deployments().isEmpty()) {
      out.append("\ndeployments:\n");
      ReviewWords.deployments(review.deployments(), out);
    }
    if (!review.documents().isEmpty()) {
      out.append("\ndocuments:\n");
      ReviewWords.documents(review.documents(), out);
    }
    findings("new findings", review.findings().introduced(), out);
    findings("gone findings", review.findings().gone(), out);
    findings("findings still there", review.findings().still(), out);
  }

  private static void findings(String title, List<Finding> findings, Appendable out)
      throws IOException {
    if (!findings.isEmpty()) {
      out.append('\n').append(title).append(":\n");
      ReviewWords.findings(findings, out);
    }
  }
}
