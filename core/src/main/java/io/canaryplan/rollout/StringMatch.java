// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.util.Optional;

/**
 * How a header, method or path must look; legal with exactly one kind (istio.md 3.4). An empty text
 * counts as not written, as it does for the controller.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param exact the whole value
 * @param prefix its beginning
 * @param regex a regular expression (RE2) for the whole value
 */
public record StringMatch(Optional<String> exact, Optional<String> prefix, Optional<String> regex) {
  /** Drops empty texts. */
  public StringMatch {
    exact = EmptyText.dropped(exact, "exact");
    prefix = EmptyText.dropped(prefix, "prefix");
    regex = EmptyText.dropped(regex, "regex");
  }

  /** Returns a match of no kind: the value is missing. */
  public static StringMatch none() {
    return new StringMatch(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns a match of the whole value. */
  public static StringMatch ofExact(String exact) {
    return new StringMatch(Optional.of(exact), Optional.empty(), Optional.empty());
  }

  /** Returns a match of the beginning. */
  public static StringMatch ofPrefix(String prefix) {
    return new StringMatch(Optional.empty(), Optional.of(prefix), Optional.empty());
  }

  /** Returns a match of a regular expression. */
  public static StringMatch ofRegex(String regex) {
    return new StringMatch(Optional.empty(), Optional.empty(), Optional.of(regex));
  }

  /** Returns how many of the three kinds are given, 0 to 3. */
  public int kinds() {
    return (exact.isPresent() ? 1 : 0) + (prefix.isPresent() ? 1 : 0) + (regex.isPresent() ? 1 : 0);
  }
}
