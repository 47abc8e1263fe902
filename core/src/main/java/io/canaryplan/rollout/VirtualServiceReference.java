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
   * .cluster.local} is stripped, then the last piece between dots is the namespace, that of the
   * Rollout if it is empty. {@code ns/name} is not a form of reference; it is all name. The name is
   * empty in {@code .ns}, which means nothing.
   */
  public static VirtualServiceReference parse(String text) {
    String stripped =
        text.endsWith(CLUSTER_SUFFIX)
            ? text.substring(0, text.length() - CLUSTER_SUFFIX.length())
            : text;
    int dot = stripped.lastIndexOf('.');
    return of(stripped, dot, stripped.length());
  }

  /**
   * Reads a reference as controllers up to v1.9 do (istio.md 0.5): the first piece is the name, the
   * second the namespace, that of the Rollout if it is empty; the rest is ignored, so that {@code
   * vs.ns.svc.cluster.local} works. The name is empty in {@code .ns}, which means nothing.
   */
  public static VirtualServiceReference parseFirstPieces(String text) {
    int dot = text.indexOf('.');
    int end = text.indexOf('.', dot + 1);
    return of(text, dot, dot < 0 || end < 0 ? text.length() : end);
  }

  private static VirtualServiceReference of(String text, int dot, int end) {
    return dot < 0
        ? new VirtualServiceReference(text, Optional.empty())
        : new VirtualServiceReference(
            text.substring(0, dot),
            Optional.of(text.substring(dot + 1, end)).filter(namespace -> !namespace.isEmpty()));
  }

  /** Returns {@code name} or {@code name.namespace}. */
  @Override
  public String toString() {
    return namespace.isPresent() ? name + "." + namespace.get() : name;
  }
}
