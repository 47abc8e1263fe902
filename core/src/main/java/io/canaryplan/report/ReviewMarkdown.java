// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Strings;
import com.google.common.html.HtmlEscapers;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.review.Review;
import io.canaryplan.review.RolloutReview;
import io.canaryplan.review.Verdict;
import java.io.IOException;
import java.util.List;

/**
 * A review as a comment on a pull request. What the input says stands in code blocks or is escaped,
 * so that none of it becomes markup.
 */
final class ReviewMarkdown {
  private static final int SHORTEST_FENCE = 3;

  private ReviewMarkdown() {}

  static void print(Review review, Appendable out) throws IOException {
    out.append("### canaryplan: ").append(ReviewWords.headline(review)).append('\n');
    if (!review.rollouts().isEmpty()) {
      StringBuilder table = new StringBuilder();
      TextTable.print(ReviewWords.table(review), table);
      out.append('\n').append(HtmlEscapers.htmlEscaper().escape(table.toString()));
    }
    List<Finding> introduced = review.findings().introduced();
    if (!introduced.isEmpty()) {
      StringBuilder text = new StringBuilder();
      ReviewWords.findings(introduced, text);
      out.append("\nNew findings:\n");
      code(text, out);
    }
    for (RolloutReview rollout : review.rollouts()) {
      if (rollout.verdict() != Verdict.NONE || !rollout.sentences().isEmpty()) {
        StringBuilder text = new StringBuilder();
        ReviewWords.rollout(rollout, text);
        folded(rollout.name() + ": " + rollout.verdict().words(), text, out);
      }
    }
    if (!review.documents().isEmpty()) {
      StringBuilder text = new StringBuilder();
      ReviewWords.documents(review.documents(), text);
      folded("Documents: " + review.documents().size(), text, out);
    }
    findings("Gone findings", review.findings().gone(), out);
    findings("Findings still there", review.findings().still(), out);
  }

  private static void findings(String title, List<Finding> findings, Appendable out)
      throws IOException {
    if (!findings.isEmpty()) {
      StringBuilder text = new StringBuilder();
      ReviewWords.findings(findings, text);
      folded(title + ": " + findings.size(), text, out);
    }
  }

  private static void folded(String title, CharSequence text, Appendable out) throws IOException {
    out.append("\n<details>\n<summary>")
        .append(HtmlEscapers.htmlEscaper().escape(Quotation.line(title)))
        .append("</summary>\n");
    code(text, out);
    out.append("\n</details>\n");
  }

  /** The fence is longer than any run of backticks in the text, so that none of them ends it. */
  private static void code(CharSequence text, Appendable out) throws IOException {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = Strings.repeat("`", Math.max(SHORTEST_FENCE, longest + 1));
    out.append('\n').append(fence).append("text\n").append(text).append(fence).append('\n');
  }
}
