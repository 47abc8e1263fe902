// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableList;
import io.canaryplan.istio.KubernetesObject;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads selectors, pod templates and the metadata of pods. */
final class PodReader {
  private static final BigInteger PORT_MAX = BigInteger.valueOf(65535);

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
    Optional<PodMetadata> metadata = template.object("metadata", PodReader::objectMeta);
    Optional<YamlNode> spec = template.node("spec").filter(PodReader::hasContent);
    List<PodTemplate.ContainerPort> ports = spec.map(PodReader::ports).orElse(ImmutableList.of());
    boolean labelled =
        metadata.isPresent()
            && (!metadata.get().labels().isEmpty() || !metadata.get().annotations().isEmpty());
    return labelled || spec.isPresent()
        ? Optional.of(new PodTemplate(metadata.orElseGet(PodReader::noMetadata), ports))
        : Optional.empty();
  }

  private static PodMetadata noMetadata() {
    return new PodMetadata(Map.of(), Map.of());
  }

  private static boolean hasContent(YamlNode node) {
    return !(node instanceof YamlMapping mapping) || !mapping.entries().isEmpty();
  }

  private static PodMetadata objectMeta(FieldReader metadata) {
    PodMetadata pods = podMetadata(metadata);
    skipObjectMeta(metadata);
    return pods;
  }

  static PodMetadata podMetadata(FieldReader metadata) {
    return new PodMetadata(metadata.textMap("labels"), metadata.textMap("annotations"));
  }

  /** Names what Kubernetes knows in any metadata. */
  static void skipObjectMeta(FieldReader metadata) {
    metadata.skip(KubernetesObject.metadataFields().toArray(String[]::new));
  }

  static WorkloadRef workloadRef(FieldReader reference) {
    return new WorkloadRef(
        reference.text("apiVersion").orElse(""),
        reference.text("kind").orElse(""),
        reference.text("name").orElse(""),
        reference.text("scaleDown").filter(text -> !text.isEmpty()));
  }

  // The pod's own schema is Kubernetes' business: what does not look like a port is passed over.
  private static List<PodTemplate.ContainerPort> ports(YamlNode spec) {
    return items(spec, "containers")
        .flatMap(container -> items(container, "ports"))
        .flatMap(port -> port(port).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<YamlNode> items(YamlNode node, String key) {
    return node instanceof YamlMapping mapping
            && mapping.get(key).orElse(null) instanceof YamlSequence sequence
        ? sequence.items().stream()
        : Stream.empty();
  }

  private static Optional<PodTemplate.ContainerPort> port(YamlNode node) {
    if (!(node instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    OptionalInt number = number(mapping.get("containerPort"));
    Optional<String> name =
        mapping
            .get("name")
            .filter(YamlScalar.class::isInstance)
            .map(text -> ((YamlScalar) text).text());
    return number.isPresent()
        ? Optional.of(new PodTemplate.ContainerPort(name, number.getAsInt()))
        : Optional.empty();
  }

  private static OptionalInt number(Optional<YamlNode> node) {
    return node.orElse(null) instanceof YamlScalar scalar
        ? GoScalar.of(scalar)
            .number()
            .filter(value -> value.signum() > 0 && value.compareTo(PORT_MAX) <= 0)
            .map(value -> OptionalInt.of(value.intValueExact()))
            .orElse(OptionalInt.empty())
        : OptionalInt.empty();
  }
}
