// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.FindingFilter;
import io.canaryplan.Manifests;
import io.canaryplan.finding.Severity;
import io.canaryplan.report.ReviewFormat;
import io.canaryplan.review.Review;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Says what a change of the manifests does, from one revision of them to the next. */
final class ReviewCommand {
  private final Run run;

  ReviewCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    List<String> files = run.arguments().files();
    if (files.size() != 2) {
      throw new UsageException(
          "review needs two revisions, BASE and HEAD, but "
              + files.size()
              + (files.size() == 1 ? " is given" : " are given"));
    }
    if (files.get(0).equals("-") && files.get(1).equals("-")) {
      throw new UsageException("standard input is given twice, and can be read once only");
    }
    Severity least =
        PlanningOptions.oneOf(run.arguments(), Option.FAIL_ON)
            .map(name -> Severity.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(Severity.ERROR);
    ReviewFormat format =
        PlanningOptions.oneOf(run.arguments(), Option.REVIEW_FORMAT)
            .map(name -> ReviewFormat.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(ReviewFormat.TABLE);
    Manifests base = run.read(files.subList(0, 1));
    Manifests head = run.read(files.subList(1, 2));
    Review review =
        Review.of(base, head, run.options().planner(), FindingFilter.ignoring(run.ignoredRules()));
    format.print(review, run.out());
    return run.status(review.findings().introduced(), least);
  }
}
