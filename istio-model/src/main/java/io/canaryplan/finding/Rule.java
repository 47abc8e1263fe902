// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import com.google.common.base.Ascii;

/**
 * A rule that findings are reported under. Each package that reports has one enum of its rules, so
 * that all rules can be listed; the ids are stable and documented in the rule reference.
 */
public interface Rule {
  /** Returns the constant's name, which the id is made of; an enum answers this by itself. */
  String name();

  /** Returns how bad a finding under this rule is. */
  Severity severity();

  /** Returns the stable id in kebab case, for example {@code set-weight-out-of-range}. */
  default String id() {
    return Ascii.toLowerCase(name()).replace('_', '-');
  }
}
