// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Severity;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.NamedDocuments;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.RoutedVirtualService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether callers inside the mesh meet the weights: they do where a VirtualService holds for the
 * mesh, and only when they call one of its hosts.
 */
final class MeshCallerChecks {
  private static final String SUFFIX = ".svc.cluster.local";
  private static final FieldPath HOSTS = FieldPath.of("spec", "hosts");

  private final MeshReferences references;
  private final NamedDocuments documents;
  private final Findings findings;

  MeshCallerChecks(MeshReferences references, NamedDocuments documents, Findings findings) {
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
    Set<String> called = called(service);
    boolean known =
        service.hosts().stream()
            .map(host -> fullName(host, namespace))
            .anyMatch(host -> isOneOf(host, called) || isGiven(host));
    if (!known && !called.isEmpty()) {
      boolean whole =
          called.stream().anyMatch(this::isGiven)
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
    return names.stream().anyMatch(is(host));
  }

  /** Returns what callers call as far as the Rollout says so: never the canary's Service. */
  private Set<String> called(VirtualService service) {
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
      // a Rollout without namespace is taken to be where its VirtualService is
      called.add(
          fullName(stable, namespaceOf(references.namespace().or(() -> service.id().namespace()))));
    }
    return called;
  }

  /** Returns whether a Service other than the canary's, or a ServiceEntry, has the host. */
  private boolean isGiven(String host) {
    return (host.startsWith("*")
                ? references.objects().all(KubernetesService.class)
                : servicesOf(host))
            .stream().map(this::fullName).filter(name -> !name.equals(canary())).anyMatch(is(host))
        || documents.ofKind("ServiceEntry").stream()
            .flatMap(entry -> Fields.texts(entry.root(), "spec", "hosts").stream())
            .anyMatch(is(host));
  }

  private static Predicate<String> is(String host) {
    return host.startsWith("*") ? name -> name.endsWith(host.substring(1)) : host::equals;
  }

  /** Returns the Services that may have a host: its first part is a name, or all of it is one. */
  private List<KubernetesService> servicesOf(String host) {
    KubernetesObjects objects = references.objects();
    String first = host.substring(0, Math.max(0, host.indexOf('.')));
    List<KubernetesService> services =
        new ArrayList<>(objects.named(KubernetesService.class, first));
    services.addAll(objects.named(KubernetesService.class, host));
    return services;
  }

  private String canary() {
    return fullName(references.names().canaryService(), namespaceOf(references.namespace()));
  }

  private String fullName(KubernetesService service) {
    return fullName(service.id().name(), namespaceOf(service.id().namespace()));
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
