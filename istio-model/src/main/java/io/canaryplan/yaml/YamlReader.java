// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Utf8;
import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads YAML and JSON files. A file may hold several documents; each item of a {@code kind: List}
 * becomes a document of its own. Nothing in a file is ever executed or turned into an object: tags
 * are text.
 *
 * <p>Whatever is wrong is a finding with a position, never an exception. The value is always
 * present: it holds the documents that could be read, so that one broken document does not hide
 * what is wrong with the others. Empty documents are left out.
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
    // A character takes at least one byte and at most three (four for a pair).
    boolean tooLarge =
        text.length() > limits.maxBytes()
            || (text.length() * 3L > limits.maxBytes() && utf8Length(text) > limits.maxBytes());
    if (tooLarge) {
      return failed(tooLarge(file, limits));
    }
    return readSource(new Source(file, text), limits);
  }

  /**
   * Reads bytes, which must be UTF-8, with or without a byte order mark.
   *
   * @param file the name for positions; nothing is opened
   */
  public static Checked<List<YamlDocument>> read(String file, byte[] utf8, YamlLimits limits) {
    requireNonNull(file, "file");
    if (utf8.length > limits.maxBytes()) {
      return failed(tooLarge(file, limits));
    }
    Checked<String> text = TextDecoder.decode(file, utf8);
    return text.value().isEmpty()
        ? Checked.of(ImmutableList.of(), text.findings())
        : readSource(new Source(file, text.value().get()), limits);
  }

  private static Checked<List<YamlDocument>> readSource(Source source, YamlLimits limits) {
    Optional<Finding> notText = TextDecoder.findControlCharacter(source);
    if (notText.isPresent()) {
      return failed(notText.get());
    }
    List<Finding> findings = new ArrayList<>();
    TreeBuilder builder = new TreeBuilder(source, limits, findings);
    new EventReader(source, builder, findings).read();
    ImmutableList.Builder<YamlDocument> documents = ImmutableList.builder();
    builder.regions().forEach(region -> ListItems.expand(region, documents));
    return Checked.of(documents.build(), findings.stream().sorted().toList());
  }

  private static Checked<List<YamlDocument>> failed(Finding finding) {
    return Checked.of(ImmutableList.of(), ImmutableList.of(finding));
  }

  private static Finding tooLarge(String file, YamlLimits limits) {
    return Finding.of(
            YamlRule.DOCUMENT_TOO_LARGE,
            FieldPath.root(),
            "the file is larger than " + limits.maxBytes() + " bytes, the limit for one file")
        .at(new Position(file, 1, 1))
        .withHint("split the file, or raise the limit maxBytes");
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
