// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import io.canaryplan.review.Review;
import java.io.IOException;

/**
 * The formats that a review is printed in.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum ReviewFormat {
  /** Text for people: a short table, then each Rollout, the documents, the findings. */
  TABLE {
    @Override
    public void print(Review review, Appendable out) throws IOException {
      ReviewText.print(review, out);
    }
  },
  /** One object for other tools, {@code canaryplan/review/v1}. */
  JSON {
    @Override
    public void print(Review review, Appendable out) throws IOException {
      ReviewJson.print(review, out);
    }
  },
  /** A comment for a pull request: a short table, and the details folded. */
  MARKDOWN {
    @Override
    public void print(Review review, Appendable out) throws IOException {
      ReviewMarkdown.print(review, out);
    }
  };

  /**
   * Prints a review; the text ends with a line feed.
   *
   * @throws IOException if {@code out} throws it
   */
  public abstract void print(Review review, Appendable out) throws IOException;

  /** Returns what {@link #print} prints. */
  public String text(Review review) {
    return Printer.text(out -> print(review, out));
  }

  /** Returns the lower-case name: {@code table}, {@code json}, {@code markdown}. */
  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }
}
