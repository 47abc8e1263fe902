// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a Rollout's text {@code name} or {@code name.namespace} refers to.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name name of the VirtualService; dots are possible where a namespace follows
 * @param namespace namespace; absent for the Rollout's own
 */
public record VirtualServiceReference(String name, Optional<String> namespace) {
  private static final String CLUSTER_SUFFIX = ".cluster.local";

  /** Checks that nothing is missing. */
  public VirtualServiceReference {
    requireNonNull(name, "name");
    requireNonNull(namespace, "namespace");
  }

  /**
   * Reads a reference as controllers after v1.9 do (istio.md 1.0.2): one trailing {@code
   * .cluster.local} is stripped, then the last piece between dots is the namespace. {@code ns/name}
   * is not a form of reference; it is all name.
   */
  public static VirtualServiceReference parse(String text) {
    String stripped = strip(text);
    int dot = stripped.lastIndexOf('.');
    return dot < 0
        ? new VirtualServiceReference(stripped, Optional.empty())
        : new VirtualServiceReference(
            stripped.substring(0, dot), Optional.of(stripped.substring(dot + 1)));
  }

  /**
   * Reads a reference as controllers up to v1.9 do (istio.md 0.5): the first piece is the name, the
   * second the namespace, the rest is ignored, so that {@code vs.ns.svc.cluster.local} works.
   */
  public static VirtualServiceReference parseFirstPieces(String text) {
    String stripped = strip(text);
    int dot = stripped.indexOf('.');
    if (dot < 0) {
      return new VirtualServiceReference(stripped, Optional.empty());
    }
    int end = stripped.indexOf('.', dot + 1);
    String namespace = stripped.substring(dot + 1, end < 0 ? stripped.length() : end);
    return new VirtualServiceReference(stripped.substring(0, dot), Optional.of(namespace));
  }

  private static String strip(String text) {
    return text.endsWith(CLUSTER_SUFFIX)
        ? text.substring(0, text.length() - CLUSTER_SUFFIX.length())
        : text;
  }

  /** Returns {@code name} or {@code name.namespace}. */
  @Override
  public String toString() {
    return namespace.isPresent() ? name + "." + namespace.get() : name;
  }
}
