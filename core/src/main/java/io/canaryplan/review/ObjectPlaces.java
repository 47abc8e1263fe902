// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.Manifests;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.yaml.YamlDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Tells to which object a finding belongs, whatever the file and the line. */
final class ObjectPlaces {
  private final Map<String, NavigableMap<Integer, String>> byFile = new HashMap<>();

  ObjectPlaces(Manifests manifests) {
    for (YamlDocument document : manifests.documents()) {
      byFile
          .computeIfAbsent(document.file(), file -> new TreeMap<>())
          .put(
              document.position(FieldPath.root()).line(),
              ObjectKey.of(document).map(ObjectKey::toString).orElse(""));
    }
  }

  /** Returns the object that stands at a finding's position; empty text if none does. */
  String of(Finding finding) {
    if (finding.position().isEmpty()) {
      return "";
    }
    Position position = finding.position().get();
    Map.Entry<Integer, String> object =
        byFile.getOrDefault(position.file(), new TreeMap<>()).floorEntry(position.line());
    return object == null ? "" : object.getValue();
  }
}
