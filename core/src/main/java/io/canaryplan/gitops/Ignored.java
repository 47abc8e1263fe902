// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is ignored of one object, by everything that is about it.
 *
 * @param choosers what chooses fields, in the order in which it is applied
 * @param all whether that is all there is: a list of more than {@link #MOST} is cut
 */
record Ignored(List<Chooser> choosers, boolean all) {
  /** How much is looked at for one object; nobody writes as much by hand. */
  static final int MOST = 500;

  /** Nothing at all. */
  static final Ignored NOTHING = new Ignored(ImmutableList.of(), true);

  Ignored {
    choosers = ImmutableList.copyOf(choosers);
  }

  /** Returns what entries choose that are about the object; of two with one text the first. */
  static Ignored of(List<IgnoreEntry> entries) {
    List<Chooser> choosers = new ArrayList<>();
    Set<IgnoreEntry.Part> known = new HashSet<>();
    for (IgnoreEntry entry : entries) {
      for (IgnoreEntry.Part part : entry.parts()) {
        boolean again =
            !known.add(new IgnoreEntry.Part(part.kind(), part.text(), FieldPath.root()));
        if (again) {
          continue;
        }
        if (choosers.size() == MOST) {
          return new Ignored(choosers, false);
        }
        choosers.add(new Chooser(entry, part));
      }
    }
    return new Ignored(choosers, true);
  }

  /** Returns whether what is ignored is known as a whole. */
  boolean isKnown() {
    return all && choosers.stream().noneMatch(Chooser::isUnknown);
  }

  /** Returns whether Argo CD cannot compare the object at all. */
  boolean isInvalid() {
    return choosers.stream().anyMatch(Chooser::isInvalid);
  }

  /** Returns whether a field of a document, or one above it, is or may be ignored. */
  boolean covers(YamlNode document, FieldPath path) {
    return !isKnown()
        || choosers.stream()
            .map(chooser -> chooser.select(document, document))
            .filter(selection -> selection.failure().isEmpty())
            .anyMatch(selection -> selection.paths().stream().anyMatch(path::startsWith));
  }
}
