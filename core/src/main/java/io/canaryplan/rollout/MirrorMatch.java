// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * One condition of a mirror route; all parts must hold.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param method HTTP method
 * @param path request path
 * @param headers headers by name; the controller never checks them (istio.md 3.4)
 */
public record MirrorMatch(
    Optional<StringMatch> method, Optional<StringMatch> path, Map<String, StringMatch> headers) {
  /** Copies the headers in their order. */
  public MirrorMatch {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    headers = ImmutableMap.copyOf(headers);
  }
}
