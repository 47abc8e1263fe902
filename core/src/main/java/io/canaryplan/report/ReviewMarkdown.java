// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.html.HtmlEscapers;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.review.Review;
import io.canaryplan.review.RolloutReview;
import io.canaryplan.review.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A review as a comment on a pull request. What the input says stands in code blocks or is escaped,
 * so that none of it becomes markup.
 *
 * <p>GitHub takes no comment above {@value #LIMIT} characters. A longer review keeps its headline
 * and loses whole entries from the end of its lists; its last line says how many.
 */
final class ReviewMarkdown {
  /** The most characters of a comment on GitHub. */
  static final int LIMIT = 65_536;

  /** What the last line of a shortened comment takes at most. */
  private static final int NOTE = 512;

  private static final int SHORTEST_FENCE = 3;

  private final Review review;
  private final CommentList<Finding> introduced;
  private final CommentList<RolloutReview> rollouts;

  /** What follows the Rollouts, in its order. */
  private final List<CommentList<?>> others;

  private ReviewMarkdown(Review review) {
    this.review = review;
    introduced =
        new CommentList<>(
            "new finding", review.findings().introduced(), ReviewMarkdown::introduced);
    rollouts =
        new CommentList<>(
            "Rollout",
            review.rollouts(),
            (some, out) -> {
              table(some, out);
              details(some, out);
            });
    others =
        ImmutableList.of(
            new CommentList<>(
                "Deployment",
                review.deployments(),
                folded("Deployments", ReviewWords::deployments)),
            new CommentList<>(
                "document", review.documents(), folded("Documents", ReviewWords::documents)),
            new CommentList<>(
                "gone finding",
                review.findings().gone(),
                folded("Gone findings", ReviewWords::findings)),
            new CommentList<>(
                "finding still there",
                "findings still there",
                review.findings().still(),
                folded("Findings still there", ReviewWords::findings)));
  }

  static void print(Review review, Appendable out) throws IOException {
    String whole = new ReviewMarkdown(review).text(Integer.MAX_VALUE);
    out.append(whole.length() <= LIMIT ? whole : new ReviewMarkdown(review).text(LIMIT - NOTE));
  }

  /** Returns the comment, in which the lists take no more characters than are left. */
  private String text(int characters) {
    StringBuilder comment = new StringBuilder();
    comment.append("### canaryplan: ").append(ReviewWords.headline(review)).append('\n');
    int left = characters - comment.length();
    // new findings decide the exit status, but must not push out all else
    left -= introduced.fit(left / 2);
    left -= rollouts.fit(left);
    for (CommentList<?> list : others) {
      left -= list.fit(left);
    }
    return Printer.text(
        out -> {
          out.append(comment);
          table(rollouts.kept(), out);
          out.append(introduced.text());
          details(rollouts.kept(), out);
          for (CommentList<?> list : others) {
            out.append(list.text());
          }
          omissions(out);
        });
  }

  private void omissions(Appendable out) throws IOException {
    List<String> omissions = new ArrayList<>();
    rollouts.omission().ifPresent(omissions::add);
    introduced.omission().ifPresent(omissions::add);
    others.forEach(list -> list.omission().ifPresent(omissions::add));
    if (!omissions.isEmpty()) {
      out.append("\nLeft out, since a comment holds ")
          .append(Integer.toString(LIMIT))
          .append(" characters: ")
          .append(String.join(", ", omissions))
          .append(". The formats table and json have all.\n");
    }
  }

  private static void table(List<RolloutReview> rollouts, Appendable out) throws IOException {
    if (!rollouts.isEmpty()) {
      StringBuilder table = new StringBuilder();
      TextTable.print(ReviewWords.table(rollouts), table);
      out.append('\n').append(HtmlEscapers.htmlEscaper().escape(table.toString()));
    }
  }

  private static void introduced(List<Finding> findings, Appendable out) throws IOException {
    StringBuilder text = new StringBuilder();
    ReviewWords.findings(findings, text);
    out.append("\nNew findings:\n");
    code(text, out);
  }

  private static void details(List<RolloutReview> rollouts, Appendable out) throws IOException {
    for (RolloutReview rollout : rollouts) {
      if (rollout.verdict() != Verdict.NONE || !rollout.sentences().isEmpty()) {
        StringBuilder text = new StringBuilder();
        ReviewWords.rollout(rollout, text);
        folded(rollout.name() + ": " + rollout.verdict().words(), text, out);
      }
    }
  }

  /** Returns what prints entries below a title with their number. */
  private static <T> CommentList.Block<T> folded(String title, CommentList.Block<T> words) {
    return (some, out) -> {
      StringBuilder text = new StringBuilder();
      words.print(some, text);
      folded(title + ": " + some.size(), text, out);
    };
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
