// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of Istio's networking API, read from the data file {@code schema.txt} beside it. */
final class Schema {
  private static final Schema ISTIO = read();

  /** What a field may hold. */
  enum Kind {
    MESSAGE,
    LIST,
    MAP,
    STRING,
    BASE64,
    BOOL,
    INT32,
    UINT32,
    UINT64,
    NUMBER,
    DURATION,
    DURATION_ANY,
    ENUM,
    FREE
  }

  /**
   * The type of a field, of an item of a list or of a value of a map.
   *
   * @param kind what it is
   * @param item the type of the items of a list or of the values of a map
   * @param fields the message, null for any other kind
   * @param values the values of an enum in the order of the CRD
   */
  record FieldType(
      Kind kind, @Nullable FieldType item, @Nullable Message fields, ImmutableList<String> values) {
    /** Returns a type that needs nothing but its kind. */
    static FieldType of(Kind kind) {
      return new FieldType(kind, null, null, ImmutableList.of());
    }

    /** Returns the type of a message. */
    static FieldType of(Message message) {
      return new FieldType(Kind.MESSAGE, null, message, ImmutableList.of());
    }

    /** Returns the fields of a message. */
    Message message() {
      return requireNonNull(fields);
    }

    /** Returns the type of the items of a list or of the values of a map. */
    FieldType inner() {
      return requireNonNull(item);
    }
  }

  /**
   * A field of a message.
   *
   * @param type what it may hold
   * @param since the first version that has it
   * @param required whether the message is refused without it
   * @param labels whether it is a mapping of labels without wildcard and without empty key
   * @param min the least number, of a list that of each item, null for no limit
   * @param max the largest number, of a list that of each item, null for no limit
   * @param minItems how many items a list has at least
   * @param maxItems how many items a list has at most, {@link Integer#MAX_VALUE} for no limit
   */
  record Field(
      FieldType type,
      IstioVersion since,
      boolean required,
      boolean labels,
      @Nullable Integer min,
      @Nullable Integer max,
      int minItems,
      int maxItems) {}

  /** The fields of one kind of mapping. */
  static final class Message {
    private final String name;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<ImmutableList<String>> choices = new ArrayList<>();

    Message(String name) {
      this.name = name;
    }

    private void add(String field, Field described) {
      fields.put(field, described);
      if (described.required()) {
        required.add(field);
      }
    }

    String name() {
      return name;
    }

    /** Returns the names of the fields without which the message is refused. */
    List<String> required() {
      return required;
    }

    /** Returns a field; null if {@code version} has none of this name. */
    @Nullable Field field(String name, IstioVersion version) {
      Field field = fields.get(name);
      return field != null && version.atLeast(field.since()) ? field : null;
    }

    /** Returns the fields of a version in the order of the file. */
    List<String> names(IstioVersion version) {
      List<String> names = new ArrayList<>();
      for (String name : fields.keySet()) {
        if (field(name, version) != null) {
          names.add(name);
        }
      }
      return names;
    }

    Map<String, Field> fields() {
      return fields;
    }

    /** Returns the groups of fields of which at most one may be given. */
    List<ImmutableList<String>> choices() {
      return choices;
    }
  }

  private final ImmutableMap<String, Message> messages;

  private Schema(Map<String, Message> messages) {
    this.messages = ImmutableMap.copyOf(messages);
  }

  /** Returns the message of this name; null if there is none. */
  static @Nullable Message message(String name) {
    return ISTIO.messages.get(name);
  }

  private static Schema read() {
    Map<String, Message> messages = new HashMap<>();
    Message current = new Message("");
    for (String line : Splitter.on('\n').split(text())) {
      if (line.startsWith("message ")) {
        current = named(line.substring("message ".length()).strip(), messages);
      } else if (line.startsWith("  one of ")) {
        String names = line.substring("  one of ".length());
        current.choices.add(ImmutableList.copyOf(Splitter.on(' ').splitToList(names)));
      } else if (line.startsWith("  ")) {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
        current.add(words.get(0), field(words, messages));
      }
    }
    return new Schema(messages);
  }

  /** Messages name each other, also before their lines are read. */
  private static Message named(String name, Map<String, Message> messages) {
    return messages.computeIfAbsent(name, Message::new);
  }

  private static String text() {
    // asked for by this module itself, as the file is closed to all others
    try (InputStream in = Schema.class.getResourceAsStream("schema.txt")) {
      if (in == null) {
        throw new IllegalStateException("schema.txt is missing from the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Field field(List<String> words, Map<String, Message> messages) {
    IstioVersion since = IstioVersion.V1_28;
    boolean required = false;
    boolean labels = false;
    Integer min = null;
    Integer max = null;
    int minItems = 0;
    int maxItems = Integer.MAX_VALUE;
    Iterator<String> rest = words.subList(2, words.size()).iterator();
    while (rest.hasNext()) {
      switch (rest.next()) {
        case "required" -> required = true;
        case "labels" -> labels = true;
        case "since" -> since = IstioVersion.of(rest.next()).orElseThrow();
        case "min" -> min = Integer.valueOf(rest.next());
        case "max" -> max = Integer.valueOf(rest.next());
        case "items" -> {
          minItems = Integer.parseInt(rest.next());
          maxItems = Integer.parseInt(rest.next());
        }
        case "nullable" -> {} // null is absent for every field
        default -> throw new IllegalStateException("schema.txt: " + words);
      }
    }
    FieldType type = type(words.get(1), messages);
    return new Field(type, since, required, labels, min, max, minItems, maxItems);
  }

  private static FieldType type(String word, Map<String, Message> messages) {
    if (word.endsWith("[]")) {
      FieldType item = type(word.substring(0, word.length() - 2), messages);
      return new FieldType(Kind.LIST, item, null, ImmutableList.of());
    }
    if (word.startsWith("map(")) {
      FieldType value = type(word.substring("map(".length(), word.length() - 1), messages);
      return new FieldType(Kind.MAP, value, null, ImmutableList.of());
    }
    if (word.startsWith("enum(")) {
      String values = word.substring("enum(".length(), word.length() - 1);
      List<String> names = Splitter.on('|').splitToList(values);
      return new FieldType(Kind.ENUM, null, null, ImmutableList.copyOf(names));
    }
    return switch (word) {
      case "string" -> FieldType.of(Kind.STRING);
      case "base64" -> FieldType.of(Kind.BASE64);
      case "bool" -> FieldType.of(Kind.BOOL);
      case "int32" -> FieldType.of(Kind.INT32);
      case "uint32" -> FieldType.of(Kind.UINT32);
      case "uint64" -> FieldType.of(Kind.UINT64);
      case "number" -> FieldType.of(Kind.NUMBER);
      case "duration" -> FieldType.of(Kind.DURATION);
      case "duration-any" -> FieldType.of(Kind.DURATION_ANY);
      case "free" -> FieldType.of(Kind.FREE);
      default -> FieldType.of(named(word, messages));
    };
  }
}
