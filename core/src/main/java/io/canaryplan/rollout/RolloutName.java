// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.LabelNames;

/** Judges what a Rollout is called, as the API server does. */
final class RolloutName {
  private static final int LONGEST_NAMESPACE = 63;

  private RolloutName() {}

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
