// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges what an object is called, and its labels and annotations, as the API server does for every
 * kind (Kubernetes, validation of ObjectMeta).
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class ObjectNames {
  private static final String LABELS = "labels";
  private static final String ANNOTATIONS = "annotations";

  /** What an object of some kind may be called. */
  private enum Names {
    DOMAIN(
        """
        %s is no name for an object; it has up to 253 lower-case letters, digits, '-' and '.', \
        and starts and ends with a letter or digit""") {
      @Override
      boolean has(String name) {
        return LabelNames.isDomain(name);
      }
    },
    NAMESPACE(
        """
        %s is no name for a namespace; it has up to 63 lower-case letters, digits and '-', and \
        starts and ends with a letter or digit""") {
      @Override
      boolean has(String name) {
        return LabelNames.isDomainLabel(name);
      }
    },
    SERVICE(
        """
        %s is no name for a Service; it has up to 63 lower-case letters, digits and '-', starts \
        with a letter and ends with a letter or digit""") {
      @Override
      boolean has(String name) {
        return LabelNames.isDomainLabel(name) && !Character.isDigit(name.charAt(0));
      }
    };

    private final String otherwise;

    Names(String otherwise) {
      this.otherwise = otherwise;
    }

    abstract boolean has(String name);

    static Names of(String kind) {
      return switch (kind) {
        case "Service" -> SERVICE;
        case "Namespace" -> NAMESPACE;
        default -> DOMAIN;
      };
    }
  }

  private ObjectNames() {}

  /**
   * Reports a name, a namespace, and labels and annotations that the API server does not take. What
   * is absent, or no text, is passed over.
   *
   * @param metadata the {@code metadata} of a document
   * @param kind the document's kind
   * @param nameRule what a name or namespace is reported under
   * @param labelRule what a label or annotation is reported under
   */
  public static void check(FieldReader metadata, String kind, Rule nameRule, Rule labelRule) {
    name(metadata.at("name"), Names.of(kind), nameRule);
    name(metadata.at("namespace"), Names.NAMESPACE, nameRule);
    for (String key : metadata.at(LABELS).keys()) {
      FieldReader label = metadata.at(LABELS).at(key);
      name(label, key, "a label", LabelNames.isKey(key), labelRule);
      Fields.text(label.value())
          .filter(value -> !LabelNames.isValue(value))
          .ifPresent(
              value ->
                  label.report(
                      labelRule,
                      """
                      %s is no value of a label; it has up to 63 letters, digits, '-', '_' and '.'"""
                          .formatted(Quotation.of(value)),
                      change(label)));
    }
    for (String key : metadata.at(ANNOTATIONS).keys()) {
      // annotations may be written in capitals
      boolean isKey = LabelNames.isKey(key.toLowerCase(Locale.ROOT));
      name(metadata.at(ANNOTATIONS).at(key), key, "an annotation", isKey, labelRule);
    }
  }

  private static void name(FieldReader place, Names names, Rule rule) {
    Optional<String> name = Fields.name(place.value());
    if (name.isPresent() && !names.has(name.get())) {
      place.report(rule, names.otherwise.formatted(Quotation.of(name.get())), change(place));
    }
  }

  private static void name(
      FieldReader place, String key, String words, boolean isKey, Rule labelRule) {
    if (!isKey) {
      place.report(
          labelRule,
          """
          %s is no name of %s; it has up to 63 letters, digits, '-', '_' and '.', and may have a \
          domain and a slash before it"""
              .formatted(Quotation.of(key), words),
          change(place));
    }
  }

  private static String change(FieldReader place) {
    return "change %s".formatted(place.path());
  }

  /**
   * Reports what in the metadata has another type than the API server takes; of a name that is no
   * scalar nothing, as whoever reads it says so.
   */
  static void checkTypes(FieldReader metadata) {
    metadata.at("name").warnOfText();
    checkText(metadata.at("generateName"));
    checkText(metadata.at("namespace"));
    for (String texts : new String[] {LABELS, ANNOTATIONS}) {
      FieldReader map = metadata.at(texts);
      if (map.isPresent() && !(map.value() instanceof YamlMapping)) {
        wrongType(map, "a mapping");
      }
      map.keys().forEach(key -> checkText(map.at(key)));
    }
  }

  /** Reports a value that is no text; null, which counts as absent, is none. */
  static void checkText(FieldReader place) {
    if (place.value() instanceof YamlScalar) {
      place.warnOfText();
    } else {
      wrongType(place, "a text");
    }
  }

  private static void wrongType(FieldReader place, String expected) {
    FieldPath path = place.path();
    place.report(
        FieldRules.WRONG_TYPE,
        "found %s where %s is expected".formatted(Reading.describe(place.value()), expected),
        "write %s as %s".formatted(path, expected));
  }
}
