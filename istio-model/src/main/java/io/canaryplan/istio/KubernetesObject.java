// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The header that every Kubernetes document has: what it is called, its labels and annotations. */
public final class KubernetesObject {
  private static final ImmutableList<String> METADATA_FIELDS =
      ImmutableList.of(
          "name",
          "namespace",
          "labels",
          "annotations",
          "generateName",
          "selfLink",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "ownerReferences",
          "finalizers",
          "managedFields",
          "clusterName");

  private final ObjectId id;
  private final YamlDocument document;

  private KubernetesObject(ObjectId id, YamlDocument document) {
    this.id = requireNonNull(id, "id");
    this.document = requireNonNull(document, "document");
  }

  /**
   * Reads the header of a document of any kind.
   *
   * @return the header and findings about missing names; no value if the document is not a mapping
   *     or has no kind
   */
  public static Checked<KubernetesObject> from(YamlDocument document) {
    Shape shape = new Shape(document);
    String kind = Fields.text(document.root(), "kind").orElse("object");
    return shape
        .id(kind)
        .map(id -> Checked.of(new KubernetesObject(id, document), shape.findings()))
        .orElseGet(() -> Checked.failed(shape.findings()));
  }

  /**
   * Returns the id that a document's root shows; empty if kind or metadata.name is missing. Reports
   * nothing, for callers that sort documents by kind.
   */
  public static Optional<ObjectId> idOf(YamlNode root) {
    Optional<String> kind = Fields.text(root, "kind");
    Optional<String> name =
        Fields.get(root, "metadata").flatMap(metadata -> Fields.text(metadata, "name"));
    if (kind.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    String apiVersion = Fields.text(root, "apiVersion").orElse("");
    return Optional.of(idOf(root, apiVersion, kind.get(), name.get()));
  }

  /** Returns the fields that Kubernetes knows in the metadata of any object (ObjectMeta). */
  public static List<String> metadataFields() {
    return METADATA_FIELDS;
  }

  static ObjectId idOf(YamlNode root, String apiVersion, String kind, String name) {
    Optional<String> namespace =
        Fields.get(root, "metadata")
            .flatMap(metadata -> Fields.text(metadata, "namespace"))
            .filter(text -> !text.isEmpty());
    return new ObjectId(apiVersion, kind, namespace, name);
  }

  /** Returns {@code document} with the annotation {@code key}; makes missing mappings. */
  static YamlDocument withAnnotation(YamlDocument document, String key, String value) {
    YamlMapping root = Fields.orEmpty(document.root());
    YamlMapping metadata = Fields.mapping(root, "metadata");
    YamlMapping annotations = Fields.mapping(metadata, "annotations");
    if (Fields.text(annotations, key).equals(Optional.of(value))) {
      return document;
    }
    YamlMapping changed = annotations.with(key, YamlScalar.of(value));
    return document.withRoot(root.with("metadata", metadata.with("annotations", changed)));
  }

  /** Returns what the object is called. */
  public ObjectId id() {
    return id;
  }

  /** Returns metadata.labels in the order written; empty if there are none. */
  public Map<String, String> labels() {
    return metadata("labels");
  }

  /** Returns metadata.annotations in the order written; empty if there are none. */
  public Map<String, String> annotations() {
    return metadata("annotations");
  }

  private Map<String, String> metadata(String key) {
    return Fields.get(document.root(), "metadata")
        .map(metadata -> Fields.textMap(metadata, key))
        .orElse(Map.of());
  }

  /** Returns the document behind this view. */
  public YamlDocument document() {
    return document;
  }

  /** Returns {@link ObjectId#toString()}. */
  @Override
  public String toString() {
    return id.toString();
  }
}
