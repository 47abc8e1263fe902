// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

final class CommandLine {
  private CommandLine() {}
}
