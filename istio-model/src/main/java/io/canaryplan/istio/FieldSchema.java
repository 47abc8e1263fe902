// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * The fields of one message of an API. It is the same for a mapping and for each mapping of a list.
 *
 * @param names all fields, in the order in which equally near names are preferred
 * @param inner schemas of those fields that hold messages themselves; what a field without one
 *     holds is free: a scalar, or a mapping with keys of the user's own such as labels
 */
record FieldSchema(ImmutableSet<String> names, ImmutableMap<String, FieldSchema> inner) {
  /** Returns a schema of fields whose content is free. */
  static FieldSchema of(String... names) {
    return new FieldSchema(ImmutableSet.copyOf(names), ImmutableMap.of());
  }

  /** Returns this schema with one more field. */
  FieldSchema with(String name, FieldSchema schema) {
    return new FieldSchema(
        ImmutableSet.<String>builder().addAll(names).add(name).build(),
        ImmutableMap.<String, FieldSchema>builder().putAll(inner).put(name, schema).buildOrThrow());
  }

  /** Returns the schema of a Kubernetes document whose {@code spec} is this one. */
  FieldSchema asSpec() {
    // The status is the cluster's own; nobody's wishes are lost there.
    return of("apiVersion", "kind", "status")
        .with("metadata", of(KubernetesObject.metadataFields().toArray(String[]::new)))
        .with("spec", this);
  }
}
