// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header that every Kubernetes document has: what it is called, its labels and annotations.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class KubernetesObject extends ObjectView {
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

  private KubernetesObject(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads the header of a document of any kind.
   *
   * @return the header and findings about missing names; no value if the document is not a mapping
   *     or has no kind
   */
  public static Checked<KubernetesObject> from(YamlDocument document) {
    FieldReader root = Reading.ofShape(document, "an object").root();
    String kind = Fields.text(document.root(), "kind").orElse("object");
    Optional<ObjectId> id = root.id(kind);
    return id.isPresent()
        ? Checked.of(new KubernetesObject(id.get(), document), root.reading().findings())
        : Checked.failed(root.reading().findings());
  }

  /**
   * Returns the id that a document's root shows; empty if kind or metadata.name is missing. Reports
   * nothing, for callers that sort documents by kind.
   */
  public static Optional<ObjectId> idOf(YamlNode root) {
    Optional<String> kind = Fields.text(root, "kind");
    Optional<String> name = Fields.text(root, "metadata", "name");
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
    return new ObjectId(apiVersion, kind, Fields.name(root, "metadata", "namespace"), name);
  }

  /** Returns metadata.labels in the order written; empty if there are none. */
  public Map<String, String> labels() {
    return metadata("labels");
  }

  /** Returns metadata.annotations in the order written; empty if there are none. */
  public Map<String, String> annotations() {
    return metadata("annotations");
  }
}
