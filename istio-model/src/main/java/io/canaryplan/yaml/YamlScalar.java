// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.finding.Quotation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A single value. It keeps its text: whether {@code 012} or {@code on} is a number, a boolean or a
 * string is decided by the field that reads it.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class YamlScalar extends YamlNode {
  private static final YamlScalar NULL = new YamlScalar("null", ScalarStyle.PLAIN, null);

  private final String text;
  private final ScalarStyle style;

  YamlScalar(
      Source source, int start, int end, @Nullable Props props, String text, ScalarStyle style) {
    super(source, start, end, props, true);
    this.text = text;
    this.style = style;
  }

  private YamlScalar(String text, ScalarStyle style, @Nullable YamlNode origin) {
    super(origin, true);
    this.text = text;
    this.style = style;
  }

  /** Returns a string; it is written with quotes where it would otherwise be read differently. */
  public static YamlScalar of(String text) {
    return new YamlScalar(requireNonNull(text, "text"), ScalarStyle.ANY, null);
  }

  /** Returns a whole number. */
  public static YamlScalar of(long number) {
    return new YamlScalar(Long.toString(number), ScalarStyle.PLAIN, null);
  }

  /** Returns {@code true} or {@code false}. */
  public static YamlScalar of(boolean value) {
    return new YamlScalar(Boolean.toString(value), ScalarStyle.PLAIN, null);
  }

  /** Returns null. */
  public static YamlScalar nullValue() {
    return NULL;
  }

  /** Returns the text without quotes and with escapes resolved; empty for an empty value. */
  public String text() {
    return text;
  }

  /**
   * Returns whether the scalar is written without quotes (and not tagged {@code !!str}), so that a
   * field may read it as a number, boolean or null; false for strings made in code.
   */
  public boolean isPlain() {
    return style == ScalarStyle.PLAIN && !isTaggedString();
  }

  /**
   * Returns whether this is a key for which a list or mapping is written, whose text it has: no key
   * of a manifest, and reported as {@link YamlRules#NON_SCALAR_KEY}.
   */
  public boolean isCollection() {
    return style == ScalarStyle.COLLECTION;
  }

  /** Returns whether this is null: plain and empty, {@code ~} or {@code null}. */
  public boolean isNull() {
    return isPlain() && ScalarText.isNull(text);
  }

  /** Returns the tag as resolved, for example {@code tag:yaml.org,2002:str}, if one is written. */
  public Optional<String> tag() {
    return Optional.ofNullable(props == null ? null : props.tag());
  }

  @Override
  public String describe() {
    if (isNull()) {
      return "nothing";
    }
    if (isPlain() && ScalarText.isNumber(text)) {
      return "the number " + text;
    }
    if (isPlain() && ScalarText.isBoolean(text)) {
      return "the boolean " + text;
    }
    return "the text " + Quotation.of(text);
  }

  ScalarStyle style() {
    return style;
  }

  /** Returns whether the scalar is for every reader a string. */
  boolean isString() {
    return !isPlain() || !ScalarText.isTyped(text);
  }

  @Override
  List<YamlNode> children() {
    return ImmutableList.of();
  }

  @Override
  YamlNode aliasAt(Source at, int aliasStart, int aliasEnd) {
    return new YamlScalar(at, aliasStart, aliasEnd, Props.ALIAS, text, style);
  }

  @Override
  Optional<YamlNode> child(Segment segment) {
    return Optional.empty();
  }

  @Override
  YamlNode withChild(Segment segment, YamlNode value) {
    // An empty value is where a mapping or list was meant to be: `labels:` with nothing below.
    if (isNull()) {
      YamlNode empty = segment instanceof Segment.Key ? YamlMapping.empty() : YamlSequence.empty();
      return empty.withChild(segment, value).derivedFrom(this);
    }
    throw new IllegalArgumentException("there is no " + segment + " in " + describe());
  }

  @Override
  YamlNode withoutChild(Segment segment) {
    return this;
  }

  @Override
  YamlNode asEditOf(YamlNode read) {
    ScalarStyle plain = isPlain() ? ScalarStyle.PLAIN : ScalarStyle.ANY;
    return new YamlScalar(text, style == ScalarStyle.PLAIN ? plain : style, read);
  }

  private boolean isTaggedString() {
    String tag = props == null ? null : props.tag();
    return tag != null && (tag.equals("!") || tag.equals("tag:yaml.org,2002:str"));
  }

  @Override
  public boolean equals(Object object) {
    if (this == object) {
      return true;
    }
    return object instanceof YamlScalar other
        && ((isNull() && other.isNull())
            || (text.equals(other.text) && isString() == other.isString()));
  }

  @Override
  public int hashCode() {
    return isNull() ? 0 : text.hashCode();
  }
}
