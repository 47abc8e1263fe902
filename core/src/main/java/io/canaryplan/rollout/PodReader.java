// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodMetadata;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads selectors, pod templates and the metadata of pods. */
final class PodReader {
  private static final int LARGEST_PORT = 65_535;

  private PodReader() {}

  static LabelSelector selector(FieldReader selector) {
    return new LabelSelector(
        selector.textMap("matchLabels"),
        selector.objects(
            "matchExpressions",
            item ->
                new LabelSelector.LabelRequirement(
                    item.requiredText("key"),
                    item.requiredText("operator"),
                    item.texts("values"))));
  }

  /** Returns the template; absent when nothing is in it, as the controller sees it. */
  static Optional<PodTemplate> template(FieldReader template) {
    PodMetadata metadata = template.inner("metadata", PodReader::objectMeta);
    YamlNode spec = template.node("spec").orElse(YamlMapping.empty());
    slipped(template.at("spec"));
    boolean empty = spec.equals(YamlMapping.empty()) && metadata.isEmpty();
    return empty ? Optional.empty() : Optional.of(new PodTemplate(metadata, ports(spec)));
  }

  // no pod has such a field: it stands there by its indentation
  private static void slipped(FieldReader spec) {
    for (YamlMapping.Entry entry : Fields.orEmpty(spec.value()).entries()) {
      String field = entry.key().text();
      if (FieldPlaces.isOfSpec(field)) {
        FieldPlaces.misplaced(spec.path(field), field)
            .map(finding -> entry.key().range().map(finding::at).orElse(finding))
            .ifPresent(spec.reading()::report);
      }
    }
  }

  /** Returns labels and annotations; what else Kubernetes knows in any metadata is passed over. */
  static PodMetadata objectMeta(FieldReader metadata) {
    PodMetadata pods = podMetadata(metadata);
    metadata.skipObjectMeta();
    return pods;
  }

  static PodMetadata podMetadata(FieldReader metadata) {
    return new PodMetadata(metadata.textMap("labels"), metadata.textMap("annotations"));
  }

  static WorkloadRef workloadRef(FieldReader reference) {
    return new WorkloadRef(
        reference.text("apiVersion").orElse(""),
        reference.text("kind").orElse(""),
        reference.text("name").orElse(""),
        reference.nonEmptyText("scaleDown"));
  }

  // The pod's own schema is Kubernetes' business: what does not look like a port is passed over.
  private static List<PodTemplate.ContainerPort> ports(YamlNode spec) {
    return Stream.concat(
            Fields.items(spec, "containers").stream(),
            Fields.items(spec, "initContainers").stream().filter(PodReader::isSidecar))
        .flatMap(container -> Fields.items(container, "ports").stream())
        .flatMap(port -> port(port).stream())
        .toList();
  }

  // an init container that runs as long as the pod, and answers on its ports
  private static boolean isSidecar(YamlNode container) {
    return Fields.text(container, "restartPolicy").equals(Optional.of("Always"));
  }

  private static Optional<PodTemplate.ContainerPort> port(YamlNode port) {
    OptionalInt number = Fields.integer(port, "containerPort");
    return number.orElse(0) > 0 && number.orElse(0) <= LARGEST_PORT
        ? Optional.of(new PodTemplate.ContainerPort(Fields.text(port, "name"), number.getAsInt()))
        : Optional.empty();
  }
}
