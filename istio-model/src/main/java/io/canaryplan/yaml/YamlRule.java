// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;

/** What reading and writing YAML reports. */
public enum YamlRule implements Rule {
  /** The text is not YAML: a quote or bracket that is never closed, a tab, wrong indentation. */
  SYNTAX_ERROR(Severity.ERROR),
  /** A mapping has the same key twice; the last one counts, and kubectl refuses the document. */
  DUPLICATE_KEY(Severity.ERROR),
  /** A mapping or sequence stands where only a text can be the key. */
  NON_SCALAR_KEY(Severity.ERROR),
  /** A merge key {@code <<} whose value is neither a mapping nor a list of mappings. */
  BAD_MERGE_KEY(Severity.ERROR),
  /** A tag that is not one of YAML's own, for example one that names a class. */
  UNEXPECTED_TAG(Severity.ERROR),
  /** An alias without an anchor of that name before it. */
  UNKNOWN_ANCHOR(Severity.ERROR),
  /** An alias inside the very block that its anchor names. */
  RECURSIVE_ALIAS(Severity.ERROR),
  /** Aliases that would grow the document beyond {@link YamlLimits#maxAliasNodes()}. */
  TOO_MANY_ALIASES(Severity.ERROR),
  /** Collections within collections beyond {@link YamlLimits#maxDepth()}. */
  NESTING_TOO_DEEP(Severity.ERROR),
  /** A file larger than {@link YamlLimits#maxBytes()}. */
  DOCUMENT_TOO_LARGE(Severity.ERROR),
  /** Bytes that are not UTF-8. */
  NOT_UTF_8(Severity.ERROR),
  /** So many broken documents in one file that the rest of it is not read. */
  TOO_MANY_BROKEN_DOCUMENTS(Severity.ERROR),
  /** Characters that no text file holds: NUL and other control characters. */
  NOT_TEXT(Severity.ERROR),
  /** An edit replaced an alias by a copy of what it stood for; nothing is wrong. */
  ALIAS_EXPANDED(Severity.NOTE);

  private final Severity severity;

  YamlRule(Severity severity) {
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
