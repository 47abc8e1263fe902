// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import com.google.common.collect.ImmutableList;

/**
 * The rules that hold for documents of every kind whose schema is known.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class SchemaRules {
  /** The schema does not know a field. */
  public static final Rule UNKNOWN_FIELD =
      Rule.warning("unknown-field")
          .title("The schema does not know a field")
          .what("The schema does not know the field.")
          .why(
              """
              kubectl refuses it, as it validates strictly unless told otherwise; where nothing
              validates, the API server drops it, so what it was meant to say is lost. The
              nearest known name is given, or the place where it belongs. Not looked into are mappings with keys of your own
              (labels, annotations, header and parameter names, localities) and the status.
              """)
          .source("Schemas of the kinds that are read; of Istio v1, v1beta1 and v1alpha3")
          .versions("Istio 1.28 to 1.32")
          .bad(
              """
              route:
              - destination: {host: shop, subset: stable}
                wieght: 80
              """)
          .good(
              """
              route:
              - destination: {host: shop, subset: stable}
                weight: 80
              """)
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Fields of a Rollout and of its Istio documents",
          """
              What holds for every kind whose schema is known: Rollout, VirtualService and
              DestinationRule.
              """,
          ImmutableList.of(UNKNOWN_FIELD));

  private SchemaRules() {}
}
