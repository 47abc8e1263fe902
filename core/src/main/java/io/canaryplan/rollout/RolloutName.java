// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.LabelNames;
import io.canaryplan.kubernetes.PodMetadata;
import java.util.Locale;

/** Judges what a Rollout is called, and its labels and annotations, as the API server does. */
final class RolloutName {
  private static final int LONGEST_NAMESPACE = 63;
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata", "annotations");

  private RolloutName() {}

  /**
   * Reports labels and annotations with a name, or labels with a value, that Kubernetes has not.
   */
  static void check(FieldReader metadata, PodMetadata labels) {
    labels
        .labels()
        .forEach(
            (key, value) -> {
              keyIsValid(metadata.at("labels"), key);
              if (!LabelNames.isValue(value)) {
                report(
                    metadata.at("labels").path(key),
                    "%s is no value of a label; it has up to 63 letters, digits, '-', '_' and '.'"
                        .formatted(Quotation.of(value)),
                    metadata);
              }
            });
    // annotations may be written in capitals (validation of ObjectMeta)
    labels.annotations().keySet().forEach(key -> keyIsValid(metadata.at("annotations"), key));
  }

  private static void keyIsValid(FieldReader owner, String key) {
    boolean annotation = owner.path().equals(ANNOTATIONS);
    if (!LabelNames.isKey(annotation ? key.toLowerCase(Locale.ROOT) : key)) {
      report(
          owner.path(key),
          """
          %s is no name of %s; it has up to 63 letters, digits, '-', '_' and '.', and may have a \
          domain and a slash before it"""
              .formatted(Quotation.of(key), annotation ? "an annotation" : "a label"),
          owner);
    }
  }

  private static void report(FieldPath path, String message, FieldReader reader) {
    reader
        .reading()
        .report(RolloutRules.ROLLOUT_LABEL_INVALID, path, message, "change %s".formatted(path));
  }

  static void check(FieldReader metadata, String name) {
    if (!LabelNames.isDomain(name)) {
      metadata
          .reading()
          .report(
              RolloutRules.ROLLOUT_NAME_INVALID,
              metadata.path("name"),
              """
              %s is no name for an object; it has up to 253 lower-case letters, digits, '-' and \
              '.', and starts and ends with a letter or digit"""
                  .formatted(Quotation.of(name)),
              "change metadata.name");
    }
    metadata
        .nonEmptyText("namespace")
        .filter(
            namespace ->
                namespace.length() > LONGEST_NAMESPACE
                    || namespace.indexOf('.') >= 0
                    || !LabelNames.isDomain(namespace))
        .ifPresent(
            namespace ->
                metadata
                    .reading()
                    .report(
                        RolloutRules.ROLLOUT_NAME_INVALID,
                        metadata.path("namespace"),
                        """
                        %s is no name for a namespace; it has up to 63 lower-case letters, digits \
                        and '-', and starts and ends with a letter or digit"""
                            .formatted(Quotation.of(namespace)),
                        "change metadata.namespace"));
  }
}
