// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What names an object of a cluster, as written in its document.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param apiVersion group and version, for example {@code networking.istio.io/v1}
 * @param kind kind, for example {@code VirtualService}
 * @param namespace namespace as written; absent if the document leaves it open
 * @param name name
 */
public record ObjectId(String apiVersion, String kind, Optional<String> namespace, String name) {
  /** Checks that nothing is missing. */
  public ObjectId {
    requireNonNull(apiVersion, "apiVersion");
    requireNonNull(kind, "kind");
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
  }

  /** Returns the part of apiVersion before the slash; empty for the core group ({@code v1}). */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Returns the part of apiVersion after the slash, or all of it without a slash. */
  public String version() {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /** Returns {@code kind/name} or {@code kind/namespace/name}. */
  @Override
  public String toString() {
    return kind + "/" + (namespace.isPresent() ? namespace.get() + "/" : "") + name;
  }
}
