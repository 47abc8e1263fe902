// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns bytes into text, or says what is wrong with them. */
final class TextDecoder {
  private TextDecoder() {}

  static Checked<String> decode(String file, byte[] bytes) {
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return failed(
          Finding.of(YamlRule.NOT_UTF_8, FieldPath.root(), "the file is UTF-16, not UTF-8")
              .at(new Position(file, 1, 1))
              .withHint("save the file as UTF-8"));
    }
    try {
      return Checked.of(strict().decode(ByteBuffer.wrap(bytes)).toString(), ImmutableList.of());
    } catch (CharacterCodingException malformed) {
      return failed(firstBadByte(file, bytes));
    }
  }

  /** Finds the first character that no YAML text may hold, if there is one. */
  static Optional<Finding> findControlCharacter(Source source) {
    String text = source.text();
    // A byte order mark is one at the beginning only; further on it is an invisible character.
    for (int i = source.contentStart(); i < text.length(); i++) {
      char c = text.charAt(i);
      // Nearly every character of nearly every file passes the first comparison.
      if ((c < ' ' || c > '~') && !isAllowed(text, i)) {
        return Optional.of(
            Finding.of(
                    YamlRule.NOT_TEXT,
                    FieldPath.root(),
                    String.format("the character U+%04X must not stand in a YAML file", (int) c))
                .at(source.position(i))
                .withHint("remove the character; if there are many, this is not a text file"));
      }
    }
    return Optional.empty();
  }

  private static boolean isAllowed(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c == '\n'
        || c == '\r'
        || c == '\t'
        || c == '\u0085'
        || (c >= 0xA0 && c <= 0xFFFD && c != '\uFEFF');
  }

  private static Finding firstBadByte(String file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    strict().decode(in, out, true);
    String sound = out.flip().toString();
    return Finding.of(
            YamlRule.NOT_UTF_8,
            FieldPath.root(),
            String.format("the byte 0x%02X is not UTF-8", bytes[in.position()] & 0xFF))
        .at(new Source(file, sound).position(sound.length()))
        .withHint("save the file as UTF-8");
  }

  private static CharsetDecoder strict() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static Checked<String> failed(Finding finding) {
    return Checked.failed(ImmutableList.of(finding));
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
