// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.routing.MeshSources;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands beside the Rollouts, read once for all of them. */
final class Surroundings {
  private static final String ISTIO = "networking.istio.io";

  private final List<VirtualService> virtualServices = new ArrayList<>();
  private final List<DestinationRule> destinationRules = new ArrayList<>();
  private final List<KubernetesService> services = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Surroundings(List<YamlDocument> documents) {
    for (YamlDocument document : documents) {
      if (isOf(document, ISTIO, "VirtualService")) {
        add(VirtualService.from(document), virtualServices);
      } else if (isOf(document, ISTIO, "DestinationRule")) {
        add(DestinationRule.from(document), destinationRules);
      } else if (isOf(document, "", "Service")) {
        add(KubernetesService.from(document), services);
      }
    }
  }

  private <T> void add(Checked<T> view, List<T> views) {
    findings.addAll(view.findings());
    view.value().ifPresent(views::add);
  }

  List<KubernetesService> services() {
    return services;
  }

  /** Returns what is wrong with the shape of the documents. */
  List<Finding> findings() {
    return findings;
  }

  MeshSources sources(YamlDocument rollout) {
    return new MeshSources(Optional.of(rollout), virtualServices, destinationRules, services);
  }

  /** A document without name or apiVersion counts, so that its reader can say what it lacks. */
  static boolean isOf(YamlDocument document, String group, String kind) {
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
