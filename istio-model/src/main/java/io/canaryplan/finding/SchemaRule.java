// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

/** The rules that hold for documents of every kind whose schema is known. */
public enum SchemaRule implements Rule {
  /** A field that the schema does not know (P29); see {@link UnknownField}. */
  UNKNOWN_FIELD(Severity.WARNING);

  private final Severity severity;

  SchemaRule(Severity severity) {
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
