// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Severity;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RoutedVirtualService;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether callers inside the mesh meet the weights: they do where a VirtualService holds for the
 * mesh, and only when they call one of its hosts.
 */
final class MeshCallerChecks {
  private static final String SUFFIX = ".svc.cluster.local";
  private static final FieldPath HOSTS = FieldPath.of("spec", "hosts");

  private final MeshReferences references;
  private final List<YamlDocument> documents;
  private final Findings findings;

  MeshCallerChecks(MeshReferences references, List<YamlDocument> documents, Findings findings) {
    this.references = references;
    this.documents = documents;
    this.findings = findings;
  }

  void run() {
    for (RoutedVirtualService routed : references.virtualServices()) {
      VirtualService service = routed.base();
      if (service.hosts().isEmpty()) {
        continue; // a delegate, whose callers are those of another VirtualService
      }
      if (service.gateways().isEmpty() || service.gateways().contains("mesh")) {
        hosts(service);
      } else {
        service.hosts().stream()
            .filter(MeshCallerChecks::canBeService)
            .findFirst()
            .ifPresent(host -> gatewaysOnly(service, host));
      }
    }
  }

  private void gatewaysOnly(VirtualService service, String host) {
    findings
        .about(service.document())
        .add(
            MeshCallerRules.MESH_CALLERS_WITHOUT_WEIGHTS,
            FieldPath.of("spec", "gateways"),
            """
            "%s" has the Service "%s" as a host, but holds for gateways only; callers inside the \
            mesh reach its pods whatever the weights are"""
                .formatted(service.id().name(), host),
            "add mesh to spec.gateways");
  }

  private void hosts(VirtualService service) {
    String namespace = namespaceOf(service.id().namespace());
    Set<String> given = given();
    Set<String> called = called();
    boolean known =
        service.hosts().stream()
            .map(host -> fullName(host, namespace))
            .anyMatch(host -> isOneOf(host, called) || isOneOf(host, given));
    if (!known && !called.isEmpty()) {
      boolean whole =
          called.stream().anyMatch(given::contains)
              && service.hosts().stream().noneMatch(MeshCallerChecks::canBeService);
      Finding finding =
          Finding.of(
                  MeshCallerRules.VIRTUAL_SERVICE_HOST_NOT_CALLED,
                  HOSTS,
                  """
                  no host of "%s" is a Service%s; callers inside the mesh that call %s do not meet \
                  the weights"""
                      .formatted(
                          service.id().name(),
                          whole ? "" : " among the inputs",
                          String.join(" or ", called)))
              .withHint("add the Service that is called to spec.hosts");
      findings.about(service.document()).add(whole ? finding : finding.withSeverity(Severity.NOTE));
    }
  }

  /** Returns whether a host is written as a Service is: a name without a dot, or in full. */
  private static boolean canBeService(String host) {
    return !host.startsWith("*") && (!host.contains(".") || host.endsWith(SUFFIX));
  }

  private static boolean isOneOf(String host, Set<String> names) {
    return host.startsWith("*")
        ? names.stream().anyMatch(name -> name.endsWith(host.substring(1)))
        : names.contains(host);
  }

  /** Returns what callers call as far as the Rollout says so: never the canary's Service. */
  private Set<String> called() {
    Set<String> called = new LinkedHashSet<>();
    references
        .destinationRule()
        .flatMap(DestinationRule::host)
        .ifPresent(
            host ->
                called.add(
                    fullName(
                        host,
                        namespaceOf(references.destinationRule().orElseThrow().id().namespace()))));
    String stable = references.names().stableService();
    if (called.isEmpty() && !stable.isEmpty()) {
      called.add(fullName(stable, namespaceOf(references.namespace())));
    }
    return called;
  }

  /** Returns the hosts of all Services and ServiceEntries among the inputs but the canary's. */
  private Set<String> given() {
    String canary =
        fullName(references.names().canaryService(), namespaceOf(references.namespace()));
    Set<String> given = new LinkedHashSet<>();
    for (KubernetesService service : references.objects().all(KubernetesService.class)) {
      given.add(fullName(service.id().name(), namespaceOf(service.id().namespace())));
    }
    given.remove(canary);
    for (YamlDocument document : documents) {
      if (Fields.text(document.root(), "kind").equals(Optional.of("ServiceEntry"))) {
        given.addAll(new ArrayList<>(Fields.texts(document.root(), "spec", "hosts")));
      }
    }
    return given;
  }

  /** An object without a namespace gets the one it is applied to, which is the Rollout's. */
  private String namespaceOf(Optional<String> written) {
    return written.or(references::namespace).orElse("default");
  }

  /** Returns a host as Istio completes it: a name without a dot only. */
  private static String fullName(String host, String namespace) {
    return host.contains(".") || host.startsWith("*") ? host : host + "." + namespace + SUFFIX;
  }
}
