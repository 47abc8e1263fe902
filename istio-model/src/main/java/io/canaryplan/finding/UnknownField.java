// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Words the finding about a field that the schema of its document does not know: kubectl refuses
 * it, and where its validation is off the API server drops it, so the finding names the field that
 * was probably meant.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class UnknownField {
  // no field is nearly as long, and the distance grows with the product of the lengths
  private static final int LONGEST = 64;

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
    Optional<String> nearest = nearest(name, known);
    FieldPath path = owner.child(name);
    String message =
        Quotation.of(name)
            + " is not a field of "
            + (owner.isRoot() ? document : owner)
            + "; kubectl refuses it, and where validation is off it is dropped";
    if (nearest.isEmpty()) {
      return Finding.of(SchemaRules.UNKNOWN_FIELD, path, message).withHint("remove " + path);
    }
    String other = "; the nearest known one is " + Quotation.of(nearest.get());
    return Finding.of(SchemaRules.UNKNOWN_FIELD, path, message + other)
        .withHint("rename " + path + " to " + nearest.get());
  }

  /**
   * Returns the name with the fewest edits to {@code written} (case counts nothing), the first of
   * several; absent when even that needs more edits than a third of its letters, but 2 always pass.
   */
  public static Optional<String> nearest(String written, Collection<String> known) {
    String nearest = "";
    int fewest = Integer.MAX_VALUE;
    if (written.length() <= LONGEST) {
      String lower = written.toLowerCase(Locale.ROOT);
      for (String name : known) {
        int edits = distance(lower, name.toLowerCase(Locale.ROOT));
        if (edits < fewest) {
          nearest = name;
          fewest = edits;
        }
      }
    }
    return fewest <= Math.max(2, nearest.length() / 3) ? Optional.of(nearest) : Optional.empty();
  }

  /** Returns the Levenshtein distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
