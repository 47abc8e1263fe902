// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import java.util.Optional;

/** What makes two documents one object in two revisions; the version of its API does not count. */
record ObjectKey(String group, String kind, Optional<String> namespace, String name) {
  /** Returns the key of a document; empty if it lacks kind or name. */
  static Optional<ObjectKey> of(YamlDocument document) {
    return KubernetesObject.idOf(document.root()).map(ObjectKey::of);
  }

  static ObjectKey of(ObjectId id) {
    return new ObjectKey(id.group(), id.kind(), id.namespace(), id.name());
  }

  @Override
  public String toString() {
    return group + "/" + kind + "/" + namespace.orElse("") + "/" + name;
  }
}
