// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed in one document.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param id what the object is called
 * @param changes the fields that changed, at least one
 */
public record DocumentChanges(ObjectId id, List<FieldChange> changes) {
  /**
   * Copies the changes.
   *
   * @throws IllegalArgumentException if there are none
   */
  public DocumentChanges {
    requireNonNull(id, "id");
    changes = ImmutableList.copyOf(changes);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one change");
    }
  }

  /**
   * Returns what changed from one state to another: one entry for each document that differs, in
   * the order of the later state. Documents of only one of the two states are left out.
   */
  public static List<DocumentChanges> between(
      List<StateDocument> before, List<StateDocument> after) {
    Map<ObjectId, StateDocument> earlier = new HashMap<>();
    for (StateDocument document : before) {
      earlier.putIfAbsent(document.id(), document);
    }
    ImmutableList.Builder<DocumentChanges> result = ImmutableList.builder();
    for (StateDocument document : after) {
      StateDocument old = earlier.get(document.id());
      if (old != null) {
        add(result, old.document(), document);
      }
    }
    return result.build();
  }

  /** Returns what changed from the documents as given ("git") to a state. */
  public static List<DocumentChanges> sinceSource(List<StateDocument> state) {
    ImmutableList.Builder<DocumentChanges> result = ImmutableList.builder();
    for (StateDocument document : state) {
      add(result, document.source(), document);
    }
    return result.build();
  }

  private static void add(
      ImmutableList.Builder<DocumentChanges> result, YamlDocument before, StateDocument after) {
    List<FieldChange> changes = FieldChange.between(before.root(), after.document().root());
    if (!changes.isEmpty()) {
      result.add(new DocumentChanges(after.id(), changes));
    }
  }
}
