// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the views over whole documents have in common. No public method is final: the compiler then
 * gives each public view one of its own, which reflection can call from any package.
 *
 * <p>Immutable and safe for use by several threads.
 */
public abstract class ObjectView {
  private final ObjectId id;
  private final YamlDocument document;

  /** Makes the view of an object that {@code document} describes. */
  protected ObjectView(ObjectId id, YamlDocument document) {
    this.id = id;
    this.document = document;
  }

  /** Returns what the object is called. */
  public ObjectId id() {
    return id;
  }

  /** Returns the document behind this view. */
  public YamlDocument document() {
    return document;
  }

  /** Returns the root of the document. */
  protected YamlNode root() {
    return document.root();
  }

  /** Returns the texts below a field of the metadata, in the order written. */
  protected Map<String, String> metadata(String key) {
    return Fields.textMap(root(), "metadata", key);
  }

  /** Returns the document with another value for a field; makes the mappings that are missing. */
  protected YamlDocument with(YamlNode value, String... keys) {
    return document.withRoot(Fields.with(root(), value, keys));
  }

  /** Returns the document with the items of a list replaced; makes the list. */
  protected YamlDocument withItems(List<? extends YamlNode> items, String... keys) {
    return document.withRoot(Fields.withItems(root(), items, keys));
  }

  /** Returns the document with an annotation; the same if it is there already. */
  protected YamlDocument annotated(String key, String value) {
    String[] keys = {"metadata", "annotations", key};
    return Fields.text(root(), keys).equals(Optional.of(value))
        ? document
        : with(YamlScalar.of(value), keys);
  }

  /** Returns {@link ObjectId#toString()}. */
  @Override
  public String toString() {
    return id.toString();
  }
}
