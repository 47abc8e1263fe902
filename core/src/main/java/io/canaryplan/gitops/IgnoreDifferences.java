// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.ObjectId;
import java.util.List;
import java.util.Optional;

/**
 * One entry of an Application's {@code spec.ignoreDifferences}, or of the settings of Argo CD as a
 * whole: which objects it is about and which of their fields are not compared (gitops.md GT-22 to
 * GT-28).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param group a glob for the group without version, for example {@code networking.istio.io} or
 *     {@code *}; empty for the core group only
 * @param kind a glob for the kind; empty matches no object
 * @param name the exact name; absent or empty for every name
 * @param namespace the exact namespace; absent or empty for every namespace
 * @param jsonPointers places to ignore, as JSON pointers without wildcards
 * @param jqPathExpressions places to ignore, as jq path expressions, in the order in which they are
 *     deleted
 * @param managedFieldsManagers field managers whose fields are ignored
 */
public record IgnoreDifferences(
    String group,
    String kind,
    Optional<String> name,
    Optional<String> namespace,
    List<String> jsonPointers,
    List<String> jqPathExpressions,
    List<String> managedFieldsManagers) {
  /** Checks that nothing is missing, copies, and makes an empty name an absent one. */
  public IgnoreDifferences {
    requireNonNull(group, "group");
    requireNonNull(kind, "kind");
    name = name.filter(text -> !text.isEmpty());
    namespace = namespace.filter(text -> !text.isEmpty());
    jsonPointers = ImmutableList.copyOf(jsonPointers);
    jqPathExpressions = ImmutableList.copyOf(jqPathExpressions);
    managedFieldsManagers = ImmutableList.copyOf(managedFieldsManagers);
  }

  /**
   * Returns whether the entry is about {@code object}: group and kind by glob, name and namespace
   * exactly (GT-26). An object without a namespace matches only entries without one; Argo CD gives
   * it the Application's destination namespace before it asks, and so must the caller.
   */
  public boolean matches(ObjectId object) {
    return Glob.parse(group).matches(object.group())
        && Glob.parse(kind).matches(object.kind())
        && (name.isEmpty() || name.get().equals(object.name()))
        && (namespace.isEmpty() || namespace.equals(object.namespace()));
  }
}
