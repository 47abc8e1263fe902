// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what is to be ignored, and sync options, into the text of an Application: an entry that is
 * about the same object gets what it lacks, everything else stays as it is, comments and order
 * included.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ApplicationEdit {
  private static final String IGNORED = "ignoreDifferences";

  private final Application application;

  /** Takes an Application or ApplicationSet. */
  public ApplicationEdit(Application application) {
    this.application = requireNonNull(application, "application");
  }

  /**
   * Returns the document that ignores these as well and has these sync options.
   *
   * @param entries what is to be ignored, one entry for each object; what the Application ignores
   *     already is not written a second time
   * @param options options such as {@code ApplyOutOfSyncOnly=true}; one that has another value is
   *     changed
   */
  public YamlDocument with(List<IgnoreDifferences> entries, List<String> options) {
    YamlDocument edited = application.document();
    for (IgnoreDifferences entry : entries) {
      edited = with(edited, entry);
    }
    return withOptions(edited, options);
  }

  private YamlDocument with(YamlDocument document, IgnoreDifferences wanted) {
    FieldPath list = application.specPath().child(IGNORED);
    List<YamlNode> items = document.at(list).map(node -> Fields.items(node)).orElse(List.of());
    IgnoreDifferences missing = missing(wanted, items);
    if (missing.jsonPointers().isEmpty() && missing.jqPathExpressions().isEmpty()) {
      return document;
    }
    for (int i = 0; i < items.size(); i++) {
      if (isAbout(items.get(i), wanted)) {
        YamlDocument completed =
            append(document, list.index(i).child("jsonPointers"), missing.jsonPointers());
        return append(
            completed, list.index(i).child("jqPathExpressions"), missing.jqPathExpressions());
      }
    }
    List<YamlNode> all = new ArrayList<>(items);
    all.addAll(IgnoreDifferencesYaml.of(ImmutableList.of(missing)).items());
    return withItems(document, list, all);
  }

  /** Returns what no entry that is about the object says yet. */
  private IgnoreDifferences missing(IgnoreDifferences wanted, List<YamlNode> items) {
    Set<String> pointers = new LinkedHashSet<>(wanted.jsonPointers());
    Set<String> expressions = new LinkedHashSet<>(wanted.jqPathExpressions());
    for (YamlNode item : items) {
      if (covers(item, wanted)) {
        Fields.texts(item, "jsonPointers").forEach(pointers::remove);
        Fields.texts(item, "jqPathExpressions").forEach(expressions::remove);
      }
    }
    return new IgnoreDifferences(
        wanted.group(),
        wanted.kind(),
        wanted.name(),
        wanted.namespace(),
        ImmutableList.copyOf(pointers),
        ImmutableList.copyOf(expressions),
        ImmutableList.of());
  }

  /** Returns whether an entry is about this object and no other. */
  private boolean isAbout(YamlNode item, IgnoreDifferences wanted) {
    return Fields.name(item, "name").isPresent() && covers(item, wanted);
  }

  /** Returns whether an entry is about this object, and maybe others. */
  private boolean covers(YamlNode item, IgnoreDifferences wanted) {
    Optional<String> name = Fields.name(item, "name");
    Optional<String> namespace = Fields.name(item, "namespace");
    return Fields.text(item, "group").orElse("").equals(wanted.group())
        && Fields.text(item, "kind").orElse("").equals(wanted.kind())
        && (name.isEmpty() || name.equals(wanted.name()))
        && (namespace.isEmpty()
            || namespace.equals(wanted.namespace().or(application::destinationNamespace)));
  }

  private YamlDocument withOptions(YamlDocument document, List<String> options) {
    FieldPath list = application.specPath().child("syncPolicy").child("syncOptions");
    List<YamlNode> items = document.at(list).map(node -> Fields.items(node)).orElse(List.of());
    List<YamlNode> all = new ArrayList<>(items);
    for (String option : options) {
      set(all, option);
    }
    return all.equals(items) ? document : withItems(document, list, all);
  }

  private static void set(List<YamlNode> items, String option) {
    String key = option.substring(0, option.indexOf('=') + 1);
    for (int i = 0; i < items.size(); i++) {
      String text = Fields.text(items.get(i)).orElse("");
      if (text.equals(option)) {
        return;
      }
      if (!key.isEmpty() && text.startsWith(key)) {
        items.set(i, YamlScalar.of(option));
        return;
      }
    }
    items.add(YamlScalar.of(option));
  }

  private static YamlDocument append(YamlDocument document, FieldPath list, List<String> texts) {
    if (texts.isEmpty()) {
      return document;
    }
    List<YamlNode> items =
        new ArrayList<>(document.at(list).map(node -> Fields.items(node)).orElse(List.of()));
    items.addAll(Fields.sequenceOf(texts).items());
    return withItems(document, list, items);
  }

  private static YamlDocument withItems(
      YamlDocument document, FieldPath list, List<YamlNode> items) {
    YamlSequence changed =
        document.at(list).orElse(null) instanceof YamlSequence before
            ? before.withItems(items)
            : YamlSequence.of(items);
    return document.with(list, changed);
  }

  /** Returns which Application it is about. */
  @Override
  public String toString() {
    return "edit of " + application;
  }
}
