// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All inputs of one plan: the documents of any number of files, and what was found while reading
 * them. What could not be read is missing from the documents and explained by the findings, so that
 * one broken document hides nothing about the others; so are templates that are not rendered, and
 * patches, which are no documents.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param files names of the files, in their order, also of those without any document
 * @param documents documents in the order of the files and of their places in them; an item of a
 *     {@code kind: List} is a document of its own
 * @param findings what reading found, sorted by position
 */
public record Manifests(List<String> files, List<YamlDocument> documents, List<Finding> findings) {
  /** Copies the lists. */
  public Manifests {
    files = ImmutableList.copyOf(files);
    documents = ImmutableList.copyOf(documents);
    findings = ImmutableList.copyOf(findings);
  }

  /**
   * Reads one text under the default limits.
   *
   * @param file the name for positions; nothing is opened
   */
  public static Manifests read(String file, String text) {
    Checked<List<YamlDocument>> read = YamlReader.read(file, text);
    return of(
        ImmutableList.of(
            new ManifestFile(file, read.value().orElse(ImmutableList.of()), read.findings())));
  }

  /**
   * Reads files.
   *
   * @param files UTF-8 bytes by the name for positions, read in the map's own order; nothing is
   *     opened
   * @param limits bounds for each file
   */
  public static Manifests read(Map<String, byte[]> files, YamlLimits limits) {
    return of(
        files.entrySet().stream()
            .map(file -> ManifestFile.read(file.getKey(), file.getValue(), limits))
            .toList());
  }

  /** Joins files that were read one by one, in this order. */
  public static Manifests of(List<ManifestFile> files) {
    return of(files, Workers.ONE);
  }

  /**
   * Joins files that were read one by one, in this order.
   *
   * @param workers look through the documents
   */
  public static Manifests of(List<ManifestFile> files, Workers workers) {
    List<Finding> findings =
        new ArrayList<>(files.stream().flatMap(file -> file.findings().stream()).toList());
    List<YamlDocument> read = files.stream().flatMap(file -> file.documents().stream()).toList();
    List<YamlDocument> whole = Kustomize.leaveOut(read, findings, workers);
    return new Manifests(
        files.stream().map(ManifestFile::name).toList(),
        Unrendered.leaveOut(whole, findings, workers),
        FindingLimit.of(findings));
  }
}
