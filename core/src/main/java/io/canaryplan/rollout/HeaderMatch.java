// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

/**
 * One condition of a header route.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param headerName name of the header, not checked by the controller
 * @param headerValue its value; no kind at all means that it is missing (istio.md 3.4)
 */
public record HeaderMatch(String headerName, StringMatch headerValue) {
  /** Checks that nothing is missing. */
  public HeaderMatch {
    requireNonNull(headerName, "headerName");
    requireNonNull(headerValue, "headerValue");
  }
}
