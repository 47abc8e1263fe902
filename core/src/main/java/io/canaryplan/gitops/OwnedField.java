// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * What somebody else than git writes into one object: one field, or all of one kind in one rule or
 * subset.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind what it is, and who writes it
 * @param path where it is in git's document; where it is not there, the list or mapping that it
 *     comes into
 * @param name the name of the rule or subset; absent for one without a name, and for fields that
 *     belong to none
 * @param differs the states in which it is not what git says, as positions in {@link
 *     GitOps#states}; empty for what a plan does not show
 * @param shown the comparisons that take the difference for one in some state, with nothing ignored
 */
public record OwnedField(
    Ownership kind,
    FieldPath path,
    Optional<String> name,
    List<Integer> differs,
    List<ComparisonMode> shown) {
  /** Copies the lists. */
  public OwnedField {
    requireNonNull(kind, "kind");
    requireNonNull(path, "path");
    requireNonNull(name, "name");
    differs = ImmutableList.copyOf(differs);
    shown = ImmutableList.copyOf(shown);
  }

  /** Returns whether Argo CD takes it for a difference in some state when nothing is ignored. */
  public boolean isShown(ComparisonMode mode) {
    return shown.contains(mode);
  }

  /** Returns what it is: {@code WEIGHT of "primary" at spec.http[0]}. */
  @Override
  public String toString() {
    return kind + name.map(text -> " of \"" + text + "\"").orElse("") + " at " + path;
  }
}
