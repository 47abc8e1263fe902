// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a text field: the scalar's own text, whatever YAML would type it as. */
final class TextReader {
  private static final Pattern BASE_SIXTY =
      Pattern.compile("[-+]?[0-9][0-9_]{0,30}(:[0-5]?[0-9]){1,10}(\\.[0-9_]*)?");

  private TextReader() {}

  /** Returns the text; reports a collection or null, and text that other parsers do not see. */
  static Optional<String> read(Reading reading, YamlNode node, FieldPath path) {
    if (!(node instanceof YamlScalar scalar) || GoScalar.of(scalar).kind() == GoScalar.Kind.NULL) {
      reading.wrongType(node, "a text", path, "write " + path + " as a text");
      return Optional.empty();
    }
    String seen = seenElsewhere(scalar);
    if (!seen.isEmpty()) {
      reading.report(
          RolloutRule.READ_DIFFERENTLY,
          path,
          Reading.quote(scalar.text()) + " is taken as a text here, but " + seen,
          "put the value of " + path + " in quotes");
    }
    return Optional.of(scalar.text());
  }

  private static String seenElsewhere(YamlScalar scalar) {
    GoScalar value = GoScalar.of(scalar);
    return switch (value.kind()) {
      case BOOLEAN -> "kubectl reads it as " + value.flag() + " and Kubernetes refuses that";
      case INTEGER ->
          "kubectl reads it as the number "
              + value.number().map(Object::toString).orElse("")
              + " and Kubernetes refuses that";
      case FRACTION -> "kubectl reads it as a number and Kubernetes refuses that";
      case TEXT, NULL -> baseSixty(scalar) ? "some YAML parsers read it as a base-60 number" : "";
    };
  }

  private static boolean baseSixty(YamlScalar scalar) {
    return scalar.isPlain() && BASE_SIXTY.matcher(scalar.text()).matches();
  }
}
