// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.rollout.CanaryStep;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the header and mirror routes that steps write: a router knows its documents, and
 * a plan does not. Where a step's routes cannot be written every pass at the step fails, so that
 * the update stands still there (istio.md 1.8, 1.9).
 *
 * <p>Implementations are immutable for their callers and safe for use by several threads.
 */
@FunctionalInterface
public interface RouteWrites {
  /** Why a VirtualService cannot have a route. */
  enum Obstacle {
    /** It has no http rules, and the pass fails with an error. */
    NO_HTTP,
    /** The rule that a mirror route copies is not found, at which the controller crashes. */
    NO_RULE_TO_COPY,
    /**
     * The route is the only http rule then and taken for the one to weight, but does not lead to
     * stable: the Rollout is no longer valid.
     */
    ONLY_RULE
  }

  /** Every route can be written: nothing is known of the documents. */
  RouteWrites SUCCEED = (before, step) -> Optional.empty();

  /**
   * Returns why a pass that writes or removes the routes of a step fails; empty if it does not.
   *
   * @param before header and mirror routes in force when the pass begins, in the order in which
   *     they were set
   * @param step a step with a header or mirror route; of any other nothing is written
   */
  Optional<Standstill.RouteRefused> refusal(List<CanaryStep.ManagedRoute> before, CanaryStep step);
}
