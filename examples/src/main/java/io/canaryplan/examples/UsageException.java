// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

/** The command line cannot be understood, or what it names cannot be read or written. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
