// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.Quotation;
import io.canaryplan.hash.HashPrediction.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    return new TemplateDecoder(path, template, Check.CRD, CrdDefaults.of(level))
        .struct(json, template, "");
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
      case INT_OR_STRING ->
          json instanceof JsonValue.Text text
              ? new TypedValue.Text(text.value())
              : new TypedValue.Int(integer(json, Integer.SIZE));
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
      check = unchecked.contains(field.name()) ? Check.KEPT : outer;
      defaults = own.in(field.name());
      path.enter(field.name());
      fields.put(field.name(), value(entry.getValue(), field.kind(), type.name()));
      path.leave();
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
    String wanted = "a whole number of " + bits + " bits";
    if (!(json instanceof JsonValue.Numeral number) || !isInteger(number.text())) {
      throw mismatch(json, wanted);
    }
    try {
      return bits == Long.SIZE ? Long.parseLong(number.text()) : Integer.parseInt(number.text());
    } catch (NumberFormatException beyondTheRange) {
      throw mismatch(json, wanted);
    }
  }

  private static boolean isInteger(String text) {
    return text.length() <= LONGEST_INT64 && text.indexOf('.') < 0 && text.indexOf('e') < 0;
  }

  private TypedValue quantity(JsonValue json) throws NotPredictableException {
    String written =
        json instanceof JsonValue.Text text
            ? text.value()
            : json instanceof JsonValue.Numeral number ? number.text() : "";
    boolean allowed =
        check != Check.CRD
            || (json instanceof JsonValue.Text
                ? Quantity.isAllowedByCrd(written)
                : isInteger(written));
    Optional<Quantity> quantity = allowed ? Quantity.parse(written) : Optional.empty();
    return new TypedValue.Amount(quantity.orElseThrow(() -> mismatch(json, "a quantity")));
  }

  private TypedValue time(JsonValue json) throws NotPredictableException {
    String written = text(json);
    return new TypedValue.Text(
        GoTime.utc(written).orElseThrow(() -> mismatch(json, "a time as RFC 3339 has it")));
  }

  private NotPredictableException mismatch(JsonValue json, String wanted) {
    return path.failure(
        check == Check.KEPT ? Reason.UNREADABLE : Reason.REFUSED,
        "found " + describe(json) + " where " + wanted + " is expected",
        json.origin());
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
