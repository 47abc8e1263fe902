// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void nestsAndSeparates() {
    StringBuilder json = new StringBuilder();
    new JsonWriter(json)
        .beginObject()
        .field("name", "a")
        .field("count", 3)
        .beginArray("list")
        .value(1)
        .value(true)
        .beginObject()
        .endObject()
        .endArray()
        .field("none", List.of())
        .endObject()
        .end();

    assertThat(json)
        .hasToString(
            """
            {
              "name": "a",
              "count": 3,
              "list": [
                1,
                true,
                {}
              ],
              "none": []
            }
            """);
  }

  @Test
  void absentValuesAreNull() {
    StringBuilder json = new StringBuilder();
    new JsonWriter(json)
        .beginObject()
        .field("text", Optional.empty())
        .field("number", OptionalLong.empty())
        .field("present", OptionalLong.of(Long.MAX_VALUE))
        .endObject()
        .end();

    assertThat(json)
        .hasToString(
            """
            {
              "text": null,
              "number": null,
              "present": 9223372036854775807
            }
            """);
  }

  @Test
  void escapesWhatJsonForbidsAndNothingElse() {
    assertThat(quoted("a\"b\\c/d")).isEqualTo("\"a\\\"b\\\\c/d\"");
    assertThat(quoted("line\nnext\ttab\r\0\u001f\u007f"))
        .isEqualTo("\"line\\nnext\\u0009tab\\u000d\\u0000\\u001f\\u007f\"");
    assertThat(quoted("lb 주소 é 😀")).isEqualTo("\"lb 주소 é 😀\"");
  }

  /** A log or terminal shows what is written; a reader gets the same text. */
  @Test
  void escapesWhatIsNotSeenOrCommandsATerminal() {
    assertThat(quoted("a\u009bb\u202ec\u200bd\ufeff\u2028"))
        .isEqualTo("\"a\\u009bb\\u202ec\\u200bd\\ufeff\\u2028\"");
  }

  @Test
  void escapesLoneSurrogates() {
    assertThat(quoted("\ud800")).isEqualTo("\"\\ud800\"");
    assertThat(quoted("\ud800x")).isEqualTo("\"\\ud800x\"");
    assertThat(quoted("\udc00")).isEqualTo("\"\\udc00\"");
    assertThat(quoted("x\udc00")).isEqualTo("\"x\\udc00\"");
  }

  private static String quoted(String value) {
    StringBuilder json = new StringBuilder();
    new JsonWriter(json).value(value);
    return json.toString();
  }
}
