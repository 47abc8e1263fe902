// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** What Istio's webhook warns of as never used. */
final class ReachabilityRules {
  /** A rule stands after one without matches. */
  static final Rule ISTIO_RULE_AFTER_CATCH_ALL =
      Rule.warning("istio-rule-after-catch-all")
          .title("A rule stands after one without matches")
          .what(
              """
              A rule, or a match of it, comes after a rule without matches of the same
              protocol.
              """)
          .why("The rule without matches takes everything.")
          .source("Istio, webhook (istio.md 4.6, istio-validation.md 1.2)")
          .bad(
              """
              http:
              - route: [{destination: {host: shop}}]
              - match: [{uri: {prefix: /cart}}]
                route: [{destination: {host: cart}}]
              """)
          .good(
              """
              http:
              - match: [{uri: {prefix: /cart}}]
                route: [{destination: {host: cart}}]
              - route: [{destination: {host: shop}}]
              """)
          .build();

  /** A match stands twice. */
  static final Rule ISTIO_MATCH_DUPLICATE =
      Rule.warning("istio-match-duplicate")
          .title("A match stands twice")
          .what("A match equals an earlier one, their names aside.")
          .why("The earlier one takes everything.")
          .source("Istio, webhook (istio.md 4.6, istio-validation.md 1.2)")
          .bad("match: [{uri: {prefix: /cart}}, {uri: {prefix: /cart}}]")
          .good("match: [{uri: {prefix: /cart}}]")
          .build();

  /** All matches of a rule stand twice. */
  static final Rule ISTIO_RULE_UNUSED =
      Rule.warning("istio-rule-unused")
          .title("All matches of a rule stand twice")
          .what("Every match of a rule equals an earlier one.")
          .why("The rule is never used.")
          .source("Istio, webhook (istio.md 4.6, istio-validation.md 1.2)")
          .bad(
              """
              http:
              - match: [{uri: {prefix: /cart}}]
                route: [{destination: {host: cart}}]
              - match: [{uri: {prefix: /cart}}]
                route: [{destination: {host: shop}}]
              """)
          .good(
              """
              http:
              - match: [{uri: {prefix: /cart}}]
                route: [{destination: {host: cart}}]
              """)
          .build();

  /** A shorter prefix stands before a longer one. */
  static final Rule ISTIO_MATCH_OVERLAPPED =
      Rule.warning("istio-match-overlapped")
          .title("A shorter prefix stands before a longer one")
          .what(
              """
              A match by a prefix of the uri comes after a shorter prefix with the same
              conditions. Istio does not compare `sourceLabels`, `gateways`, `scheme`,
              `ignoreUriCase` and `statPrefix`, which can make it a false alarm.
              """)
          .why("The shorter prefix takes everything.")
          .source("Istio, webhook (istio.md 4.6, istio-validation.md 1.2)")
          .bad(
              """
              http:
              - match: [{uri: {prefix: /}}]
                route: [{destination: {host: shop}}]
              - match: [{uri: {prefix: /cart}}]
                route: [{destination: {host: cart}}]
              """)
          .good(
              """
              http:
              - match: [{uri: {prefix: /cart}}]
                route: [{destination: {host: cart}}]
              - match: [{uri: {prefix: /}}]
                route: [{destination: {host: shop}}]
              """)
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What Istio's webhook warns of as never used",
          "Istio takes rules from top to bottom; the first match counts.",
          ImmutableList.of(
              ISTIO_RULE_AFTER_CATCH_ALL,
              ISTIO_MATCH_DUPLICATE,
              ISTIO_RULE_UNUSED,
              ISTIO_MATCH_OVERLAPPED));

  private ReachabilityRules() {}
}
