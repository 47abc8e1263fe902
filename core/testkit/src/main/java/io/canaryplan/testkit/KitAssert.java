// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * What all assertions of the kit share: failing with a text, and going on to a part of what is
 * asserted about, also where failures are collected.
 *
 * <p>Not for use by several threads.
 *
 * @param <S> the assertion itself
 * @param <A> what it is about
 */
public abstract class KitAssert<S extends KitAssert<S, A>, A> extends AbstractObjectAssert<S, A> {
  // Fields, not constructor parameters: AssertJ's collecting proxies are made with the actual value
  // alone.
  @Nullable CanaryPlanSoftAssertions collector;

  /** Whether what this is about is missing, and that has been collected: nothing more is asked. */
  boolean missing;

  KitAssert(A actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /** Fails with the text unless the condition holds. */
  final S check(boolean holds, Supplier<String> failure) {
    if (!missing && !holds) {
      failWithMessage("%s", failure.get());
    }
    return myself;
  }

  /**
   * Goes on to a part. If it is not there this fails, and where failures are collected everything
   * that is asked of the part is passed over.
   *
   * @param part the part, or null if it is not there
   * @param instead what stands for it then, only to have a value
   */
  final <B, T extends KitAssert<T, B>> T partOf(
      @Nullable B part, B instead, Supplier<String> failure, Kind<T, B> kind) {
    boolean absent = missing || part == null;
    if (absent && !missing) {
      fail(failure.get());
    }
    B value = part == null ? instead : part;
    T next =
        collector == null
            ? kind.made.apply(value)
            : collector.collecting(kind.collecting.apply(collector, value));
    next.missing = absent;
    return next;
  }

  private void fail(String failure) {
    try {
      failWithMessage("%s", failure);
    } catch (AssertionError error) {
      if (collector == null) {
        throw error;
      }
      collector.collectAssertionError(error);
    }
  }

  /** How an assertion is made: by itself, and as a proxy that collects. */
  record Kind<T, B>(Function<B, T> made, BiFunction<CanaryPlanSoftAssertions, B, T> collecting) {
    static <T extends KitAssert<T, B>, B> Kind<T, B> of(
        Class<T> assertion, Class<B> actual, Function<B, T> made) {
      return new Kind<>(made, (softly, value) -> softly.proxy(assertion, actual, value));
    }
  }
}
