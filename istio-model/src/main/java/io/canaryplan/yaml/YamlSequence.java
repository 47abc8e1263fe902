// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Items in order.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class YamlSequence extends YamlNode {
  private static final YamlSequence EMPTY = new YamlSequence(ImmutableList.of(), null);

  private final ImmutableList<YamlNode> items;

  YamlSequence(
      Source source,
      int start,
      int end,
      @Nullable Props props,
      ImmutableList<YamlNode> items,
      boolean flow) {
    super(source, start, end, props, flow);
    this.items = items;
  }

  private YamlSequence(ImmutableList<YamlNode> items, @Nullable YamlNode origin) {
    super(origin, false);
    this.items = items;
  }

  /** Returns the sequence without items. */
  public static YamlSequence empty() {
    return EMPTY;
  }

  /** Returns a sequence of these items. */
  public static YamlSequence of(List<? extends YamlNode> items) {
    return new YamlSequence(ImmutableList.copyOf(items), null);
  }

  /** Returns a sequence of these items. */
  public static YamlSequence of(YamlNode... items) {
    return new YamlSequence(ImmutableList.copyOf(items), null);
  }

  /** Returns the items in order. */
  public List<YamlNode> items() {
    return items;
  }

  /** Returns the number of items. */
  public int size() {
    return items.size();
  }

  /** Returns whether there is no item. */
  public boolean isEmpty() {
    return items.isEmpty();
  }

  /**
   * Returns this sequence with {@code node} in the place of item {@code index}, keeping the layout
   * around it. An item equal to the old one changes nothing.
   *
   * @param index zero-based
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public YamlSequence with(int index, YamlNode node) {
    YamlNode old = items.get(index);
    return old.equals(node) ? this : replaced(index, node.derivedFrom(old));
  }

  /**
   * Returns this sequence with exactly {@code newItems}: items of this sequence, moved or changed,
   * keep their text, comments included; others are written anew; those left out disappear with
   * their comments.
   */
  public YamlSequence withItems(List<? extends YamlNode> newItems) {
    return items.equals(newItems) ? this : edited(newItems);
  }

  /** Returns this sequence with {@code node} after the last item. */
  public YamlSequence plus(YamlNode node) {
    List<YamlNode> longer = new ArrayList<>(items);
    longer.add(node);
    return edited(longer);
  }

  /**
   * Returns this sequence without item {@code index}.
   *
   * @param index zero-based
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public YamlSequence without(int index) {
    List<YamlNode> shorter = new ArrayList<>(items);
    shorter.remove(index);
    return edited(shorter);
  }

  @Override
  public String describe() {
    return "a sequence";
  }

  @Override
  List<YamlNode> children() {
    return items;
  }

  @Override
  YamlNode aliasAt(Source at, int aliasStart, int aliasEnd) {
    return new YamlSequence(at, aliasStart, aliasEnd, Props.ALIAS, items, inline);
  }

  private YamlSequence edited(List<? extends YamlNode> newItems) {
    return new YamlSequence(ImmutableList.copyOf(newItems), original());
  }

  private YamlSequence replaced(int index, YamlNode node) {
    List<YamlNode> changed = new ArrayList<>(items);
    changed.set(index, node);
    return edited(changed);
  }

  @Override
  Optional<YamlNode> child(Segment segment) {
    return segment instanceof Segment.Index index && index.value() < items.size()
        ? Optional.of(items.get(index.value()))
        : Optional.empty();
  }

  @Override
  YamlNode withChild(Segment segment, YamlNode value) {
    if (segment instanceof Segment.Index index && index.value() < items.size()) {
      return items.get(index.value()) == value ? this : replaced(index.value(), value);
    }
    if (segment instanceof Segment.Index index && index.value() == items.size()) {
      return plus(value);
    }
    throw new IllegalArgumentException(
        "there is no " + segment + " in a sequence of " + items.size() + " items");
  }

  @Override
  YamlNode withoutChild(Segment segment) {
    return segment instanceof Segment.Index index && index.value() < items.size()
        ? without(index.value())
        : this;
  }

  // Equal items at both ends stay; between them, items in the same place replace each other.
  @Override
  YamlNode asEditOf(YamlNode read) {
    if (!(read instanceof YamlSequence from)) {
      return new YamlSequence(items, read);
    }
    if (from.equals(this)) {
      return from;
    }
    List<YamlNode> old = from.items;
    List<YamlNode> edited = new ArrayList<>(items);
    int shorter = Math.min(old.size(), edited.size());
    int head = 0;
    while (head < shorter && old.get(head).equals(edited.get(head))) {
      edited.set(head, old.get(head));
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).equals(edited.get(edited.size() - 1 - tail))) {
      tail++;
      edited.set(edited.size() - tail, old.get(old.size() - tail));
    }
    for (int i = head; i < shorter - tail; i++) {
      edited.set(i, edited.get(i).derivedFrom(old.get(i)));
    }
    return from.edited(edited);
  }

  @Override
  public boolean equals(Object object) {
    return this == object || (object instanceof YamlSequence other && items.equals(other.items));
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }
}
