// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.yaml.YamlNode.Props;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values in the order written. Merge keys ({@code <<}) are resolved: their entries stand
 * where the merge key stands, and the mapping's own keys win. Of a key written twice the last one
 * counts, as in the Kubernetes clients.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class YamlMapping extends YamlNode {
  private static final YamlMapping EMPTY = new YamlMapping(ImmutableList.of(), null);
  // Below this size a walk is faster than hashing, and an index would only cost memory.
  private static final int SMALL = 8;

  /**
   * A key with its value.
   *
   * @param key the key; its text is what {@link YamlMapping#get} compares
   * @param value the value
   */
  public record Entry(YamlScalar key, YamlNode value) {
    /** Checks that both are there. */
    public Entry {
      requireNonNull(key, "key");
      requireNonNull(value, "value");
    }

    /** Returns an entry for the string {@code key}. */
    public static Entry of(String key, YamlNode value) {
      return new Entry(YamlScalar.of(key), value);
    }
  }

  /** Collects entries in order. */
  public static final class Builder {
    private final ImmutableList.Builder<Entry> entries = ImmutableList.builder();

    private Builder() {}

    /** Adds an entry; of a key added twice the last one counts. */
    public Builder put(String key, YamlNode value) {
      entries.add(Entry.of(key, value));
      return this;
    }

    /** Adds a string. */
    public Builder put(String key, String value) {
      return put(key, YamlScalar.of(value));
    }

    /** Adds a whole number. */
    public Builder put(String key, long value) {
      return put(key, YamlScalar.of(value));
    }

    /** Returns the mapping. */
    public YamlMapping build() {
      return YamlMapping.of(entries.build());
    }
  }

  // As written: with merge keys and with keys that a later one shadows.
  private final ImmutableList<Entry> raw;
  private final ImmutableList<Entry> entries;
  // Made on the first look-up in a large mapping; immutable, so a race only makes it twice.
  private @Nullable ImmutableMap<String, Entry> index;

  YamlMapping(
      Source source,
      int start,
      int end,
      @Nullable Props props,
      ImmutableList<Entry> raw,
      boolean flow) {
    super(source, start, end, props, flow);
    this.raw = raw;
    this.entries = MappingKeys.resolve(raw);
  }

  private YamlMapping(ImmutableList<Entry> raw, @Nullable YamlNode origin) {
    super(origin, false);
    this.raw = raw;
    this.entries = MappingKeys.resolve(raw);
  }

  /** Returns the mapping without entries. */
  public static YamlMapping empty() {
    return EMPTY;
  }

  /** Returns a mapping of these entries; of a key given twice the last one counts. */
  public static YamlMapping of(List<Entry> entries) {
    return new YamlMapping(ImmutableList.copyOf(entries), null);
  }

  /** Returns a mapping of one entry. */
  public static YamlMapping of(String key, YamlNode value) {
    return of(ImmutableList.of(Entry.of(key, value)));
  }

  /** Returns a builder without entries. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the entries that count, in the order written. */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * Returns a key that not every reader takes the same value of. It stands above a merge key that
   * brings it with another value: here, as in the YAML specification and in Kustomize, what is
   * written counts, for kubectl what is merged. Or it is written twice, as a text and as a number,
   * a boolean or null: kubectl then takes either.
   */
  public Optional<String> disputedKey() {
    return isSound()
        ? Optional.empty()
        : MappingKeys.disputed(raw, entries).map(entry -> entry.key().text());
  }

  // The resolved list is the written one where each entry counts as it is written.
  @SuppressWarnings("ReferenceEquality")
  private boolean isSound() {
    return raw == entries;
  }

  /** Returns the number of entries that count. */
  public int size() {
    return entries.size();
  }

  /** Returns whether there is no entry. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the value of {@code key}. */
  public Optional<YamlNode> get(String key) {
    Entry entry = find(key);
    return entry == null ? Optional.empty() : Optional.of(entry.value());
  }

  /** Returns the value of {@code key}; null of YAML, which Kubernetes equates, if it is absent. */
  public YamlNode value(String key) {
    Entry entry = find(key);
    return entry == null ? YamlScalar.nullValue() : entry.value();
  }

  /** Returns the entry of {@code key}. */
  public Optional<Entry> entry(String key) {
    return Optional.ofNullable(find(key));
  }

  /**
   * Returns this mapping with {@code value} under {@code key}: in the place of the old value, or at
   * the end. A key that came from a merge becomes a key of this mapping's own. A value equal to the
   * old one changes nothing.
   */
  public YamlMapping with(String key, YamlNode value) {
    Entry old = find(key);
    if (old != null && old.value().equals(value)) {
      return this;
    }
    return replaced(key, old == null ? value : value.derivedFrom(old.value()));
  }

  /**
   * Returns this mapping without {@code key}; the same mapping if there is none. When the key came
   * from a merge, the merge is replaced by its other entries.
   */
  public YamlMapping without(String key) {
    if (find(key) == null) {
      return this;
    }
    List<Entry> kept = new ArrayList<>(raw);
    kept.removeIf(entry -> isOwn(entry, key));
    YamlMapping result = edited(kept);
    return result.find(key) == null ? result : edited(MappingKeys.expandWithout(result.raw, key));
  }

  @Override
  public String describe() {
    return "a mapping";
  }

  ImmutableList<Entry> raw() {
    return raw;
  }

  @Override
  List<YamlNode> children() {
    return Lists.transform(raw, Entry::value);
  }

  @Override
  YamlNode aliasAt(Source at, int aliasStart, int aliasEnd) {
    return new YamlMapping(at, aliasStart, aliasEnd, Props.ALIAS, raw, inline);
  }

  private YamlMapping edited(List<Entry> newRaw) {
    return new YamlMapping(ImmutableList.copyOf(newRaw), original());
  }

  private YamlMapping replaced(String key, YamlNode value) {
    List<Entry> changed = new ArrayList<>(raw);
    int last = raw.size() - 1;
    while (last >= 0 && !isOwn(raw.get(last), key)) {
      last--;
    }
    if (last < 0) {
      changed.add(Entry.of(key, value));
    } else {
      changed.set(last, new Entry(raw.get(last).key(), value));
    }
    return edited(changed);
  }

  private static boolean isOwn(Entry entry, String key) {
    return entry.key().text().equals(key) && !MappingKeys.isMerge(entry);
  }

  private @Nullable Entry find(String key) {
    if (entries.size() > SMALL) {
      return index().get(key);
    }
    // by index and hash: without an iterator, and mostly without looking at letters, as a document
    // takes thousands of look-ups
    int hash = key.hashCode();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      String text = entry.key().text();
      if (text.hashCode() == hash && text.equals(key)) {
        return entry;
      }
    }
    return null;
  }

  private ImmutableMap<String, Entry> index() {
    ImmutableMap<String, Entry> made = index;
    if (made == null) {
      made = Maps.uniqueIndex(entries, entry -> entry.key().text());
      index = made;
    }
    return made;
  }

  @Override
  Optional<YamlNode> child(Segment segment) {
    return segment instanceof Segment.Key key ? get(key.name()) : Optional.empty();
  }

  @Override
  YamlNode withChild(Segment segment, YamlNode value) {
    if (!(segment instanceof Segment.Key key)) {
      throw new IllegalArgumentException("there is no " + segment + " in a mapping");
    }
    Entry old = find(key.name());
    return old != null && old.value() == value ? this : replaced(key.name(), value);
  }

  @Override
  YamlNode withoutChild(Segment segment) {
    return segment instanceof Segment.Key key ? without(key.name()) : this;
  }

  @Override
  YamlNode asEditOf(YamlNode read) {
    if (!(read instanceof YamlMapping from)) {
      return new YamlMapping(raw, read);
    }
    if (from.equals(this)) {
      return from;
    }
    YamlMapping result = from;
    for (Entry entry : from.entries) {
      if (find(entry.key().text()) == null) {
        result = result.without(entry.key().text());
      }
    }
    for (Entry entry : entries) {
      result = result.with(entry.key().text(), entry.value());
    }
    return result;
  }

  @Override
  public boolean equals(Object object) {
    if (this == object) {
      return true;
    }
    if (!(object instanceof YamlMapping other) || entries.size() != other.entries.size()) {
      return false;
    }
    for (int i = 0; i < entries.size(); i++) {
      Entry mine = entries.get(i);
      Entry theirs = other.entries.get(i);
      if (!mine.key().text().equals(theirs.key().text())) {
        theirs = other.find(mine.key().text());
      }
      if (theirs == null || !mine.value().equals(theirs.value())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 1;
    for (Entry entry : entries) {
      sum += entry.key().text().hashCode() * 31 ^ entry.value().hashCode();
    }
    return sum;
  }
}
