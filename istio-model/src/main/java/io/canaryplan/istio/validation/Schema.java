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
   * @param message the name of the message, empty for any other kind
   * @param values the values of an enum in the order of the CRD
   */
  record FieldType(
      Kind kind, @Nullable FieldType item, String message, ImmutableList<String> values) {
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
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<ImmutableList<String>> choices = new ArrayList<>();

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

  /** Returns the message that a type names. */
  static Message messageOf(FieldType type) {
    return requireNonNull(message(type.message()), type.message());
  }

  private static Schema read() {
    Map<String, Message> messages = new HashMap<>();
    Message current = new Message();
    for (String line : Splitter.on('\n').split(text())) {
      if (line.startsWith("message ")) {
        current = new Message();
        messages.put(line.substring("message ".length()).strip(), current);
      } else if (line.startsWith("  one of ")) {
        String names = line.substring("  one of ".length());
        current.choices.add(ImmutableList.copyOf(Splitter.on(' ').splitToList(names)));
      } else if (line.startsWith("  ")) {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
        current.fields.put(words.get(0), field(words));
      }
    }
    return new Schema(messages);
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

  private static Field field(List<String> words) {
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
    return new Field(type(words.get(1)), since, required, labels, min, max, minItems, maxItems);
  }

  private static FieldType type(String word) {
    if (word.endsWith("[]")) {
      FieldType item = type(word.substring(0, word.length() - 2));
      return new FieldType(Kind.LIST, item, "", ImmutableList.of());
    }
    if (word.startsWith("map(")) {
      FieldType value = type(word.substring("map(".length(), word.length() - 1));
      return new FieldType(Kind.MAP, value, "", ImmutableList.of());
    }
    if (word.startsWith("enum(")) {
      String values = word.substring("enum(".length(), word.length() - 1);
      List<String> names = Splitter.on('|').splitToList(values);
      return new FieldType(Kind.ENUM, null, "", ImmutableList.copyOf(names));
    }
    Kind kind =
        switch (word) {
          case "string" -> Kind.STRING;
          case "bool" -> Kind.BOOL;
          case "int32" -> Kind.INT32;
          case "uint32" -> Kind.UINT32;
          case "uint64" -> Kind.UINT64;
          case "number" -> Kind.NUMBER;
          case "duration" -> Kind.DURATION;
          case "duration-any" -> Kind.DURATION_ANY;
          case "free" -> Kind.FREE;
          default -> Kind.MESSAGE;
        };
    return new FieldType(kind, null, kind == Kind.MESSAGE ? word : "", ImmutableList.of());
  }
}
