// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;

/**
 * One entry of a list of differences to ignore, and where it is written.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param said what it says
 * @param document the Application, ApplicationSet or settings of Argo CD that say it
 * @param path the entry in that document
 * @param parts its pointers, expressions and managers, in the order in which they are written
 */
public record IgnoreEntry(
    IgnoreDifferences said, YamlDocument document, FieldPath path, List<Part> parts) {
  /** How fields are chosen. */
  public enum Kind {
    /** By a JSON pointer. */
    POINTER("jsonPointers"),
    /** By a jq path expression. */
    EXPRESSION("jqPathExpressions"),
    /** By the field manager that owns them. */
    MANAGER("managedFieldsManagers");

    private final String field;

    Kind(String field) {
      this.field = field;
    }

    /** Returns the field that holds them: {@code jqPathExpressions}. */
    @Override
    public String toString() {
      return field;
    }
  }

  /**
   * One text that chooses fields.
   *
   * @param kind how it does
   * @param text the text as written
   * @param path where it stands in the entry's document
   */
  public record Part(Kind kind, String text, FieldPath path) {
    /** Checks that nothing is missing. */
    public Part {
      requireNonNull(kind, "kind");
      requireNonNull(text, "text");
      requireNonNull(path, "path");
    }
  }

  /** Copies the parts. */
  public IgnoreEntry {
    requireNonNull(said, "said");
    requireNonNull(document, "document");
    requireNonNull(path, "path");
    parts = ImmutableList.copyOf(parts);
  }
}
