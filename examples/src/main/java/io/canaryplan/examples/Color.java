// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

/** Whether findings come with the lines they are about, in colors. */
enum Color {
  /** Where somebody looks. */
  AUTO,
  ALWAYS,
  NEVER;

  boolean isOn(Output output) {
    return this == ALWAYS || (this == AUTO && output.isTerminal());
  }
}
