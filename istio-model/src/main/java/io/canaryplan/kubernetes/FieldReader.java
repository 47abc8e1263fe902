// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.kubernetes.Wording.FieldType;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields at one place of a document: of a mapping, as a rule. A null counts as absent.
 * What cannot be read is reported to the {@link Reading} and counts as absent as well.
 *
 * <p>Values are read by key. Every key asked for is one the schema knows; {@link #close} reports
 * the others. Where a document is only looked at, {@link #list}, {@link #mapping} and {@link
 * #number} report what has another type.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class FieldReader {
  private final Reading reading;
  private final YamlNode value;
  // Paths are made only where something is wrong: most documents are sound.
  private final @Nullable FieldReader parent;
  private final @Nullable String key;
  private final int index;
  private final Set<String> known = new LinkedHashSet<>();

  FieldReader(Reading reading, YamlNode root) {
    this(reading, root, null, null, 0);
  }

  private FieldReader(
      Reading reading,
      YamlNode value,
      @Nullable FieldReader parent,
      @Nullable String key,
      int index) {
    this.reading = reading;
    this.value = value;
    this.parent = parent;
    this.key = key;
    this.index = index;
  }

  /** Returns the reading of the whole document. */
  public Reading reading() {
    return reading;
  }

  /** Returns what stands here; null of YAML if there is nothing. */
  public YamlNode value() {
    return value;
  }

  /** Returns the way from the root to this place. */
  public FieldPath path() {
    if (parent == null) {
      return FieldPath.root();
    }
    return key == null ? parent.path().index(index) : parent.path().child(key);
  }

  /** Returns the path of a field. */
  public FieldPath path(String name) {
    return path().child(name);
  }

  /** Returns the key that leads here; empty for the root and for items. */
  String name() {
    return key == null ? "" : key;
  }

  /** Returns the place of a field, which may be absent or of any type. */
  public FieldReader at(String name) {
    known.add(name);
    return new FieldReader(reading, Fields.get(value, name), this, name, 0);
  }

  private FieldReader item(YamlNode item, int at) {
    return new FieldReader(reading, item, this, null, at);
  }

  /** Returns whether anything but null stands here. */
  public boolean isPresent() {
    return !GoScalar.of(value).is(GoScalar.Kind.NULL);
  }

  /** Returns whether a field is there and not null. */
  public boolean has(String name) {
    return at(name).isPresent();
  }

  /** Returns the field's node unless it is absent or null. */
  public Optional<YamlNode> node(String name) {
    FieldReader field = at(name);
    return field.isPresent() ? Optional.of(field.value) : Optional.empty();
  }

  /** Names fields that the schema knows and nobody needs. */
  public void skip(String... names) {
    known.addAll(List.of(names));
  }

  /** Names what Kubernetes knows in any metadata. */
  public void skipObjectMeta() {
    known.addAll(KubernetesObject.metadataFields());
  }

  /** Reports something about this place. */
  public void report(Rule rule, String message, String hint) {
    reading.report(rule, path(), message, hint);
  }

  /** Reports what stands here as being of another type than {@code expected}. */
  void wrongType(FieldType type, String expected, String right) {
    reading.wording().wrongType(this, type, expected, right);
  }

  /** Returns whether this is a mapping; reports it if not. */
  public boolean isMapping(String what) {
    return isMapping(what, what);
  }

  /** As {@link #isMapping(String)}; {@code right} says what to write instead. */
  public boolean isMapping(String what, String right) {
    boolean mapping = value instanceof YamlMapping;
    if (!mapping) {
      wrongType(FieldType.MAPPING, what, right);
    }
    return mapping;
  }

  /** Returns a text. */
  public Optional<String> text(String name) {
    FieldReader field = at(name);
    return field.isPresent() ? Scalars.text(field) : Optional.empty();
  }

  /** Returns the text that stands here; reports anything else, and that there is nothing. */
  public Optional<String> text() {
    return Scalars.text(this);
  }

  /** Returns a text; absent if it is empty, which counts as not written. */
  public Optional<String> nonEmptyText(String name) {
    return text(name).filter(text -> !text.isEmpty());
  }

  /** Returns a text that the schema requires; empty after reporting that it is missing. */
  public String requiredText(String name) {
    if (!has(name)) {
      // Nothing depends on a name; the document is refused, the rest of it stands.
      missing(name);
    }
    return text(name).orElse("");
  }

  /** Reports that a field is missing that the schema requires, and whose value nobody needs. */
  public void missing(String name) {
    reading.unknown(absent(name));
  }

  /** Returns a 32-bit integer that the schema requires; 0 after reporting that it is missing. */
  public int requiredInteger(String name) {
    if (!has(name)) {
      reading.unreadable(absent(name));
    }
    return integer(name).orElse(0);
  }

  private Finding absent(String name) {
    String document = reading.words().replaceFirst("^an? ", "the ");
    return Finding.of(
            FieldRules.REQUIRED_FIELD_MISSING,
            path(name),
            "%s is missing; the schema of %s requires it".formatted(Quotation.of(name), document))
        .withHint("add %s".formatted(path(name)));
  }

  /** Returns a boolean. */
  public Optional<Boolean> flag(String name) {
    FieldReader field = at(name);
    return field.isPresent() ? Scalars.flag(field) : Optional.empty();
  }

  /** Returns a 32-bit integer. */
  public OptionalInt integer(String name) {
    return integer(name, Integer.MIN_VALUE);
  }

  /** Returns a 64-bit integer. */
  public OptionalLong longInteger(String name) {
    FieldReader field = at(name);
    return field.isPresent() ? Scalars.longInteger(field) : OptionalLong.empty();
  }

  /** Returns a 32-bit integer of 0 or more. */
  public OptionalInt count(String name) {
    return integer(name, 0);
  }

  private OptionalInt integer(String name, int min) {
    FieldReader field = at(name);
    return field.isPresent() ? Scalars.integer(field, min) : OptionalInt.empty();
  }

  /** Returns an integer of 32 bits, or a text. */
  public Optional<IntOrPercent> intOrPercent(String name) {
    return intOrPercent(name, "a number of pods or a percentage such as 25%");
  }

  /** Returns an integer of 32 bits, or a text; {@code expected} says what they stand for. */
  public Optional<IntOrPercent> intOrPercent(String name, String expected) {
    FieldReader field = at(name);
    return field.isPresent() ? Scalars.intOrPercent(field, expected) : Optional.empty();
  }

  /** Returns what {@code read} makes of a mapping. */
  public <T> Optional<T> object(String name, Function<FieldReader, T> read) {
    FieldReader field = at(name);
    return field.isPresent() ? field.object(read) : Optional.empty();
  }

  private <T> Optional<T> object(Function<FieldReader, T> read) {
    return isMapping("a mapping") ? Optional.of(readAll(read)) : Optional.empty();
  }

  /** As {@link #object}; where there is no mapping, all its fields are absent. */
  public <T> T inner(String name, Function<FieldReader, T> read) {
    return inner(name).readAll(read);
  }

  /** As {@link #inner(String, Function)}; {@code right} says what to write instead of a text. */
  public <T> T inner(String name, String right, Function<FieldReader, T> read) {
    return inner(at(name), name, right).readAll(read);
  }

  /**
   * Returns a reader of a mapping, to be closed; where there is none, all its fields are absent.
   */
  public FieldReader inner(String name) {
    return inner(at(name), name, "a mapping");
  }

  private FieldReader inner(FieldReader field, String name, String right) {
    return field.isPresent() && field.isMapping("a mapping", right)
        ? field
        : new FieldReader(reading, YamlMapping.empty(), this, name, 0);
  }

  private <T> T readAll(Function<FieldReader, T> read) {
    T result = read.apply(this);
    close();
    return result;
  }

  /**
   * Returns what {@code read} makes of each mapping of a list; items of other types are left out.
   */
  public <T> List<T> objects(String name, Function<FieldReader, T> read) {
    return items(name, item -> item.object(read));
  }

  /** Returns a list of texts; items of other types are left out. */
  public List<String> texts(String name) {
    return items(name, Scalars::text);
  }

  /** Returns what {@code read} makes of each item of a list. */
  public <T> List<T> items(String name, Function<FieldReader, Optional<T>> read) {
    return list(name).stream().flatMap(item -> read.apply(item).stream()).toList();
  }

  /** Returns the items of a list; reports a value that is there but is no list. */
  public List<FieldReader> list(String name) {
    FieldReader field = at(name);
    if (field.isPresent() && !(field.value instanceof YamlSequence)) {
      field.wrongType(FieldType.LIST, "a list", "a list");
    }
    return field.items();
  }

  private List<FieldReader> items() {
    List<FieldReader> items = new ArrayList<>();
    for (YamlNode item : Fields.items(value)) {
      items.add(item(item, items.size()));
    }
    return items;
  }

  /** Returns a mapping below; reports a value that is there but is not a mapping. */
  public FieldReader mapping(String name, String what) {
    FieldReader mapping = at(name);
    if (mapping.isPresent()) {
      mapping.isMapping(what);
    }
    return mapping;
  }

  /** Reports a value below that is there but is not a whole number of 32 bits. */
  public void number(String name) {
    FieldReader number = at(name);
    if (number.isPresent() && Fields.integer(number.value).isEmpty()) {
      number.wrongType(FieldType.SCALAR, "a whole number", "a whole number");
    }
  }

  /**
   * Returns a mapping of texts such as labels, in order. Nulls are left out, as the API server
   * drops them; entries of other types are left out too.
   */
  public Map<String, String> textMap(String name) {
    FieldReader inner = inner(name);
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    for (String entry : inner.keys()) {
      inner.text(entry).ifPresent(text -> map.put(entry, text));
    }
    return map.buildKeepingLast();
  }

  /** Returns the keys as written; a list or mapping is none. */
  public List<String> keys() {
    return Fields.orEmpty(value).entries().stream()
        .map(YamlMapping.Entry::key)
        .filter(key -> !key.isCollection())
        .map(YamlScalar::text)
        .toList();
  }

  /** Returns the keys that nobody asked for, as written. */
  public List<String> unknownKeys() {
    return keys().stream().filter(name -> !known.contains(name)).toList();
  }

  /** Reports the fields that nobody asked for. */
  public void close() {
    for (YamlMapping.Entry entry : Fields.orEmpty(value).entries()) {
      if (!known.contains(entry.key().text()) && !entry.key().isCollection()) {
        reading.reportAt(
            entry.key(), UnknownField.of(path(), reading.words(), entry.key().text(), known));
      }
    }
  }

  /** Returns the document's id, or empty after reporting why there is none. */
  public Optional<ObjectId> id(String expectedKind) {
    if (!isMapping("a " + expectedKind)) {
      return Optional.empty();
    }
    String kind = Fields.text(value, "kind").orElse("");
    if (!kind.equals(expectedKind)) {
      at("kind")
          .report(
              ObjectRules.ISTIO_KIND_MISMATCH,
              "the kind is \"%s\"; expected is %s".formatted(kind, expectedKind),
              "set kind to %s".formatted(expectedKind));
      return Optional.empty();
    }
    String apiVersion = at("apiVersion").idPart();
    FieldReader metadata = at("metadata");
    String name = metadata.at("name").idPart();
    ObjectNames.checkTypes(metadata);
    ObjectNames.check(
        metadata, kind, ObjectRules.OBJECT_NAME_INVALID, ObjectRules.OBJECT_LABEL_INVALID);
    return Optional.of(KubernetesObject.idOf(value, apiVersion, kind, name));
  }

  /**
   * Reports a scalar here that is to be a text and that kubectl or others read as another value.
   */
  public void warnOfText() {
    if (value instanceof YamlScalar && isPresent()) {
      Scalars.text(this);
    }
  }

  /** Does so for each value of a mapping of texts, such as labels. */
  public void warnOfTexts() {
    keys().forEach(key -> at(key).warnOfText());
  }

  private String idPart() {
    Optional<String> text = Fields.name(value);
    if (!(value instanceof YamlScalar)) {
      ObjectNames.checkText(this);
    } else if (text.isEmpty()) {
      nameMissing("%s is missing; every object needs one".formatted(path()));
    }
    return text.orElse("");
  }

  /** Reports that this place should be a name and is none. */
  public void nameMissing(String message) {
    report(ObjectRules.ISTIO_NAME_MISSING, message, "add %s".formatted(path()));
  }
}
