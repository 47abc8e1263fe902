// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Finds the fields of one document that its schema does not know, in the order written. */
final class UnknownFields {
  private final YamlDocument document;
  private final String words;
  private final List<Finding> findings = new ArrayList<>();

  private UnknownFields(YamlDocument document, String words) {
    this.document = document;
    this.words = words;
  }

  /**
   * Looks through a document; a place of another type than the schema's is passed over.
   *
   * @param words the document in words, for example {@code a VirtualService}
   */
  static List<Finding> of(YamlDocument document, String words, FieldSchema schema) {
    UnknownFields unknown = new UnknownFields(document, words);
    unknown.node(document.root(), FieldPath::root, schema);
    return unknown.findings;
  }

  // Paths are made only where something is wrong: most documents are sound.
  private void node(YamlNode node, Supplier<FieldPath> path, FieldSchema schema) {
    if (node instanceof YamlMapping mapping) {
      mapping(mapping, path, schema);
    } else if (node instanceof YamlSequence sequence) {
      List<YamlNode> items = sequence.items();
      for (int i = 0; i < items.size(); i++) {
        int index = i;
        if (items.get(i) instanceof YamlMapping mapping) {
          mapping(mapping, () -> path.get().index(index), schema);
        }
      }
    }
  }

  private void mapping(YamlMapping mapping, Supplier<FieldPath> path, FieldSchema schema) {
    for (YamlMapping.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      FieldSchema inner = schema.inner().get(name);
      if (inner != null) {
        node(entry.value(), () -> path.get().child(name), inner);
      } else if (!schema.names().contains(name)) {
        report(path.get(), entry.key(), schema);
      }
    }
  }

  private void report(FieldPath owner, YamlScalar key, FieldSchema schema) {
    Finding finding = UnknownField.of(owner, words, key.text(), schema.names());
    findings.add(finding.at(key.position().orElseGet(() -> document.position(finding.path()))));
  }
}
