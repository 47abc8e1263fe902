// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;

/**
 * One file as it was read, for inputs that are read one by one: {@link Manifests#of} joins them.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name the name for positions
 * @param documents its documents, in their order
 * @param findings what reading it found
 */
public record ManifestFile(String name, List<YamlDocument> documents, List<Finding> findings) {
  /** Copies the lists. */
  public ManifestFile {
    requireNonNull(name, "name");
    documents = ImmutableList.copyOf(documents);
    findings = ImmutableList.copyOf(findings);
  }

  /**
   * Reads a file.
   *
   * @param name the name for positions; nothing is opened
   * @param utf8 its bytes, which are not kept
   */
  public static ManifestFile read(String name, byte[] utf8, YamlLimits limits) {
    Checked<List<YamlDocument>> read = YamlReader.read(name, utf8, limits);
    return new ManifestFile(name, read.value().orElse(ImmutableList.of()), read.findings());
  }

  /**
   * Returns a file that could not be read, with an error that says so at its beginning.
   *
   * @param reason why, for people: {@code permission denied}
   */
  public static ManifestFile unreadable(String name, String reason) {
    Finding finding =
        Finding.of(
                InputRules.FILE_NOT_READABLE,
                FieldPath.root(),
                "the file cannot be read: " + reason)
            .withHint("make it readable, or leave it out; what it holds is not known")
            .at(new Position(name, 1, 1));
    return new ManifestFile(name, ImmutableList.of(), ImmutableList.of(finding));
  }

  /** Returns whether it could not be read, so that nobody knows what it holds. */
  public boolean isUnreadable() {
    return findings.stream()
        .anyMatch(finding -> finding.rule().equals(InputRules.FILE_NOT_READABLE));
  }

  /**
   * Returns the file without the documents that say nothing about an update and that no finding but
   * those of reading is about: a ConfigMap, a role. Planning and checking give the same answers
   * without them, and their texts cost no memory any more.
   */
  public ManifestFile withoutUnrelated() {
    return new ManifestFile(name, documents.stream().filter(Related::isRelated).toList(), findings);
  }
}
