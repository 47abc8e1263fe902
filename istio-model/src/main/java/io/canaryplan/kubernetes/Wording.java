// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlNode;

/** How a value of another type than its field's is told. */
enum Wording {
  /** The value is needed: its field is unreadable from then on. */
  VALUES {
    @Override
    void wrongType(FieldReader place, FieldType type, String expected, String right) {
      place
          .reading()
          .unreadable(
              FieldRules.WRONG_TYPE,
              place.path(),
              "found %s where %s is expected".formatted(Reading.describe(place.value()), expected),
              "write %s as %s".formatted(place.path(), right));
    }
  },
  /** The document is kept as it is and only looked at: what is sound stays usable. */
  SHAPE {
    @Override
    void wrongType(FieldReader place, FieldType type, String expected, String right) {
      YamlNode value = place.value();
      String found = place.isPresent() ? value.describe() : "null";
      place.report(
          type.rule(),
          "found %s where %s is expected%s".formatted(found, expected, type.apposition()),
          "write %s".formatted(type.right(place)));
    }
  };

  /**
   * Reports the value of a field.
   *
   * @param expected what should stand there
   * @param right what to write instead
   */
  abstract void wrongType(FieldReader place, FieldType type, String expected, String right);

  /** The types that fields have. */
  enum FieldType {
    LIST {
      @Override
      Rule rule() {
        return ObjectRules.ISTIO_LIST_EXPECTED;
      }

      @Override
      String right(FieldReader place) {
        return "%s as a list".formatted(place.name());
      }
    },
    MAPPING {
      @Override
      Rule rule() {
        return ObjectRules.ISTIO_MAPPING_EXPECTED;
      }

      @Override
      String right(FieldReader place) {
        return place.path().isRoot()
            ? "a mapping"
            : "%s as a mapping, or remove it".formatted(place.path());
      }

      @Override
      String apposition() {
        return ", which is a mapping";
      }
    },
    SCALAR {
      @Override
      Rule rule() {
        return ObjectRules.ISTIO_NUMBER_EXPECTED;
      }

      @Override
      String right(FieldReader place) {
        return "%s as a whole number without quotes".formatted(place.name());
      }
    };

    /** Returns the rule under which another type is reported. */
    abstract Rule rule();

    /** Returns what to write at {@code place}. */
    abstract String right(FieldReader place);

    /** Returns what follows the words for what is expected. */
    String apposition() {
      return "";
    }
  }
}
