// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What unquoted texts are for kubectl (hash.md 2). */
class TypedTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "012, 10",
    "0o17, 15",
    "0x1F, 31",
    "0b11, 3",
    "-0x10, -16",
    "+5, 5",
    "1_000, 1000",
    "08, 8",
    "089, 89",
    "1e3, 1000",
    "5., 5",
    ".5, 0.5",
    "2.0, 2",
    "1e9, 1000000000",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9223372036854775808, 9223372036854775808",
    "18446744073709551615, 18446744073709551615",
    "0xFFFFFFFFFFFFFFFF, 18446744073709551615",
    "18446744073709551616, 18446744073709552000",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "0.000001, 0.000001",
    "1e-7, 1e-7",
    "1.5e-10, 1.5e-10",
    "123456789.125, 123456789.125",
    "0.30000000000000004, 0.30000000000000004",
    "2e-3, 0.002",
    "-1.5e300, -1.5e+300",
    "5e-324, 5e-324",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "2e23, 2e+23"
  })
  void numbers(String written, String json) {
    assertThat(value(written))
        .isInstanceOfSatisfying(
            JsonValue.Numeral.class, number -> assertThat(number.text()).isEqualTo(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01",
        "2024-01-01T00:00:00Z",
        "1:30",
        ".5_0",
        "1e400",
        "0x1FFFFFFFFFFFFFFFFF",
        "1.2.3",
        "+",
        ".",
        "1k",
        "0xZ",
        "=",
        "Y es",
        "tRue",
        "\"1\"",
        "'on'",
        "!!str 1",
        "! 1"
      })
  void strings(String written) {
    assertThat(value(written)).isInstanceOf(JsonValue.Text.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
  void trueTexts(String written) {
    assertThat(value(written))
        .isInstanceOfSatisfying(JsonValue.Bool.class, bool -> assertThat(bool.value()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
  void falseTexts(String written) {
    assertThat(value(written))
        .isInstanceOfSatisfying(JsonValue.Bool.class, bool -> assertThat(bool.value()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL", "!!null null", "!!null ''"})
  void nulls(String written) {
    assertThat(value(written).isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "on, true",
    "n, false",
    "012, 10",
    "1e3, 1000",
    "1.5, 1.5",
    "1e6, 1e+06",
    "1e-5, 1e-05",
    "0.0001, 0.0001",
    "0.1, 0.1",
    "16777217.0, 1.6777216e+07",
    "1:30, 1:30",
    "'\"on\"', on",
    ".inf, .inf",
    "+.Inf, .inf",
    "-.INF, -.inf",
    ".NaN, .nan",
    "1.7976931348623157e308, .inf",
    "-1e300, -.inf",
    "!!int 0x10, 16",
    "'!!int \"5\"', 5",
    "!!str on, on",
    "!!bool on, true",
    "!!binary aGk=, hi",
    "!!float 1000000, 1e+06",
    "!!float .inf, .inf",
    "!!float -.inf, -.inf",
    "!!float .nan, .nan",
    "!!seq 18446744073709551615, 18446744073709551615",
    "!!timestamp 2024-01-01, 2024-01-01",
    "!!set on, on",
    "a, a"
  })
  void keys(String written, String key) {
    assertThat(((JsonValue.Fields) json("{" + written + ": a}")).values()).containsOnlyKeys(key);
  }

  // Argo Rollouts 1.9.1, the YAML library it shares with kubectl: of keys that are one value,
  // however
  // they are written, the last counts.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {on: a, true: b}        | true
          {1: a, 0x1: b}          | 1
          {1.50: a, 15e-1: b}     | 1.5
          {1.0: a, !!float 1: b}  | 1
          {a: a, !!binary YQ==: b} | a
          """)
  void keysThatAreOne(String yaml, String key) {
    assertThat(((JsonValue.Fields) json(yaml)).values())
        .hasEntrySatisfying(
            key, value -> assertThat(((JsonValue.Text) value).value()).isEqualTo("b"));
  }

  // kubectl lets a merge key that stands below win, the YAML specification does not.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{b: &b {a: x}, c: {<<: *b, a: y}}",
        "{b: &b {a: x}, c: {a: x, <<: *b}}",
        "{b: &b {a: x}, d: &d {a: y}, c: {<<: [*b, *d]}}",
        "{b: &b {a: x}, c: {d: y, <<: *b}}"
      })
  void mergesThatEveryReaderTakesAlike(String yaml) {
    assertThat(json(yaml)).isInstanceOf(JsonValue.Fields.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{~: a}",
        "{a: .inf}",
        "{a: -.Inf}",
        "{a: .NaN}",
        "{18446744073709551615: a}",
        "{!!null x: a}",
        "{1: a, 1.0: b}",
        "{1: a, '1': b}",
        "{1: a, !!str 1: b}",
        "{1.0: a, 1.00000001: b}",
        "{on: a, 'true': b}",
        "{.nan: a, .NaN: b}",
        "{b: &b {a: x}, c: {a: y, <<: *b}}",
        "{b: &b {a: x}, d: &d {a: y}, c: {<<: *b, <<: *d}}",
        "{a: !!int 1.0}",
        "{a: !!int a}",
        "{a: !!float a}",
        "{a: !!float .inf}",
        "{a: !!bool a}",
        "{a: !!null a}",
        "{a: !!binary /w==}",
        "{a: !!binary '*'}",
        "{a: !!binary aGk}",
        "{a: !!float 18446744073709551615}",
        "{!!float x: a}",
        "{!!int 18446744073709551615: a}",
        "{a: !!timestamp 2024-02-30}",
        "{a: !!timestamp 2024-01-01T1:2:3}",
        "{a: !!timestamp '2024-01-01 1:2:3Z'}",
        "{a: !!timestamp 2024-01-01T1:2:3+25:00}",
        "{a: !!timestamp 24-01-01}"
      })
  void whatJsonCannotSay(String yaml) {
    PathStack path = new PathStack(FieldPath.root());

    assertThat(catchFailure(yaml, path).result().reason())
        .isEqualTo(HashPrediction.Reason.NOT_JSON);
  }

  // No text file can hold one, but a node made in code can.
  @Test
  void halfASurrogatePair() {
    assertThat(
            PodTemplateHash.of(
                YamlMapping.of("metadata", YamlScalar.of("a\uD83Db")), HashLevel.V1_9))
        .hasToString("not predictable: metadata: half of a surrogate pair is no character");
  }

  // Argo Rollouts 1.9.1, the YAML library it shares with kubectl: a tag converts what fits it,
  // whether in quotes or not.
  @ParameterizedTest
  @CsvSource({
    "!!int 0x10, Numeral, 16",
    "'!!int \"1\"', Numeral, 1",
    "!!int 18446744073709551615, Numeral, 18446744073709551615",
    "!!float 1, Numeral, 1",
    "!!float 1152921504606846977, Numeral, 1152921504606847000",
    "'!!float \"1.50\"', Numeral, 1.5",
    "!!bool yes, Bool, true",
    "'!!bool \"no\"', Bool, false",
    "!!binary aGk=, Text, hi",
    "!!timestamp 2024-1-2, Text, 2024-1-2",
    "'!!timestamp \"2024-1-2 3:4:5.5\"', Text, 2024-1-2 3:4:5.5",
    "!!timestamp 2024-01-02t3:4:5+01:00, Text, 2024-01-02t3:4:5+01:00",
    "!!map 1, Text, 1",
    "!!merge on, Text, on",
    "!own 1, Text, 1"
  })
  void tags(String written, String kind, String text) {
    JsonValue value = value(written);

    assertThat(value.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(value.toString()).contains("=" + text + ",");
  }

  private static NotPredictableException catchFailure(String yaml, PathStack path) {
    try {
      JsonValue value = new YamlJson(path).value(root(yaml));
      throw new AssertionError("expected a failure but was " + value);
    } catch (NotPredictableException e) {
      return e;
    }
  }

  private static JsonValue value(String written) {
    return ((JsonValue.Fields) json("a: " + written)).values().get("a");
  }

  private static JsonValue json(String yaml) {
    try {
      return new YamlJson(new PathStack(FieldPath.root())).value(root(yaml));
    } catch (NotPredictableException e) {
      throw new AssertionError(e.result().toString(), e);
    }
  }

  private static YamlNode root(String yaml) {
    return YamlReader.read("a.yaml", yaml).value().orElseThrow().get(0).root();
  }
}
