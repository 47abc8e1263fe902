// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodMetadata;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Reads selectors, pod templates and the metadata of pods. */
final class PodReader {
  private static final int PORT_BITS = 16;

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
    boolean empty =
        spec.equals(YamlMapping.empty())
            && metadata.labels().isEmpty()
            && metadata.annotations().isEmpty();
    return empty ? Optional.empty() : Optional.of(new PodTemplate(metadata, ports(spec)));
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
    ImmutableList.Builder<PodTemplate.ContainerPort> ports = ImmutableList.builder();
    for (YamlNode container : items(spec, "containers")) {
      for (YamlNode port : items(container, "ports")) {
        BigInteger number =
            GoScalar.of(child(port, "containerPort")).number().orElse(BigInteger.ZERO);
        if (number.signum() > 0 && number.bitLength() <= PORT_BITS) {
          ports.add(new PodTemplate.ContainerPort(name(port), number.intValue()));
        }
      }
    }
    return ports.build();
  }

  private static List<YamlNode> items(YamlNode node, String key) {
    return child(node, key) instanceof YamlSequence sequence
        ? sequence.items()
        : ImmutableList.of();
  }

  private static Optional<String> name(YamlNode port) {
    return child(port, "name") instanceof YamlScalar text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** Returns what {@code key} names; an empty mapping, which is no port, if there is nothing. */
  private static YamlNode child(YamlNode node, String key) {
    return node.at(FieldPath.of(key)).orElse(YamlMapping.empty());
  }
}
