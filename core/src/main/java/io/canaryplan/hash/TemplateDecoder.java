// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.Quotation;
import io.canaryplan.hash.FieldKind.Shape;
import io.canaryplan.hash.HashPrediction.Reason;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON into the structs of the controller, as far as the API server lets it through: fields
 * that the schema does not know vanish, nulls are dropped, types are checked (hash.md 3 and 4).
 *
 * <p>There are two ways in. A Rollout passes its CRD, which keeps little metadata, demands required
 * fields, and looks neither into volumes nor into limits and requests of containers. A Deployment
 * or the like is decoded by the API server itself, for which null is the zero value everywhere.
 */
final class TemplateDecoder {
  /** What decides about nulls and about fields that lack. */
  private enum Check {
    /** Checked by the CRD: null list items are refused, null map values removed. */
    CRD,
    /**
     * Not looked into by the CRD: nulls stay, and what does not fit only fails in the controller.
     */
    KEPT,
    /** Decoded by the API server. */
    WORKLOAD
  }

  private static final ImmutableSet<String> KEPT_METADATA =
      ImmutableSet.of("labels", "annotations");
  private static final ImmutableSet<String> UNCHECKED_IN_POD = ImmutableSet.of("volumes");
  private static final ImmutableSet<String> UNCHECKED_IN_RESOURCES =
      ImmutableSet.of("limits", "requests");
  private static final int LONGEST_INT64 = 20;

  private final PathStack path;
  private final StructType template;
  private Check check;
  private CrdDefaults defaults;
  // The first value that only the controller stumbles over.
  private @Nullable NotPredictableException unreadable;

  private TemplateDecoder(PathStack path, StructType template, Check check, CrdDefaults defaults) {
    this.path = path;
    this.template = template;
    this.check = check;
    this.defaults = defaults;
  }

  /** Decodes the template of a Rollout that is applied, with the defaults of the CRD. */
  static TypedValue.Struct rollout(JsonValue json, HashLevel level, PathStack path)
      throws NotPredictableException {
    StructType template = Schema.template(level);
    TemplateDecoder decoder = new TemplateDecoder(path, template, Check.CRD, CrdDefaults.of(level));
    TypedValue.Struct decoded = decoder.struct(json, template, "");
    if (decoder.unreadable != null) {
      throw decoder.unreadable;
    }
    return decoded;
  }

  /** Decodes the template of a Deployment or the like that is applied. */
  static TypedValue.Struct workload(JsonValue json, StructType template, PathStack path)
      throws NotPredictableException {
    return new TemplateDecoder(path, template, Check.WORKLOAD, CrdDefaults.NONE)
        .struct(json, template, "");
  }

  private TypedValue value(JsonValue json, FieldKind kind, String owner)
      throws NotPredictableException {
    return switch (kind.shape()) {
      case STRING -> new TypedValue.Text(text(json));
      case BOOL -> bool(json);
      case INT32 -> new TypedValue.Int(integer(json, Integer.SIZE));
      case INT64 -> new TypedValue.Int(integer(json, Long.SIZE));
      case INT_OR_STRING -> intOrString(json);
      case QUANTITY -> quantity(json);
      case TIME -> time(json);
      case RAW_JSON -> new TypedValue.Raw(json);
      case STRUCT -> struct(json, kind.struct(), owner);
      case LIST -> items(json, kind.element());
      case MAP -> entries(json, kind.element());
    };
  }

  /**
   * Decodes an object.
   *
   * @param owner name of the type that the object is a field of
   */
  private TypedValue.Struct struct(JsonValue json, StructType type, String owner)
      throws NotPredictableException {
    Map<String, JsonValue> values = fields(json);
    boolean mostIsPruned = isOwnMetadata(type, owner);
    Set<String> unchecked = unchecked(type, owner);
    ImmutableMap.Builder<String, TypedValue> fields =
        ImmutableMap.builderWithExpectedSize(values.size());
    CrdDefaults own = defaults;
    for (Map.Entry<String, JsonValue> entry : values.entrySet()) {
      StructField field = type.field(entry.getKey());
      if (field == null
          || entry.getValue().isNull()
          || (mostIsPruned && !KEPT_METADATA.contains(field.name()))) {
        continue;
      }
      Check outer = check;
      int depth = path.depth();
      check = unchecked.contains(field.name()) ? Check.KEPT : outer;
      defaults = own.in(field.name());
      path.enter(field.name());
      try {
        TypedValue value = value(entry.getValue(), field.kind(), type.name());
        if (outer == Check.CRD) {
          demandUnique(value, field, entry.getValue());
        }
        if (!isZeroTime(value, entry.getValue(), field.kind())) {
          fields.put(field.name(), value);
        }
      } catch (NotPredictableException e) {
        // What the API server refuses elsewhere never comes to the controller.
        if (outer != Check.CRD || e.result().reason() != Reason.UNREADABLE) {
          throw e;
        }
        unreadable = unreadable == null ? e : unreadable;
      }
      path.cutTo(depth);
      check = outer;
    }
    defaults = own;
    for (Map.Entry<String, TypedValue> lacking : own.values().entrySet()) {
      JsonValue written = values.get(lacking.getKey());
      if (written == null || written.isNull()) {
        fields.put(lacking);
      }
    }
    if (check == Check.CRD) {
      demandRequired(json, values, type);
    }
    return new TypedValue.Struct(fields.buildOrThrow());
  }

  // A pointer to the zero time is written as null, which is read as no pointer. Less than a second
  // later it is that only when the controller writes it once more; the API server keeps seconds.
  private boolean isZeroTime(TypedValue value, JsonValue json, FieldKind kind) {
    return kind.shape() == Shape.TIME
        && kind.isPointer()
        && value.isZero()
        && (check == Check.WORKLOAD || GoTime.isZero(((JsonValue.Text) json).value()));
  }

  private void demandUnique(TypedValue value, StructField field, JsonValue json)
      throws NotPredictableException {
    if (field.itemKeys().isEmpty()
        || !(value instanceof TypedValue.Items items)
        || items.values().size() < 2) {
      return;
    }
    Set<List<TypedValue>> seen = new HashSet<>();
    for (int i = 0; i < items.values().size(); i++) {
      List<TypedValue> keys = ListKeys.of(items.values().get(i), field.itemKeys());
      if (!seen.add(keys)) {
        path.enter(i);
        throw path.failure(
            Reason.REFUSED,
            ListKeys.describe(field.itemKeys(), keys)
                + " stands twice in the list, which the CRD refuses",
            ((JsonValue.Items) json).values().get(i).origin());
      }
    }
  }

  // The metadata of a template inside the Rollout, as opposed to that of a volume claim.
  private boolean isOwnMetadata(StructType type, String owner) {
    return check == Check.CRD && type.is("ObjectMeta") && owner.equals(template.name());
  }

  /** Returns the fields that the CRD does not look into (hash.md 3). */
  private Set<String> unchecked(StructType type, String owner) {
    if (check != Check.CRD) {
      return ImmutableSet.of();
    }
    if (type.is("PodSpec")) {
      return UNCHECKED_IN_POD;
    }
    boolean ofContainer = owner.equals("Container") || owner.equals("EphemeralContainer");
    return ofContainer && type.is("ResourceRequirements")
        ? UNCHECKED_IN_RESOURCES
        : ImmutableSet.of();
  }

  private void demandRequired(JsonValue json, Map<String, JsonValue> values, StructType type)
      throws NotPredictableException {
    for (StructField field : type.demandedByCrd()) {
      JsonValue value = values.get(field.name());
      if (value == null || value.isNull()) {
        path.enter(field.name());
        throw path.failure(
            Reason.REFUSED,
            "the required field is missing",
            (value == null ? json : value).origin());
      }
    }
  }

  private Map<String, JsonValue> fields(JsonValue json) throws NotPredictableException {
    if (json instanceof JsonValue.Fields fields) {
      return fields.values();
    }
    throw mismatch(json, "a mapping");
  }

  private TypedValue items(JsonValue json, FieldKind element) throws NotPredictableException {
    if (!(json instanceof JsonValue.Items items)) {
      throw mismatch(json, "a list");
    }
    List<JsonValue> values = items.values();
    ImmutableList.Builder<TypedValue> result = ImmutableList.builderWithExpectedSize(values.size());
    for (int i = 0; i < values.size(); i++) {
      path.enter(i);
      result.add(element(values.get(i), element));
      path.leave();
    }
    return new TypedValue.Items(result.build());
  }

  private TypedValue entries(JsonValue json, FieldKind element) throws NotPredictableException {
    ImmutableMap.Builder<String, TypedValue> result = ImmutableMap.builder();
    for (Map.Entry<String, JsonValue> entry : fields(json).entrySet()) {
      if (entry.getValue().isNull() && check == Check.CRD) {
        continue;
      }
      path.enter(entry.getKey());
      result.put(entry.getKey(), element(entry.getValue(), element));
      path.leave();
    }
    return new TypedValue.Entries(result.buildOrThrow());
  }

  private TypedValue element(JsonValue json, FieldKind kind) throws NotPredictableException {
    return json.isNull() && check != Check.CRD ? TypedValue.zero(kind) : value(json, kind, "");
  }

  private String text(JsonValue json) throws NotPredictableException {
    if (json instanceof JsonValue.Text text) {
      return text.value();
    }
    throw mismatch(json, "a string");
  }

  private TypedValue bool(JsonValue json) throws NotPredictableException {
    if (json instanceof JsonValue.Bool bool) {
      return new TypedValue.Bool(bool.value());
    }
    throw mismatch(json, "true or false");
  }

  private long integer(JsonValue json, int bits) throws NotPredictableException {
    String wanted = wholeNumber(bits);
    OptionalLong number = int64(json);
    if (number.isEmpty() && check == Check.KEPT && isLeastFloat(json)) {
      number = OptionalLong.of(Long.MIN_VALUE);
    }
    if (number.isEmpty()) {
      throw check == Check.KEPT && json instanceof JsonValue.Numeral numeral && isWhole(numeral)
          ? path.failure(
              Reason.UNREADABLE,
              "the number "
                  + numeral.text()
                  + " has more than 64 bits; what the controller makes of it depends on its"
                  + " processor",
              json.origin())
          : mismatch(json, wanted);
    }
    long value = number.getAsLong();
    if (bits == Long.SIZE || value == (int) value) {
      return value;
    }
    if (check == Check.WORKLOAD) {
      throw mismatch(json, wanted);
    }
    // Neither the CRD nor the controller looks at the size: the upper half is lost.
    return (int) value;
  }

  private TypedValue intOrString(JsonValue json) throws NotPredictableException {
    if (json instanceof JsonValue.Text text) {
      return new TypedValue.Text(text.value());
    }
    OptionalLong number = int64(json);
    if (number.isPresent() && number.getAsLong() != (int) number.getAsLong()) {
      throw check == Check.CRD
          ? failure(Reason.UNREADABLE, json, wholeNumber(Integer.SIZE))
          : mismatch(json, wholeNumber(Integer.SIZE));
    }
    return new TypedValue.Int(integer(json, Integer.SIZE));
  }

  // What is a little less is rounded to the least number of 64 bits.
  private static boolean isLeastFloat(JsonValue json) {
    return json instanceof JsonValue.Numeral number
        && Double.parseDouble(number.text()) == Long.MIN_VALUE;
  }

  private static boolean isWhole(JsonValue.Numeral number) {
    return new BigDecimal(number.text()).stripTrailingZeros().scale() <= 0;
  }

  private static String wholeNumber(int bits) {
    return "a whole number of " + bits + " bits";
  }

  private static OptionalLong int64(JsonValue json) {
    if (!(json instanceof JsonValue.Numeral number) || number.text().length() > LONGEST_INT64) {
      return OptionalLong.empty();
    }
    String text = number.text();
    if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException beyondTheRange) {
      return OptionalLong.empty();
    }
  }

  private TypedValue quantity(JsonValue json) throws NotPredictableException {
    String written =
        json instanceof JsonValue.Text text
            ? text.value()
            : json instanceof JsonValue.Numeral number ? stored(number) : "";
    boolean allowed =
        check != Check.CRD
            || (json instanceof JsonValue.Text
                ? Quantity.isAllowedByCrd(written)
                : int64(json).isPresent());
    if (!allowed) {
      throw mismatch(json, "a quantity");
    }
    // The CRD takes exponents with a fraction, which the controller does not.
    return new TypedValue.Amount(
        Quantity.parse(written)
            .orElseThrow(
                () ->
                    check == Check.CRD
                        ? failure(Reason.UNREADABLE, json, "a quantity")
                        : mismatch(json, "a quantity")));
  }

  // The API server knows the types of a Deployment, but not those of a Rollout.
  private String stored(JsonValue.Numeral number) {
    return check == Check.WORKLOAD ? number.text() : GoNumber.stored(number.text());
  }

  private TypedValue time(JsonValue json) throws NotPredictableException {
    String written = text(json);
    return new TypedValue.Text(
        GoTime.utc(written).orElseThrow(() -> mismatch(json, "a time as RFC 3339 has it")));
  }

  private NotPredictableException mismatch(JsonValue json, String wanted) {
    return failure(check == Check.KEPT ? Reason.UNREADABLE : Reason.REFUSED, json, wanted);
  }

  private NotPredictableException failure(Reason reason, JsonValue json, String wanted) {
    return path.failure(
        reason, "found " + describe(json) + " where " + wanted + " is expected", json.origin());
  }

  private static String describe(JsonValue json) {
    if (json instanceof JsonValue.Text text) {
      return "the text " + Quotation.of(text.value());
    }
    if (json instanceof JsonValue.Numeral number) {
      return "the number " + number.text();
    }
    if (json instanceof JsonValue.Bool bool) {
      return "the boolean " + bool.value();
    }
    if (json instanceof JsonValue.Items) {
      return "a list";
    }
    return json.isNull() ? "nothing" : "a mapping";
  }
}
