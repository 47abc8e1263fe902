// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.gitops.IgnoreEntry.Part;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of Argo CD as a whole, in the ConfigMaps {@code argocd-cm} and {@code
 * argocd-cmd-params-cm}: what every Application ignores, and how it compares (gitops.md GT-2a).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ArgoSettings extends ObjectView {
  static final String CUSTOMIZATIONS = "resource.customizations";
  static final String IGNORED = CUSTOMIZATIONS + ".ignoreDifferences.";
  private static final FieldPath DATA = FieldPath.of("data");
  private static final String EVERY_KIND = "all";
  private static final Set<String> NAMES = Set.of("argocd-cm", "argocd-cmd-params-cm");

  private final ImmutableList<IgnoreEntry> ignored;
  private final boolean invalid;

  private ArgoSettings(
      ObjectId id, YamlDocument document, List<IgnoreEntry> ignored, boolean invalid) {
    super(id, document);
    this.ignored = ImmutableList.copyOf(ignored);
    this.invalid = invalid;
  }

  /**
   * Returns whether a ConfigMap is one of Argo CD's, by its name.
   *
   * @param document a document of that kind
   */
  public static boolean isMeant(YamlDocument document) {
    return Fields.text(document.root(), "metadata", "name").map(NAMES::contains).orElse(false);
  }

  /**
   * Reads a ConfigMap of Argo CD.
   *
   * @return the settings and what is wrong with those that are looked at; no value if the document
   *     is no ConfigMap at all
   */
  public static Checked<ArgoSettings> from(YamlDocument document) {
    Reading reading = Reading.ofValues(document, "a ConfigMap");
    Optional<ObjectId> id = reading.root().id("ConfigMap");
    if (id.isEmpty()) {
      return Checked.failed(reading.findings());
    }
    List<Finding> findings = new ArrayList<>(reading.findings());
    List<IgnoreEntry> ignored = new ArrayList<>();
    for (YamlMapping.Entry setting :
        Fields.orEmpty(Fields.get(document.root(), "data")).entries()) {
      String key = setting.key().text();
      FieldPath path = DATA.child(key);
      Optional<String> value = Fields.text(setting.value());
      if (value.isEmpty()) {
        continue;
      }
      if (key.startsWith(IGNORED)) {
        String about = key.substring(IGNORED.length());
        read(document, path, value.get(), findings)
            .flatMap(inner -> entry(document, path, about.replace('_', '/'), inner, findings))
            .ifPresent(
                entry -> {
                  ignored.add(entry);
                  coreManagers(entry, about, findings);
                });
      } else if (key.equals(CUSTOMIZATIONS)) {
        read(document, path, value.get(), findings)
            .ifPresent(inner -> ignored.addAll(old(document, path, inner, findings)));
      }
    }
    List<Finding> expressions = ExpressionSyntax.check(ignored);
    findings.addAll(expressions);
    boolean invalid = ExpressionSyntax.isInvalid(expressions);
    return Checked.of(new ArgoSettings(id.get(), document, ignored, invalid), findings);
  }

  /** Reads the YAML that is the text of a setting; what is wrong in it stands at the setting. */
  private static Optional<YamlDocument> read(
      YamlDocument document, FieldPath path, String text, List<Finding> findings) {
    Checked<List<YamlDocument>> read = YamlReader.read(document.file(), text);
    read.findings().forEach(finding -> findings.add(finding.at(document.range(path))));
    return read.value().flatMap(all -> all.stream().findFirst());
  }

  /** Reads the older form: one mapping by {@code group/Kind} for all customizations. */
  private static List<IgnoreEntry> old(
      YamlDocument document, FieldPath path, YamlDocument all, List<Finding> findings) {
    List<IgnoreEntry> entries = new ArrayList<>();
    for (YamlMapping.Entry kind : Fields.orEmpty(all.root()).entries()) {
      Fields.text(kind.value(), "ignoreDifferences")
          .flatMap(text -> read(document, path, text, findings))
          .flatMap(inner -> entry(document, path, kind.key().text(), inner, findings))
          .ifPresent(entries::add);
    }
    return entries;
  }

  private static Optional<IgnoreEntry> entry(
      YamlDocument document,
      FieldPath path,
      String about,
      YamlDocument inner,
      List<Finding> findings) {
    Reading reading = Reading.ofValues(inner, "an ignoreDifferences setting");
    FieldReader root = reading.root();
    if (!root.isPresent() || !root.isMapping("a mapping")) {
      return Optional.empty();
    }
    List<Part> parts =
        IgnoreEntryReader.parts(root).stream()
            .map(part -> new Part(part.kind(), part.text(), path))
            .toList();
    root.close();
    reading.findings().forEach(finding -> findings.add(finding.at(document.range(path))));
    boolean every = about.equals(EVERY_KIND) || about.equals("*/*");
    int slash = about.indexOf('/');
    IgnoreDifferences said =
        IgnoreEntryReader.said(
            every ? "*" : about.substring(0, Math.max(0, slash)),
            every ? "*" : about.substring(slash + 1),
            Optional.empty(),
            Optional.empty(),
            parts);
    return Optional.of(new IgnoreEntry(said, document, path, parts));
  }

  /** A kind without a group is looked up, for managers alone, with an empty one (GT-2a). */
  private static void coreManagers(IgnoreEntry entry, String about, List<Finding> findings) {
    boolean core = about.indexOf('_') < 0 && !about.equals(EVERY_KIND);
    if (core && !entry.said().managedFieldsManagers().isEmpty()) {
      findings.add(
          Finding.of(
                  ExpressionRules.GITOPS_MANAGER_CORE_KIND,
                  entry.path(),
                  "managedFieldsManagers under %s%s have no effect"
                      .formatted(IGNORED, Quotation.line(about)))
              .withHint("write the key %s_%s".formatted(IGNORED, Quotation.line(about)))
              .at(entry.document().range(entry.path())));
    }
  }

  /** Returns what every Application ignores, in the order written. */
  List<IgnoreEntry> ignored() {
    return ignored;
  }

  /** Returns whether an expression is no jq, so that nothing at all can be compared. */
  boolean isInvalid() {
    return invalid;
  }

  /** Returns whether Applications that say nothing else compare by a server-side dry run. */
  boolean comparesOnServer() {
    return Fields.text(root(), "data", "controller.diff.server.side").equals(Optional.of("true"));
  }
}
