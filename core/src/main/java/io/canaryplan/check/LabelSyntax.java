// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.LabelNames;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Kubernetes accepts as a label. */
final class LabelSyntax {
  private LabelSyntax() {}

  /**
   * Something wrong with a selector.
   *
   * @param path where, as the controller names it
   * @param message what, in a sentence
   */
  record Problem(FieldPath path, String message) {}

  /** Returns whether a selector can be read, so that it can be compared with labels. */
  static boolean isSound(LabelSelector selector) {
    return problems(FieldPath.root(), selector).isEmpty();
  }

  /** Returns everything wrong with a selector, in the order in which it is written. */
  static List<Problem> problems(FieldPath selectorPath, LabelSelector selector) {
    List<Problem> problems = new ArrayList<>();
    FieldPath labels = selectorPath.child("matchLabels");
    selector
        .matchLabels()
        .forEach(
            (key, value) -> {
              if (!LabelNames.isKey(key)) {
                problems.add(new Problem(labels, bad("name", key)));
              }
              if (!LabelNames.isValue(value)) {
                problems.add(new Problem(labels, bad("value", value)));
              }
            });
    FieldPath expressions = selectorPath.child("matchExpressions");
    for (int i = 0; i < selector.matchExpressions().size(); i++) {
      problems.addAll(problems(expressions.index(i), selector.matchExpressions().get(i)));
    }
    return problems;
  }

  /**
   * Returns everything wrong with labels and annotations of pods, in the order in which they are
   * written.
   *
   * @param path of the {@code metadata}
   */
  static List<Problem> problems(FieldPath path, PodMetadata metadata) {
    List<Problem> problems = new ArrayList<>();
    FieldPath labels = path.child("labels");
    metadata
        .labels()
        .forEach(
            (key, value) -> {
              if (!LabelNames.isKey(key)) {
                problems.add(new Problem(labels.child(key), bad("name", key)));
              }
              if (!LabelNames.isValue(value)) {
                problems.add(new Problem(labels.child(key), bad("value", value)));
              }
            });
    for (String key : metadata.annotations().keySet()) {
      // annotations may be written in capitals (validation of ObjectMeta)
      if (!LabelNames.isKey(key.toLowerCase(Locale.ROOT))) {
        FieldPath annotation = path.child("annotations").child(key);
        problems.add(
            new Problem(
                annotation,
                """
                %s is no annotation name; it has up to 63 letters, digits, '-', '_' and '.'"""
                    .formatted(Quotation.of(key))));
      }
    }
    return problems;
  }

  private static List<Problem> problems(
      FieldPath path, LabelSelector.LabelRequirement requirement) {
    List<Problem> problems = new ArrayList<>();
    if (!requirement.isWellFormed() && !requirement.key().isEmpty()) {
      problems.add(new Problem(path.child(faulty(requirement)), badOperator(requirement)));
    }
    if (!LabelNames.isKey(requirement.key())) {
      problems.add(new Problem(path.child("key"), bad("name", requirement.key())));
    }
    for (int i = 0; i < requirement.values().size(); i++) {
      String value = requirement.values().get(i);
      if (!LabelNames.isValue(value)) {
        problems.add(new Problem(path.child("values").index(i), bad("value", value)));
      }
    }
    return problems;
  }

  // an operator that exists has too many values, or none
  private static String faulty(LabelSelector.LabelRequirement requirement) {
    return switch (requirement.operator()) {
      case "In", "NotIn", "Exists", "DoesNotExist" -> "values";
      default -> "operator";
    };
  }

  private static String badOperator(LabelSelector.LabelRequirement requirement) {
    String operator = "the operator " + Quotation.of(requirement.operator());
    return switch (requirement.operator()) {
      case "In", "NotIn" -> operator + " has no values; it needs at least one";
      case "Exists", "DoesNotExist" -> operator + " has values; it takes none";
      default -> operator + " does not exist; there are In, NotIn, Exists and DoesNotExist";
    };
  }

  private static String bad(String part, String text) {
    return "%s is no label %s; it has up to 63 letters, digits, '-', '_' and '.'"
        .formatted(Quotation.of(text), part);
  }
}
