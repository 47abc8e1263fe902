// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.ReviewRules;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.review.FieldEdit.By;
import io.canaryplan.review.FieldEdit.Fate;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the text in git changes by itself, object by object. */
final class DocumentComparison {
  /** An object that is in both revisions, and differs. */
  private record Edited(
      ObjectKey key, YamlDocument before, YamlDocument after, List<FieldChange> changes) {}

  private final List<ObjectChange> changes = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  DocumentComparison(Manifests base, Manifests head, PlannedManifests planned) {
    ListMultimap<ObjectKey, YamlDocument> waiting = byKey(base);
    List<YamlDocument> added = new ArrayList<>();
    List<Edited> edited = new ArrayList<>();
    byKey(head)
        .forEach(
            (key, document) -> {
              List<YamlDocument> old = waiting.get(key);
              if (old.isEmpty()) {
                added.add(document);
                return;
              }
              YamlDocument before = old.remove(0);
              List<FieldChange> fields = FieldChange.between(before.root(), document.root());
              if (!fields.isEmpty()) {
                edited.add(new Edited(key, before, document, fields));
              }
            });
    Set<ObjectKey> keys = new LinkedHashSet<>();
    edited.forEach(object -> keys.add(object.key()));
    LiveDocuments live = new LiveDocuments(planned, keys);
    edited.forEach(object -> add(object, live));
    // what cannot be read may hold the other half
    if (!Review.isBroken(base)) {
      added.forEach(document -> add(document, Change.ADDED));
    }
    if (!Review.isBroken(head)) {
      waiting.values().forEach(document -> add(document, Change.REMOVED));
    }
  }

  private static ListMultimap<ObjectKey, YamlDocument> byKey(Manifests manifests) {
    ListMultimap<ObjectKey, YamlDocument> documents = LinkedListMultimap.create();
    for (YamlDocument document : manifests.documents()) {
      ObjectKey.of(document).ifPresent(key -> documents.put(key, document));
    }
    return documents;
  }

  private void add(Edited object, LiveDocuments live) {
    EditFates fates =
        new EditFates(
            object.key(), object.before().root(), object.after().root(), live.of(object.key()));
    ImmutableList.Builder<FieldEdit> edits = ImmutableList.builder();
    for (FieldChange change : object.changes()) {
      FieldEdit edit = new FieldEdit(change, fates.of(change));
      edits.add(edit);
      edit.fate().ifPresent(fate -> findings.add(finding(object.after(), change, fate)));
    }
    changes.add(
        new ObjectChange(
            KubernetesObject.idOf(object.after().root()).orElseThrow(),
            Change.CHANGED,
            edits.build()));
  }

  private static Finding finding(YamlDocument document, FieldChange change, Fate fate) {
    Rule rule =
        fate.by() == By.CONTROLLER
            ? ReviewRules.CONTROLLED_FIELD_EDITED
            : ReviewRules.EDIT_WITHOUT_EFFECT;
    String message =
        "the change sets this from %s to %s; %s. At rest: %s. During an update: %s"
            .formatted(
                change.before().orElse("nothing"),
                change.after().orElse("nothing"),
                fate.by().words(),
                fate.atRest(),
                fate.duringUpdate());
    Finding finding = Finding.of(rule, change.path(), message).at(document.position(change.path()));
    return isWeight(change)
        ? finding.withHint(
            "change the setWeight steps of the Rollout, and leave the weight as it is")
        : finding;
  }

  private static boolean isWeight(FieldChange change) {
    return change.path().toString().endsWith(".weight");
  }

  private void add(YamlDocument document, Change change) {
    changes.add(
        new ObjectChange(
            KubernetesObject.idOf(document.root()).orElseThrow(), change, ImmutableList.of()));
  }

  /**
   * Returns the objects that differ: edited ones first, then new ones, then those that are gone.
   */
  List<ObjectChange> changes() {
    return changes;
  }

  /** Returns the edits that do not stay. */
  List<Finding> findings() {
    return findings;
  }
}
