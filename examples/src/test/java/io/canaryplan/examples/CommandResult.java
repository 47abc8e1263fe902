// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a run of the command line came to, as a process would show it.
 *
 * @param status the exit status
 * @param out standard output
 * @param err standard error
 */
record CommandResult(int status, String out, String err) {
  /** Runs the command line without anything on standard input. */
  static CommandResult run(String... args) {
    return run(InputStream.nullInputStream(), args);
  }

  /** Runs the command line with a text on standard input. */
  static CommandResult runWith(String input, String... args) {
    return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
  }

  static CommandResult run(InputStream in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new CommandLine(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(args);
    return new CommandResult(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
