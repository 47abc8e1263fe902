// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.checkIndex;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath.Segment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Items in order. */
public final class YamlSequence extends YamlNode {
  private static final YamlSequence EMPTY = new YamlSequence(ImmutableList.of(), null);

  private final ImmutableList<YamlNode> items;
  private final boolean flow;

  YamlSequence(
      Source source,
      int start,
      int end,
      @Nullable Props props,
      ImmutableList<YamlNode> items,
      boolean flow) {
    super(source, start, end, props);
    this.items = items;
    this.flow = flow;
  }

  private YamlSequence(ImmutableList<YamlNode> items, @Nullable YamlNode origin) {
    super(origin);
    this.items = items;
    this.flow = false;
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
    return items.equals(newItems) ? this : withExactly(newItems);
  }

  /** Returns this sequence with {@code node} after the last item. */
  public YamlSequence plus(YamlNode node) {
    return withItems(ImmutableList.<YamlNode>builder().addAll(items).add(node).build());
  }

  /**
   * Returns this sequence without item {@code index}.
   *
   * @param index zero-based
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public YamlSequence without(int index) {
    checkIndex(index, items.size());
    return new YamlSequence(
        ImmutableList.<YamlNode>builder()
            .addAll(items.subList(0, index))
            .addAll(items.subList(index + 1, items.size()))
            .build(),
        original());
  }

  @Override
  public String describe() {
    return "a sequence";
  }

  boolean isFlow() {
    return flow;
  }

  YamlSequence aliasAt(Source at, int aliasStart, int aliasEnd) {
    return new YamlSequence(at, aliasStart, aliasEnd, Props.ALIAS, items, flow);
  }

  YamlSequence withExactly(List<? extends YamlNode> newItems) {
    return new YamlSequence(ImmutableList.copyOf(newItems), original());
  }

  private YamlSequence replaced(int index, YamlNode node) {
    ImmutableList.Builder<YamlNode> changed = ImmutableList.builderWithExpectedSize(items.size());
    for (int i = 0; i < items.size(); i++) {
      changed.add(i == index ? node : items.get(i));
    }
    return new YamlSequence(changed.build(), original());
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

  @Override
  YamlNode derivedFrom(YamlNode from) {
    YamlNode read = from.original();
    if (read == null || read == original()) {
      return this;
    }
    return read instanceof YamlSequence ? Wanted.rebase(read, this) : new YamlSequence(items, read);
  }

  @Override
  public boolean equals(Object object) {
    return this == object || (object instanceof YamlSequence other && items.equals(other.items));
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  /** Returns the canonical YAML of this sequence. */
  @Override
  public String toString() {
    return YamlEmitter.inline(this);
  }
}
