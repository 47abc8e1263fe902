// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;

/**
 * The way from the root of a document to one of its nodes, for example {@code
 * spec.strategy.canary.steps[2].setWeight}. Keys that are not plain words stand in brackets and
 * quotes: {@code metadata.annotations["example.org/owner"]}.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param segments the keys and indexes from the root on; empty for the root itself
 */
public record FieldPath(List<Segment> segments) implements Serializable {
  // The longest key of Kubernetes: a prefix of 253 characters, a slash and a name of 63.
  private static final int LONGEST_KEY = 317;
  private static final FieldPath ROOT = new FieldPath(ImmutableList.of());

  /** One step down: into a mapping by key or into a sequence by index. */
  public sealed interface Segment extends Serializable {
    /**
     * A key of a mapping.
     *
     * @param name the key as text, possibly empty
     */
    record Key(String name) implements Segment {
      /** Checks that the name is there. */
      public Key {
        requireNonNull(name, "name");
      }
    }

    /**
     * An item of a sequence.
     *
     * @param value zero-based index
     */
    record Index(int value) implements Segment {
      /**
       * Checks the range.
       *
       * @throws IllegalArgumentException if the index is negative
       */
      public Index {
        if (value < 0) {
          throw new IllegalArgumentException("index must not be negative but was " + value);
        }
      }
    }
  }

  /** Copies the segments. */
  public FieldPath {
    segments = ImmutableList.copyOf(segments);
  }

  /** Returns the path of the document itself; prints as the empty text. */
  public static FieldPath root() {
    return ROOT;
  }

  /** Returns the path made of these keys from the root on. */
  public static FieldPath of(String... keys) {
    FieldPath path = ROOT;
    for (String key : keys) {
      path = path.child(key);
    }
    return path;
  }

  /** Returns the path of the key {@code name} below this one. */
  public FieldPath child(String name) {
    return plus(new Segment.Key(name));
  }

  /** Returns the path of item {@code index} (zero-based) below this one. */
  public FieldPath index(int index) {
    return plus(new Segment.Index(index));
  }

  /** Returns whether this is the root. */
  public boolean isRoot() {
    return segments.isEmpty();
  }

  /**
   * Returns the path one step up.
   *
   * @throws IllegalStateException if this is the root
   */
  public FieldPath parent() {
    if (isRoot()) {
      throw new IllegalStateException("the root has no parent");
    }
    return new FieldPath(segments.subList(0, segments.size() - 1));
  }

  /** Returns whether this is {@code other} or below it. */
  public boolean startsWith(FieldPath other) {
    int depth = other.segments.size();
    return segments.size() >= depth && segments.subList(0, depth).equals(other.segments);
  }

  private FieldPath plus(Segment segment) {
    return new FieldPath(
        ImmutableList.<Segment>builderWithExpectedSize(segments.size() + 1)
            .addAll(segments)
            .add(segment)
            .build());
  }

  /** Returns the path in the form shown in the class comment. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Segment segment : segments) {
      if (segment instanceof Segment.Index index) {
        text.append('[').append(index.value()).append(']');
      } else if (segment instanceof Segment.Key key) {
        appendKey(text, key.name());
      }
    }
    return text.toString();
  }

  private static void appendKey(StringBuilder text, String key) {
    String name = key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "…";
    if (isPlainWord(name)) {
      text.append(text.length() == 0 ? "" : ".").append(name);
    } else {
      text.append("[\"").append(name.replace("\\", "\\\\").replace("\"", "\\\"")).append("\"]");
    }
  }

  private static boolean isPlainWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || ".[]\"".indexOf(name.charAt(i)) >= 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
