// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import java.util.Collection;
import java.util.Optional;

/**
 * Words the finding about a field that the schema of its document does not know (P29). The API
 * server drops such a field without a word, so the finding names the field that was probably meant.
 */
public final class UnknownField {
  private UnknownField() {}

  /**
   * Returns the finding, without a position.
   *
   * @param owner path of the mapping that has the field
   * @param document the document in words, for example {@code a Rollout}; named where {@code owner}
   *     is the root
   * @param name the field as written
   * @param known the fields that the schema knows there; the first of equally near ones is given
   */
  public static Finding of(
      FieldPath owner, String document, String name, Collection<String> known) {
    Optional<String> nearest = NearestName.of(name, known);
    FieldPath path = owner.child(name);
    String message =
        Quotation.of(name)
            + " is not a field of "
            + (owner.isRoot() ? document : owner)
            + " and is dropped"
            + nearest.map(other -> "; the nearest known one is " + Quotation.of(other)).orElse("");
    return Finding.of(SchemaRule.UNKNOWN_FIELD, path, message)
        .withHint(nearest.map(other -> "rename " + path + " to " + other).orElse("remove " + path));
  }
}
