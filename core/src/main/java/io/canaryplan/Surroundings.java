// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.KubernetesService;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.routing.MeshSources;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands beside the Rollouts, read once for all of them.
 *
 * @param documents all documents of the input
 * @param virtualServices Istio VirtualServices
 * @param destinationRules Istio DestinationRules
 * @param services Kubernetes Services
 * @param findings what is wrong with their shape
 */
record Surroundings(
    ImmutableList<YamlDocument> documents,
    ImmutableList<VirtualService> virtualServices,
    ImmutableList<DestinationRule> destinationRules,
    ImmutableList<KubernetesService> services,
    ImmutableList<Finding> findings) {

  static Surroundings of(List<YamlDocument> documents) {
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    return new Surroundings(
        ImmutableList.copyOf(documents),
        read(documents, "networking.istio.io", "VirtualService", VirtualService::from, findings),
        read(documents, "networking.istio.io", "DestinationRule", DestinationRule::from, findings),
        read(documents, "", "Service", KubernetesService::from, findings),
        findings.build());
  }

  MeshSources sources(YamlDocument rollout) {
    return new MeshSources(Optional.of(rollout), virtualServices, destinationRules, services);
  }

  private static <T> ImmutableList<T> read(
      List<YamlDocument> documents,
      String group,
      String kind,
      Function<YamlDocument, Checked<T>> reader,
      ImmutableList.Builder<Finding> findings) {
    ImmutableList.Builder<T> views = ImmutableList.builder();
    for (YamlDocument document : documents) {
      if (isOf(document, group, kind)) {
        Checked<T> view = reader.apply(document);
        findings.addAll(view.findings());
        view.value().ifPresent(views::add);
      }
    }
    return views.build();
  }

  /** A document without name or apiVersion counts, so that the view can say what it lacks. */
  private static boolean isOf(YamlDocument document, String group, String kind) {
    return text(document, "kind").equals(Optional.of(kind))
        && text(document, "apiVersion")
            .map(version -> version.substring(0, Math.max(0, version.indexOf('/'))))
            .map(group::equals)
            .orElse(true);
  }

  private static Optional<String> text(YamlDocument document, String key) {
    return document
        .root()
        .at(FieldPath.of(key))
        .filter(YamlScalar.class::isInstance)
        .map(node -> ((YamlScalar) node).text());
  }
}
