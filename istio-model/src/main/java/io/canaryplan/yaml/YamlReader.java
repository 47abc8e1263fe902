// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Utf8;
import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads YAML and JSON files. A file may hold several documents; each item of a {@code kind: List}
 * becomes a document of its own. Nothing in a file is ever executed or turned into an object: tags
 * are text.
 *
 * <p>Whatever is wrong is a finding with a position, never an exception. The value is always
 * present: it holds the documents that could be read, so that one broken document does not hide
 * what is wrong with the others. Empty documents are left out.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class YamlReader {
  private YamlReader() {}

  /** Reads a text under the default limits. */
  public static Checked<List<YamlDocument>> read(String file, String text) {
    return read(file, text, YamlLimits.DEFAULT);
  }

  /** Reads bytes of UTF-8 under the default limits. */
  public static Checked<List<YamlDocument>> read(String file, byte[] utf8) {
    return read(file, utf8, YamlLimits.DEFAULT);
  }

  /**
   * Reads a text.
   *
   * @param file the name for positions; nothing is opened
   */
  public static Checked<List<YamlDocument>> read(String file, String text, YamlLimits limits) {
    requireNonNull(file, "file");
    // No character takes more than three bytes (four for a pair).
    return text.length() * 3L > limits.maxBytes() && utf8Length(text) > limits.maxBytes()
        ? tooLarge(file, limits)
        : read(new Source(file, text), limits);
  }

  /**
   * Reads bytes, which must be UTF-8, with or without a byte order mark.
   *
   * @param file the name for positions; nothing is opened
   */
  public static Checked<List<YamlDocument>> read(String file, byte[] utf8, YamlLimits limits) {
    requireNonNull(file, "file");
    if (utf8.length > limits.maxBytes()) {
      return tooLarge(file, limits);
    }
    if (startsWith(utf8, 0xFE, 0xFF) || startsWith(utf8, 0xFF, 0xFE)) {
      return notUtf8(new Source(file, ""), "the file is UTF-16, not UTF-8");
    }
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(utf8.length);
    boolean sound = !StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError();
    Source source = new Source(file, out.flip().toString());
    return sound
        ? read(source, limits)
        : notUtf8(
            source, String.format("the byte 0x%02X is not UTF-8", utf8[in.position()] & 0xFF));
  }

  private static Checked<List<YamlDocument>> read(Source source, YamlLimits limits) {
    String text = source.text();
    // A byte order mark is one at the beginning only; further on it is an invisible character.
    for (int i = source.contentStart(); i < text.length(); i++) {
      char c = text.charAt(i);
      // Nearly every character of nearly every file passes the first comparison.
      if ((c < ' ' || c > '~') && !isAllowed(text, i)) {
        return failed(
            source,
            YamlRules.NOT_TEXT,
            String.format("the character U+%04X must not stand in a YAML file", (int) c),
            i,
            "remove the character; if there are many, this is not a text file");
      }
    }
    TreeBuilder builder = new TreeBuilder(source, limits);
    new EventReader(source, builder).read();
    ImmutableList.Builder<YamlDocument> documents = ImmutableList.builder();
    for (Region region : builder.regions()) {
      region.expand(documents);
    }
    return Checked.of(documents.build(), builder.findings());
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

  private static Checked<List<YamlDocument>> tooLarge(String file, YamlLimits limits) {
    return failed(
        new Source(file, ""),
        YamlRules.DOCUMENT_TOO_LARGE,
        "the file is larger than " + limits.maxBytes() + " bytes, the limit for one file",
        0,
        "split the file, or raise the limit maxBytes");
  }

  /** Says what is wrong right after the part that could be decoded. */
  private static Checked<List<YamlDocument>> notUtf8(Source decoded, String message) {
    return failed(
        decoded,
        YamlRules.NOT_UTF_8,
        message,
        decoded.text().length(),
        "save the file as UTF-8, or leave it out if it is no text file");
  }

  private static Checked<List<YamlDocument>> failed(
      Source source, Rule rule, String message, int offset, String hint) {
    Finding finding = source.finding(rule, FieldPath.root(), message, offset).withHint(hint);
    return Checked.of(ImmutableList.of(), ImmutableList.of(finding));
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static long utf8Length(String text) {
    try {
      return Utf8.encodedLength(text);
    } catch (IllegalArgumentException unpairedSurrogate) {
      // Reported as not being text right after this; the size does not matter then.
      return text.length();
    }
  }
}
