// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes out of a document what is the controller's alone, so that it can stand in git. */
final class GitDocument {
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata", "annotations");
  private static final FieldPath SELECTOR = FieldPath.of("spec", "selector");

  private GitDocument() {}

  /**
   * Returns the document that git should hold.
   *
   * @param rest the document at rest, before an update: with the weights of that state, and without
   *     managed routes
   */
  static StateDocument of(StateDocument rest) {
    YamlDocument base =
        switch (rest.id().kind()) {
          // only its rules say what rests; whatever else it has is the input's
          case "VirtualService" -> rest.document();
          case "DestinationRule" -> labels(subsets(rest));
          default -> without(rest.source(), SELECTOR, ControllerMarks.HASH);
        };
    return new StateDocument(
        rest.id(), rest.source(), without(base, ANNOTATIONS, ControllerMarks.MANAGED_BY));
  }

  /** Leaves out the subsets that the controller removes at rest, and no other. */
  private static YamlDocument subsets(StateDocument rest) {
    Set<Optional<String>> staying =
        Fields.items(rest.document().root(), "spec", "subsets").stream()
            .map(subset -> Fields.text(subset, "name"))
            .collect(Collectors.toSet());
    YamlDocument git = rest.source();
    List<YamlNode> given = Fields.items(git.root(), "spec", "subsets");
    for (int i = given.size() - 1; i >= 0; i--) {
      if (!staying.contains(Fields.text(given.get(i), "name"))) {
        git = git.without(FieldPath.of("spec", "subsets").index(i));
      }
    }
    return git;
  }

  private static YamlDocument labels(YamlDocument rule) {
    YamlDocument git = rule;
    int subsets = Fields.items(git.root(), "spec", "subsets").size();
    for (int i = 0; i < subsets; i++) {
      FieldPath labels = FieldPath.of("spec", "subsets").index(i).child("labels");
      git = without(git, labels, ControllerMarks.HASH);
    }
    return git;
  }

  /** Returns the document without a key; without the mapping too if that leaves it empty. */
  private static YamlDocument without(YamlDocument document, FieldPath mapping, String key) {
    boolean there =
        document.at(mapping).orElse(null) instanceof YamlMapping given
            && given.get(key).isPresent();
    if (!there) {
      return document;
    }
    YamlDocument left = document.without(mapping.child(key));
    boolean empty = left.at(mapping).orElse(null) instanceof YamlMapping rest && rest.isEmpty();
    return empty ? left.without(mapping) : left;
  }
}
