// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.hash.HashPrediction.NotPredictable;
import io.canaryplan.hash.HashPrediction.Predicted;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and times of a template, as the text that is hashed has them (hash.md 4). */
class HashedScalarsTest {
  // Argo Rollouts 1.9.1: neither the CRD nor the controller looks at the size of a 32-bit number.
  @ParameterizedTest
  @CsvSource({
    "2147483647, 2147483647",
    "2147483648, -2147483648",
    "4294967296, 0",
    "-9223372036854775808, 0",
    "9223372036854775807, -1"
  })
  void theUpperHalfOfALargeNumberIsLost(String written, String hashed) {
    assertThat(json("spec: {containers: [], priority: " + written + "}"))
        .isEqualTo("{\"metadata\":{},\"spec\":{\"containers\":[],\"priority\":" + hashed + "}}");
  }

  // No JSON object has such a key: the document never comes to the API server (hash.md 2).
  @ParameterizedTest
  @ValueSource(strings = {"? [a, b]\n  : c", "? {a: b}\n  : c", "? - a\n  : c"})
  void aListOrMappingAsKeyLeavesNoHash(String entry) {
    YamlNode template =
        YamlReader.read("in.yaml", "spec:\n  " + entry + "\n").value().orElseThrow().get(0).root();

    assertThat(PodTemplateHash.of(template, HashLevel.V1_9))
        .isInstanceOfSatisfying(
            NotPredictable.class,
            not ->
                assertThat(not.message())
                    .isEqualTo("a key is a list or mapping, which JSON does not know"));
  }

  // The CRD does not look into volumes, and Go's conversion of a float beyond 64 bits is that of
  // the
  // processor: amd64 makes 0 of these, arm64 the least or greatest number.
  @ParameterizedTest
  @CsvSource({
    "1e20, 100000000000000000000",
    "9223372036854775808, 9223372036854775808",
    "-1e19, -10000000000000000000",
    "1e300, 1e+300"
  })
  void whatDependsOnTheProcessor(String written, String named) {
    HashPrediction prediction =
        PodTemplateHash.of(
            yaml("spec: {containers: [], volumes: [{secret: {defaultMode: " + written + "}}]}"),
            HashLevel.V1_9);

    assertThat(prediction)
        .isInstanceOfSatisfying(
            NotPredictable.class,
            not ->
                assertThat(not.message())
                    .isEqualTo(
                        "the number "
                            + named
                            + " has more than 64 bits; what the controller makes of it depends on"
                            + " its processor"));
  }

  // hash.md 4, T6; what Go takes for RFC 3339 was run with Argo Rollouts 1.9.1.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024-01-01T00:00:00+01:00         | "deletionTimestamp":"2023-12-31T23:00:00Z"
          2024-01-01T00:00:00-23:59         | "deletionTimestamp":"2024-01-01T23:59:00Z"
          2024-01-01T00:00:00+24:00         | "deletionTimestamp":"2023-12-31T00:00:00Z"
          2024-01-01T00:00:00+23:60         | "deletionTimestamp":"2023-12-31T00:00:00Z"
          2024-01-01T00:00:00.1234567890Z   | "deletionTimestamp":"2024-01-01T00:00:00Z"
          2024-01-01T00:00:00,5Z            | "deletionTimestamp":"2024-01-01T00:00:00Z"
          2024-01-01T1:00:00Z               | "deletionTimestamp":"2024-01-01T01:00:00Z"
          0000-01-01T00:00:00Z              | "deletionTimestamp":"0000-01-01T00:00:00Z"
          0001-01-01T00:00:00Z              | ''
          """)
  void timesAreWrittenInUtc(String written, String field) {
    assertThat(json(claimDeletedAt(written)))
        .contains("\"metadata\":{" + field + "},\"spec\":{\"res");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01",
        "2024-01-01t00:00:00Z",
        "2024-01-01T00:00:00z",
        "2024-01-01T24:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-12-31T23:59:60Z",
        "2024-01-01T00:00:00+0100",
        "2024-01-01T00:00:00+25:00",
        "2024-01-01T00:00:00+00:61",
        "2024-01-01T00:00:00.Z",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00"
      })
  void whatTheControllerDoesNotReadAsATimeHasNoHash(String written) {
    assertThat(PodTemplateHash.of(yaml(claimDeletedAt(written)), HashLevel.V1_9))
        .isInstanceOfSatisfying(
            NotPredictable.class, not -> assertThat(not.reason()).isEqualTo(Reason.UNREADABLE));
  }

  private static String claimDeletedAt(String time) {
    return "spec: {containers: [], volumes: [{name: a, ephemeral: {volumeClaimTemplate: {metadata:"
        + " {deletionTimestamp: \""
        + time
        + "\"}}}}]}";
  }

  private static String json(String template) {
    return ((Predicted) PodTemplateHash.of(yaml(template), HashLevel.V1_9)).json();
  }

  private static YamlNode yaml(String text) {
    return YamlReader.read("template.yaml", text).orElseThrow().get(0).root();
  }
}
