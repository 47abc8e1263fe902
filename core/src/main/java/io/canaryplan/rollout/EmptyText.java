// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** An empty text counts as not written, as it does for the controller. */
final class EmptyText {
  private EmptyText() {}

  /** Returns the text that the field {@code name} holds; absent if it is empty. */
  static Optional<String> dropped(Optional<String> text, String name) {
    boolean empty = requireNonNull(text, name).isPresent() && text.get().isEmpty();
    return empty ? Optional.empty() : text;
  }
}
