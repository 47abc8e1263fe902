// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.NamedDocuments;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.kubernetes.ServicePort;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Services that a Rollout names, as far as they are among the inputs (istio.md 3.5). */
final class ServiceChecks {
  private static final String HASH = "rollouts-pod-template-hash";
  private static final String MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";

  private static final FieldPath METADATA = FieldPath.of("metadata");

  private final Rollout rollout;
  private final KubernetesObjects objects;
  private final NamedDocuments documents;
  private final Optional<PodLabels> pods;
  private final boolean named;
  private final Findings findings;

  private ServiceChecks(Rollout rollout, Subject.Inputs inputs, Findings findings) {
    this.rollout = rollout;
    this.objects = inputs.objects();
    this.documents = inputs.documents();
    this.pods = PodLabels.of(rollout, inputs.documents(), findings);
    this.named = findings.knows(METADATA.child("name"));
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    if (findings.knows(METADATA.child("namespace"))) {
      subject
          .inputs()
          .ifPresent(inputs -> new ServiceChecks(subject.rollout(), inputs, findings).run());
    }
  }

  private void run() {
    rollout.canary().ifPresent(this::check);
    rollout.blueGreen().ifPresent(this::check);
  }

  private void check(BlueGreenStrategy blueGreen) {
    check(
        Paths.BLUE_GREEN.child("activeService"),
        blueGreen.activeService(),
        blueGreen.previewService());
    check(
        Paths.BLUE_GREEN.child("previewService"),
        blueGreen.previewService(),
        blueGreen.activeService());
  }

  // inputs that hold one of the two Services are taken to hold both
  private void check(FieldPath path, Optional<String> name, Optional<String> other) {
    if (name.isEmpty() || name.equals(other)) {
      return;
    }
    if (find(name.get()).isEmpty() && other.flatMap(this::find).isPresent()) {
      findings.add(
          ServiceRules.BLUEGREEN_SERVICE_MISSING,
          path,
          "the Service %s is not among the inputs, while %s is; the controller refuses a Rollout without it"
              .formatted(Quotation.of(name.get()), Quotation.of(other.get())),
          "add the Service, or correct %s".formatted(path));
      return;
    }
    check(path, name.get());
    find(name.get())
        .filter(found -> found.selector().isEmpty())
        .ifPresent(found -> noSelector(path, found));
  }

  private void noSelector(FieldPath path, KubernetesService service) {
    findings.add(
        ServiceRules.BLUEGREEN_SERVICE_SELECTOR_EMPTY,
        path,
        "the Service %s has no selector; the controller accepts that, and it will select by the hash alone"
            .formatted(Quotation.of(service.id().name())),
        "give the Service a selector that the pods of all versions match");
  }

  private Optional<KubernetesService> find(String name) {
    return objects.named(KubernetesService.class, name).stream()
        .filter(other -> References.areTo(other.id(), name, Optional.empty(), rollout.namespace()))
        .findFirst();
  }

  private void check(CanaryStrategy canary) {
    check(Paths.CANARY.child("stableService"), canary.stableService().orElse(""));
    check(Paths.CANARY.child("canaryService"), canary.canaryService().orElse(""));
    canary.pingPong().ifPresent(this::check);
    canary
        .trafficRouting()
        .flatMap(TrafficRouting::istio)
        .flatMap(IstioTrafficRouting::destinationRule)
        .ifPresent(rule -> subsets(canary, rule.name()));
  }

  /** The pods of a subset are those of the Service that the DestinationRule is for. */
  private void subsets(CanaryStrategy canary, String name) {
    Optional<DestinationRule> rule =
        documents.named("DestinationRule", name).stream()
            .flatMap(document -> DestinationRule.ofShape(document).value().stream())
            .filter(one -> References.areTo(one.id(), name, Optional.empty(), rollout.namespace()))
            .findFirst();
    String namespace = rollout.namespace().orElse("");
    String host =
        rule.flatMap(DestinationRule::host)
            .map(written -> written.replace("." + namespace + ".svc.cluster.local", ""))
            .orElse("");
    Optional<KubernetesService> service = find(host);
    if (service.isEmpty()
        || canary.stableService().equals(Optional.of(host))
        || canary.canaryService().equals(Optional.of(host))) {
      return; // another namespace's, or told already
    }
    String words = "the Service " + Quotation.of(host);
    FieldPath path = Paths.ROUTING.child("istio").child("destinationRule").child("name");
    String of = words + " of the DestinationRule " + Quotation.of(name);
    // the controller does not look at it
    pods.ifPresent(labels -> selector(of, service.get(), labels, path, Severity.WARNING));
    pods.ifPresent(labels -> ports(words, service.get(), labels.template()));
  }

  private void check(PingPong pingPong) {
    FieldPath path = Paths.CANARY.child("pingPong");
    check(path.child("pingService"), pingPong.pingService());
    check(path.child("pongService"), pingPong.pongService());
  }

  private void check(FieldPath path, String name) {
    if (name.isEmpty()) {
      return;
    }
    String words = "the Service " + Quotation.of(name);
    Optional<KubernetesService> service = find(name);
    if (service.isEmpty()) {
      unknown(words, path);
      return;
    }
    pods.ifPresent(labels -> selector(words, service.get(), labels, path, Severity.ERROR));
    pods.ifPresent(labels -> ports(words, service.get(), labels.template()));
    managedBy(words, service.get(), path);
  }

  /** A name must be that of a container port; a number may be one that no container declares. */
  private void ports(String words, KubernetesService service, PodTemplate pods) {
    List<ServicePort> ports = service.ports();
    for (int i = 0; i < ports.size(); i++) {
      Optional<String> target = ports.get(i).targetPort();
      int number =
          target.isEmpty()
              ? ports.get(i).port().orElse(0)
              : target.get().matches("[0-9]{1,9}") ? Integer.parseInt(target.get()) : -1;
      boolean declared =
          pods.ports().stream()
              .anyMatch(
                  port -> number < 0 ? port.name().equals(target) : port.containerPort() == number);
      if (!declared && number != 0 && (number < 0 || !pods.ports().isEmpty())) {
        portWithoutTarget(words, service, i, number);
      }
    }
  }

  private void portWithoutTarget(String words, KubernetesService service, int index, int number) {
    FieldPath path = FieldPath.of("spec", "ports").index(index);
    ServicePort port = service.ports().get(index);
    Finding finding =
        Finding.of(
                NeighbourRules.SERVICE_PORT_WITHOUT_TARGET,
                path,
                "the port %s of %s leads to %s, which no running container declares"
                    .formatted(
                        port.name()
                            .map(Quotation::of)
                            .orElse(String.valueOf(port.port().orElse(0))),
                        words,
                        number < 0
                            ? "the port named " + Quotation.of(port.targetPort().orElse(""))
                            : "port " + number))
            .withHint("correct targetPort, or declare the port in the pod template");
    findings
        .about(service.document())
        .add(number < 0 ? finding : finding.withSeverity(Severity.NOTE));
  }

  private void unknown(String words, FieldPath path) {
    findings.add(
        ServiceRules.SERVICE_UNKNOWN,
        path,
        "%s is not among the inputs; whether it exists and selects the pods is not known"
            .formatted(words),
        "add the Service to the inputs, or correct %s".formatted(path));
  }

  private void selector(
      String words, KubernetesService service, PodLabels pods, FieldPath path, Severity severity) {
    Map<String, String> labels = pods.labels();
    for (Map.Entry<String, String> wanted : service.selector().entrySet()) {
      String key = wanted.getKey();
      if (!key.equals(HASH) && !wanted.getValue().equals(labels.get(key))) {
        findings.add(
            Finding.of(
                    ServiceRules.SERVICE_SELECTOR_MISMATCH,
                    path,
                    "%s selects %s, but the pods have %s; its selector must fit %s"
                        .formatted(
                            words,
                            Quotation.of(key + ": " + wanted.getValue()),
                            has(labels, key),
                            pods.where()))
                .withHint("change spec.selector of the Service, or %s".formatted(pods.where()))
                .withSeverity(severity));
      }
    }
  }

  private static String has(Map<String, String> labels, String key) {
    return labels.containsKey(key)
        ? Quotation.of(key + ": " + labels.getOrDefault(key, ""))
        : "no label " + Quotation.of(key);
  }

  private void managedBy(String words, KubernetesService service, FieldPath path) {
    String owner = service.annotations().getOrDefault(MANAGED_BY, "");
    if (!owner.isEmpty() && named && !owner.equals(rollout.name())) {
      findings.add(
          ServiceRules.SERVICE_MANAGED_BY_ANOTHER,
          path,
          "%s belongs to the Rollout %s; a Service serves one Rollout"
              .formatted(words, Quotation.of(owner)),
          "name another Service in %s".formatted(path));
    }
  }
}
