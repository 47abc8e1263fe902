// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/**
 * The rules about a change from one revision of the manifests to the next.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class ReviewRules {
  /** A new version starts for values that mean the same. */
  public static final Rule UNEXPECTED_ROLLOUT =
      Rule.warning("unexpected-rollout")
          .title("A new version starts for values that look equal")
          .what(
              """
              All fields of the pod template that cause the rollout changed in a way that is easily
              taken for no change: an order, a number that became a text, an object without
              fields, a default that nobody fills in, labels or annotations only.
              """)
          .why(
              """
              The controller compares templates field by field, after the defaults of pods are in;
              whatever differs then is a new version, and all steps are gone through.
              """)
          .source("Argo Rollouts, search for the new ReplicaSet (hash.md 9)")
          .bad("port: \"8080\"  # was 8080")
          .good("port: 8080")
          .build();

  /** An edit of a field that the controller writes. */
  public static final Rule CONTROLLED_FIELD_EDITED =
      Rule.warning("controlled-field-edited")
          .title("An edit in git is written over by the controller")
          .what(
              """
              The change edits a field that the controller of Argo Rollouts writes by itself: weights
              of its routes, managed routes, the hash labels of subsets and Services, its own
              annotations.
              """)
          .why(
              """
              Such an edit does not stay: at rest and at each step the controller writes its own
              value. Traffic is moved by `setWeight` of the steps.
              """)
          .source("Argo Rollouts, routing documents (gitops.md 1 and 8, istio.md 1 and 2)")
          .bad("weight: 95  # was 100, in the VirtualService")
          .good("setWeight: 5  # in the Rollout's steps")
          .build();

  /** An edit that nothing reads. */
  public static final Rule EDIT_WITHOUT_EFFECT =
      Rule.warning("edit-without-effect")
          .title("An edit in git has no effect")
          .what(
              """
              The change edits a field that nothing reads: `status`, which is the controllers' own,
              or the weight of a route's only destination.
              """)
          .why(
              """
              The API server drops an applied `status`, and Istio sends everything to an only
              destination, whatever its weight.
              """)
          .source("Kubernetes; Istio, weights (istio.md 4.3, gitops.md 1)")
          .bad("route: [{destination: {host: shop}, weight: 50}]  # the only one")
          .good("route: [{destination: {host: shop}}]")
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Reviews",
          "What `canaryplan review` says about a change, besides the findings about its result.",
          ImmutableList.of(UNEXPECTED_ROLLOUT, CONTROLLED_FIELD_EDITED, EDIT_WITHOUT_EFFECT));

  private ReviewRules() {}
}
