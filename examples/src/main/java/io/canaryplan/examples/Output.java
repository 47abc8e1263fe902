// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output or standard error: UTF-8, and an exception when it cannot be written. */
final class Output implements Appendable {
  private final OutputStream stream;
  private final BufferedWriter writer;
  private final boolean terminal;

  Output(OutputStream stream, boolean terminal) {
    this.stream = stream;
    this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    this.terminal = terminal;
  }

  boolean isTerminal() {
    return terminal;
  }

  void flush() throws IOException {
    writer.flush();
    // a PrintStream keeps to itself what went wrong
    if (stream instanceof PrintStream print && print.checkError()) {
      throw new IOException("the stream is broken");
    }
  }

  @Override
  public Output append(CharSequence text) throws IOException {
    writer.append(text);
    return this;
  }

  @Override
  public Output append(CharSequence text, int start, int end) throws IOException {
    writer.append(text, start, end);
    return this;
  }

  @Override
  public Output append(char c) throws IOException {
    writer.append(c);
    return this;
  }
}
