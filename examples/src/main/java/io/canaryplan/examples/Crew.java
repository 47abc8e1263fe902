// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does work with a number of threads, the calling one among them; it alone shows the progress. The
 * results are in the order of the items whatever thread is first.
 */
final class Crew implements Workers {
  // Few things are done before a thread has started.
  private static final int FEW = 16;

  private final int threads;
  private final Progress progress;

  /**
   * Makes a crew.
   *
   * @param threads at most so many work at once; 1 or more
   */
  Crew(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  @Override
  public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> work) {
    Job<T, R> job = new Job<>(items, work, progress);
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads && items.size() >= FEW; i++) {
      Thread other = new Thread(job, "canaryplan-" + i);
      other.setDaemon(true);
      other.start();
      others.add(other);
    }
    job.run();
    for (Thread other : others) {
      join(other);
    }
    return job.results();
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // the results are needed all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Work on a list that any number of threads take part in. */
  private static final class Job<T, R> implements Runnable {
    private final List<T> items;
    private final Function<? super T, ? extends R> work;
    private final Progress progress;
    private final Thread first = Thread.currentThread();
    private final @Nullable Object[] results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(List<T> items, Function<? super T, ? extends R> work, Progress progress) {
      this.items = items;
      this.work = work;
      this.progress = progress;
      this.results = new Object[items.size()];
    }

    @Override
    public void run() {
      try {
        int i = next.getAndIncrement();
        while (i < results.length && failure.get() == null) {
          results[i] = work.apply(items.get(i));
          if (Thread.currentThread() == first) {
            progress.show(Math.min(next.get(), results.length), results.length);
          }
          i = next.getAndIncrement();
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }

    @SuppressWarnings("unchecked") // each was put there by the work
    List<R> results() {
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      return (List<R>) Collections.unmodifiableList(Arrays.asList(results));
    }
  }
}
