// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows on a terminal how far a long run is, on one line that is written over and goes away. A run
 * that is short, or that nobody looks at, shows nothing.
 */
final class Progress {
  // Nobody wonders before, and nobody reads faster.
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final String CLEAR = "\r\u001b[K";

  private final Output err;
  private final LongSupplier nanoTime;
  private long next;
  private String doing = "";
  private boolean shown;

  /**
   * Starts the clock.
   *
   * @param err standard error
   * @param nanoTime as {@link System#nanoTime()}
   */
  Progress(Output err, LongSupplier nanoTime) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong() + SILENCE;
  }

  /** Says what is being done from now on: {@code files read}. */
  void start(String what) {
    doing = what;
  }

  /** Tells how much of it is done. */
  void show(int done, int all) {
    long now = nanoTime.getAsLong();
    if (!err.isTerminal() || now - next < 0) {
      return;
    }
    next = now + PAUSE;
    shown = true;
    write(CLEAR + "canaryplan: " + done + " of " + all + " " + doing);
  }

  /** Removes the line, so that something else can be written. */
  void end() {
    if (shown) {
      write(CLEAR);
      shown = false;
    }
  }

  private void write(String text) {
    try {
      err.append(text);
      err.flush();
    } catch (IOException e) {
      // Whoever looked has gone; what matters is written later, and told if it cannot be.
      shown = false;
    }
  }
}
