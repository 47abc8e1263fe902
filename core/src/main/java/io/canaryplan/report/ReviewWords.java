// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.hash.FieldDifference;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.review.Change;
import io.canaryplan.review.DeploymentReview;
import io.canaryplan.review.FieldEdit;
import io.canaryplan.review.FieldEdit.Fate;
import io.canaryplan.review.NumberComparison;
import io.canaryplan.review.ObjectChange;
import io.canaryplan.review.PlanComparison;
import io.canaryplan.review.Review;
import io.canaryplan.review.RolloutReview;
import io.canaryplan.review.StateComparison;
import io.canaryplan.review.StateComparison.Numbers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the texts for people say of a review; every line of the input's text stays on one line. */
final class ReviewWords {
  private static final String NONE = "-";

  private ReviewWords() {}

  /** Returns the whole review in a few words. */
  static String headline(Review review) {
    if (review.changesNothing()) {
      return "nothing changes";
    }
    long versions = review.rollouts().stream().filter(one -> one.verdict().startsRollout()).count();
    long templates =
        review.deployments().stream().filter(one -> one.verdict().isNewTemplate()).count();
    List<Finding> introduced = review.findings().introduced();
    return count(review.rollouts().size(), "Rollout")
        + ", "
        + count(versions, "new version")
        + (templates > 0 ? ", " + count(templates, "Deployment") + " with another template" : "")
        + ", "
        + count(introduced.size(), "new finding")
        + (introduced.isEmpty() ? "" : " (" + severities(introduced) + ")");
  }

  private static String severities(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(one -> one.severity() == severity).count();
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(count(count, severity.label()));
      }
    }
    return text.toString();
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** Returns a row for each Rollout: what happens to it, and both hashes. */
  static Grid table(List<RolloutReview> rollouts) {
    Grid grid =
        new Grid(
            Grid.Column.left("rollout"),
            Grid.Column.left("what happens"),
            Grid.Column.left("hash before"),
            Grid.Column.left("hash after"));
    for (RolloutReview rollout : rollouts) {
      grid.row(
          Quotation.line(rollout.name().toString()),
          rollout.verdict().words(),
          rollout.hashBefore().orElse(NONE),
          rollout.hashAfter().orElse(NONE));
    }
    return grid;
  }

  /** Prints what is to be said of one Rollout; nothing if nothing changes in it. */
  static void rollout(RolloutReview rollout, Appendable out) throws IOException {
    for (String sentence : rollout.sentences()) {
      out.append(Quotation.line(sentence)).append('\n');
    }
    fields(rollout.template().map(TemplateEdit::differences).orElse(List.of()), out);
    if (rollout.plans().isPresent() && rollout.plans().get().differs()) {
      out.append('\n');
      plans(rollout.plans().get(), out);
    }
  }

  /** Prints the Deployments with another template, each with the fields that differ. */
  static void deployments(List<DeploymentReview> deployments, Appendable out) throws IOException {
    for (DeploymentReview deployment : deployments) {
      out.append(Quotation.line(deployment.toString())).append('\n');
      fields(deployment.fields(), out);
    }
  }

  private static void fields(List<FieldDifference> fields, Appendable out) throws IOException {
    for (FieldDifference field : fields) {
      ValuePair values = ValuePair.json(field.before(), field.after(), "nothing");
      String line = field.path() + ": " + values.before() + " → " + values.after();
      out.append("  ").append(Quotation.line(line)).append('\n');
    }
  }

  private static void plans(PlanComparison plans, Appendable out) throws IOException {
    Grid grid =
        new Grid(
            Grid.Column.left(""),
            Grid.Column.left("state"),
            Grid.Column.left("before"),
            Grid.Column.left("after"));
    for (StateComparison state : plans.states()) {
      grid.row(
          mark(state.change()),
          Quotation.line(label(state)),
          state.before().map(Numbers::toString).orElse(""),
          state.after().map(Numbers::toString).orElse(""));
    }
    TextTable.print(grid, out);
    for (NumberComparison number : plans.numbers()) {
      if (number.differs()) {
        out.append(Quotation.line(number.what() + ": " + number.before() + " → " + number.after()));
        out.append('\n');
      }
    }
  }

  private static String label(StateComparison state) {
    Optional<String> before = state.before().map(Numbers::label);
    Optional<String> after = state.after().map(Numbers::label);
    return before.isPresent() && after.isPresent() && !before.equals(after)
        ? before.get() + " → " + after.get()
        : after.or(() -> before).orElseThrow();
  }

  private static String mark(Change change) {
    return switch (change) {
      case SAME -> "";
      case CHANGED -> "~";
      case ADDED -> "+";
      case REMOVED -> "-";
    };
  }

  /** Prints the objects that differ, with what becomes of each edit that does not stay. */
  static void documents(List<ObjectChange> documents, Appendable out) throws IOException {
    for (ObjectChange document : documents) {
      out.append(mark(document.change()))
          .append(' ')
          .append(Quotation.line(document.id().toString()))
          .append('\n');
      for (FieldEdit edit : document.edits()) {
        ValuePair values = ValuePair.written(edit.change().before(), edit.change().after());
        String line = edit.change().path() + ": " + values.before() + " -> " + values.after();
        out.append("    ").append(Quotation.line(line));
        // 8080 and "8080"
        out.append(
            edit.change().before().equals(edit.change().after()) ? " (another type)\n" : "\n");
        if (edit.fate().isPresent()) {
          fate(edit.fate().get(), out);
        }
      }
    }
  }

  private static void fate(Fate fate, Appendable out) throws IOException {
    out.append("      ! ").append(fate.by().words()).append('\n');
    out.append("        at rest: ").append(Quotation.line(fate.atRest())).append('\n');
    out.append("        during an update: ")
        .append(Quotation.line(fate.duringUpdate()))
        .append('\n');
  }

  /** Prints findings, one on a line. */
  static void findings(List<Finding> findings, Appendable out) throws IOException {
    for (Finding finding : findings) {
      out.append(Quotation.line(finding.toString())).append('\n');
    }
  }
}
