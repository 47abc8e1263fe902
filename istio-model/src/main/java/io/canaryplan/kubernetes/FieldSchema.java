// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one message of an API. It is the same for a mapping and for each mapping of a list.
 */
public final class FieldSchema {
  /** What is the user's own: a scalar, or a mapping with free keys such as labels. */
  public static final FieldSchema FREE = new FieldSchema(ImmutableMap.of());

  private final ImmutableMap<String, FieldSchema> fields;

  private FieldSchema(ImmutableMap<String, FieldSchema> fields) {
    this.fields = fields;
  }

  /** Returns a schema of fields whose content is free. */
  public static FieldSchema of(String... names) {
    FieldSchema schema = FREE;
    for (String name : names) {
      schema = schema.with(name, FREE);
    }
    return schema;
  }

  /** Returns this schema with one more field. */
  public FieldSchema with(String name, FieldSchema schema) {
    return new FieldSchema(
        ImmutableMap.<String, FieldSchema>builder()
            .putAll(fields)
            .put(name, schema)
            .buildOrThrow());
  }

  /** Returns the schema of a Kubernetes document whose {@code spec} is this one. */
  public FieldSchema asSpec() {
    // The status is the cluster's own; nobody's wishes are lost there.
    return of("apiVersion", "kind", "status")
        .with("metadata", of(KubernetesObject.metadataFields().toArray(new String[0])))
        .with("spec", this);
  }

  /** Returns all fields, in the order in which equally near names are preferred. */
  ImmutableSet<String> names() {
    return fields.keySet();
  }

  /** Returns the schema of what a field holds; null if there is no such field. */
  @Nullable FieldSchema inner(String name) {
    return fields.get(name);
  }
}
