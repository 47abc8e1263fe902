// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Range;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scalar, mapping or sequence: one node of an immutable tree. Nodes read from text know where
 * they stand; changing a node gives a new one that shares everything unchanged and remembers what
 * it came from, so that {@link YamlDocument#text()} can keep the user's layout.
 *
 * <p>Two nodes are equal when they mean the same: position, layout, comments, the order of keys and
 * the kind of quotes do not count. A text that could be read as a number, boolean or null is not
 * equal to the string of the same characters ({@code 5} and {@code "5"} differ, {@code a} and
 * {@code "a"} do not).
 *
 * <p>Nodes are immutable and safe for use by several threads.
 */
public abstract sealed class YamlNode permits YamlScalar, YamlMapping, YamlSequence {
  /**
   * What stands before a node's content.
   *
   * @param anchor the name after {@code &}, or null
   * @param tag the tag as resolved, or null
   * @param isAlias whether the node stands at an alias and has neither
   */
  record Props(@Nullable String anchor, @Nullable String tag, boolean isAlias) {
    static final Props ALIAS = new Props(null, null, true);

    Props(@Nullable String anchor, @Nullable String tag) {
      this(anchor, tag, false);
    }
  }

  final @Nullable Source source;
  final int start;
  // After the last character that belongs to the node, without its line break.
  final int end;
  final @Nullable Props props;
  // Whether it takes no lines of its own: a scalar, or a collection between brackets.
  final boolean inline;
  private final @Nullable YamlNode origin;

  /** Makes a node that stands in {@code source} from {@code start} to {@code end}. */
  YamlNode(Source source, int start, int end, @Nullable Props props, boolean inline) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.props = props;
    this.inline = inline;
    this.origin = null;
  }

  /** Makes a node without text of its own, derived from {@code origin} or from nothing. */
  YamlNode(@Nullable YamlNode origin, boolean inline) {
    this.source = null;
    this.start = 0;
    this.end = 0;
    this.props = null;
    this.inline = inline;
    this.origin = origin;
  }

  /**
   * Returns where the node starts in its file; for a changed node, where the node stood that it
   * came from; nothing for a node made in code. An alias stands where the alias is written.
   */
  public final Optional<Position> position() {
    YamlNode read = original();
    return read == null || read.source == null
        ? Optional.empty()
        : Optional.of(read.source.position(read.start));
  }

  /**
   * Returns the part of its file that the node takes, up to and without the line break after its
   * last character; otherwise as {@link #position()}.
   */
  public final Optional<Range> range() {
    YamlNode read = original();
    return read == null || read.source == null
        ? Optional.empty()
        : Optional.of(new Range(read.source.position(read.start), read.source.position(read.end)));
  }

  /**
   * Returns the node at {@code path} below this one (this one for the root path), or nothing if a
   * key or item is missing or there is no collection to step into.
   */
  public final Optional<YamlNode> at(FieldPath path) {
    YamlNode node = this;
    for (Segment segment : path.segments()) {
      Optional<YamlNode> next = node.child(segment);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      node = next.get();
    }
    return Optional.of(node);
  }

  /**
   * Returns this tree with {@code value} at {@code path}. Missing keys on the way become mappings,
   * and a null on the way is replaced by one; an index equal to the number of items appends.
   *
   * @throws IllegalArgumentException if the path steps with a key into anything but a mapping, or
   *     with an index into anything but a sequence that has this item or ends just before it
   */
  public final YamlNode with(FieldPath path, YamlNode value) {
    return with(path.segments(), requireNonNull(value, "value"));
  }

  /**
   * Returns this tree without the key or item at {@code path}; the same tree if there is none.
   *
   * @throws IllegalArgumentException for the root path
   */
  public final YamlNode without(FieldPath path) {
    if (path.isRoot()) {
      throw new IllegalArgumentException("the root cannot be removed");
    }
    return without(path.segments());
  }

  /**
   * Returns a short description for messages: {@code a mapping}, {@code a sequence}, {@code
   * nothing} for null, {@code the number 5}, {@code the boolean true} or {@code the text "x"}.
   */
  public abstract String describe();

  /** Returns the child that {@code segment} names, if there is one. */
  abstract Optional<YamlNode> child(Segment segment);

  /** Returns this node with another child; checks as {@link #with(FieldPath, YamlNode)} says. */
  abstract YamlNode withChild(Segment segment, YamlNode value);

  abstract YamlNode withoutChild(Segment segment);

  /**
   * Returns the values or items as written, merge keys and shadowed keys included; none for a
   * scalar.
   */
  abstract List<YamlNode> children();

  /** Returns this node standing at an alias. */
  abstract YamlNode aliasAt(Source at, int aliasStart, int aliasEnd);

  /**
   * Returns this node's content as an edit of {@code read}, which was read from text and is not
   * what this node came from: changes what is there, so that layout survives as far as it can.
   */
  abstract YamlNode asEditOf(YamlNode read);

  /** Returns this node's content under the origin {@code from}. */
  final YamlNode derivedFrom(YamlNode from) {
    YamlNode read = from.original();
    return read == null || read == original() ? this : asEditOf(read);
  }

  /** Returns the node that was read from text and that this one is or came from, or null. */
  final @Nullable YamlNode original() {
    return source == null ? origin : this;
  }

  /** Returns whether the node, or the one it came from, was read from text. */
  final boolean stands() {
    YamlNode read = original();
    return read != null && read.source != null;
  }

  final boolean isAlias() {
    return props != null && props.isAlias();
  }

  /** Returns whether the node stands in lines of its own: a block collection. */
  final boolean isBlock() {
    return !inline && !isAlias();
  }

  final @Nullable String anchor() {
    return props == null ? null : props.anchor();
  }

  private YamlNode with(List<Segment> segments, YamlNode value) {
    if (segments.isEmpty()) {
      return equals(value) ? this : value.derivedFrom(this);
    }
    Segment first = segments.get(0);
    YamlNode below = child(first).orElse(YamlScalar.nullValue());
    YamlNode changed = below.with(segments.subList(1, segments.size()), value);
    return withChild(first, changed);
  }

  private YamlNode without(List<Segment> segments) {
    Segment first = segments.get(0);
    if (segments.size() == 1) {
      return withoutChild(first);
    }
    Optional<YamlNode> below = child(first);
    if (below.isEmpty()) {
      return this;
    }
    YamlNode changed = below.get().without(segments.subList(1, segments.size()));
    return changed == below.get() ? this : withChild(first, changed);
  }

  /** Returns the canonical YAML of this node on one line. */
  @Override
  public String toString() {
    return YamlEmitter.flow(this, false);
  }
}
