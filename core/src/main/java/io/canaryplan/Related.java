// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells documents that a plan or a finding can depend on from those that nothing ever looks at. A
 * kind is related if any reader, check or reference of a Rollout knows it; in doubt it is.
 */
final class Related {
  /** The API groups all of whose kinds are related, by the end of their names. */
  private static final List<String> GROUPS =
      ImmutableList.of("argoproj.io", "istio.io", "gateway.networking.k8s.io");

  /** Kinds of whatever group: those that are read, and those whose pods Services select. */
  private static final Set<String> KINDS =
      ImmutableSet.of(
          "DaemonSet",
          "Deployment",
          "DestinationRule",
          "Gateway",
          "HorizontalPodAutoscaler",
          "Ingress",
          "Namespace",
          "Pod",
          "PodTemplate",
          "ReplicaSet",
          "ReplicationController",
          "Rollout",
          "Service",
          "StatefulSet",
          "VirtualService");

  private Related() {}

  static boolean isRelated(YamlDocument document) {
    Optional<String> kind = Fields.text(document.root(), "kind");
    return kind.map(KINDS::contains).orElse(false)
        || isOfRelatedGroup(document)
        || isAboutArgoCd(document)
        || Kustomize.isPart(document)
        || isAnnotated(document);
  }

  private static boolean isOfRelatedGroup(YamlDocument document) {
    String version = Fields.text(document.root(), "apiVersion").orElse("");
    String group = version.substring(0, Math.max(0, version.indexOf('/')));
    return GROUPS.stream().anyMatch(group::endsWith);
  }

  // Argo CD's settings are ConfigMaps, and a wave or a hook counts for an object of any kind
  private static boolean isAboutArgoCd(YamlDocument document) {
    String name = Fields.text(document.root(), "metadata", "name").orElse("");
    return name.startsWith("argocd-")
        || document
            .at(FieldPath.of("metadata", "annotations"))
            .filter(YamlMapping.class::isInstance)
            .map(YamlMapping.class::cast)
            .stream()
            .flatMap(annotations -> annotations.entries().stream())
            .anyMatch(entry -> entry.key().text().startsWith("argocd.argoproj.io/"));
  }

  /** Returns whether it says which of the findings about it are ignored, those of reading too. */
  private static boolean isAnnotated(YamlDocument document) {
    return Fields.isPresent(document.root(), "metadata", "annotations", FindingFilter.ANNOTATION);
  }
}
