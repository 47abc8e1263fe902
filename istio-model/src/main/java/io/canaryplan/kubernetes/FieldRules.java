// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.Rule;

/**
 * The rules that reading the value of a field reports under.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class FieldRules {
  /** A field holds another type. */
  public static final Rule WRONG_TYPE =
      Rule.error("wrong-type")
          .title("A field holds another type")
          .what(
              """
              A field holds another type than the schema says: a quoted number where an integer is
              expected, a list where a mapping is.
              """)
          .why("The API server refuses the document.")
          .source("Kubernetes, schema of the document's kind (istio.md 3.1, rolling.md 1.1)")
          .bad("replicas: \"2\"")
          .good("replicas: 2")
          .build();

  /** A number does not fit its field. */
  public static final Rule NUMBER_OUT_OF_RANGE =
      Rule.error("number-out-of-range")
          .title("A number does not fit its field")
          .what("A number does not fit into 32 bits, or is negative where that has no meaning.")
          .why(
              """
              The API server refuses what does not fit into the field's type; where a negative
              number has no meaning, nothing can be planned with it.
              """)
          .source("Kubernetes, schema of the document's kind (istio.md 3.1, rolling.md 1.1)")
          .bad("replicas: 3000000000")
          .good("replicas: 30")
          .build();

  /** A required field is missing. */
  public static final Rule REQUIRED_FIELD_MISSING =
      Rule.error("required-field-missing")
          .title("A required field is missing")
          .what("A field that the schema requires is missing.")
          .why("The API server refuses the document.")
          .source("Kubernetes, schema of the document's kind (istio.md 3.1, rolling.md 1.1)")
          .bad("virtualService: {routes: [primary]}")
          .good("virtualService: {name: shop, routes: [primary]}")
          .build();

  /** A plain scalar is read in more than one way. */
  public static final Rule READ_DIFFERENTLY =
      Rule.warning("read-differently")
          .title("A plain scalar is read in more than one way")
          .what("A plain scalar that YAML parsers do not agree on: `on`, `012`, `1:30`, `6e12`.")
          .why(
              """
              Where a text is expected kubectl turns it into another type, which the API server
              refuses: an error. Where the value only surprises, as a leading zero that means octal
              or colons that some parsers take for base 60, it is a warning.
              """)
          .source("YAML 1.1 as kubectl reads it (hash.md 2)")
          .bad("matchLabels: {version: 012}")
          .good("matchLabels: {version: \"012\"}")
          .build();

  private FieldRules() {}
}
