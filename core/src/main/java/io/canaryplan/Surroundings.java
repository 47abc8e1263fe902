// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.SchemaRules;
import io.canaryplan.gitops.AppProject;
import io.canaryplan.gitops.Application;
import io.canaryplan.gitops.ArgoSettings;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.istio.validation.IstioValidation;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.kubernetes.Ingress;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.Namespace;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.rollout.AnalysisTemplate;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What stands beside the Rollouts, read once for all of them. */
final class Surroundings {
  /**
   * A kind of documents that is understood.
   *
   * @param group its API group; empty for the core group
   * @param kind its name
   * @param reader reads a document of the kind
   */
  private record Kind(
      String group,
      String kind,
      Function<YamlDocument, ? extends Checked<? extends ObjectView>> reader) {}

  /** All of them: another kind among the inputs takes its reader and a line here. */
  private static final List<Kind> KINDS =
      ImmutableList.of(
          new Kind("networking.istio.io", "VirtualService", VirtualService::ofShape),
          new Kind("networking.istio.io", "DestinationRule", DestinationRule::ofShape),
          new Kind("networking.istio.io", "Gateway", KubernetesObject::from),
          new Kind("networking.istio.io", "ServiceEntry", KubernetesObject::from),
          new Kind("", "Service", KubernetesService::from),
          new Kind("", "Namespace", Namespace::from),
          new Kind("autoscaling", "HorizontalPodAutoscaler", HorizontalPodAutoscaler::from),
          new Kind("networking.k8s.io", "Ingress", Ingress::from),
          new Kind("extensions", "Ingress", Ingress::from),
          new Kind("argoproj.io", "AnalysisTemplate", AnalysisTemplate::from),
          new Kind("argoproj.io", "ClusterAnalysisTemplate", AnalysisTemplate::fromCluster),
          new Kind("argoproj.io", "Application", Application::from),
          new Kind("argoproj.io", "ApplicationSet", Application::fromSet),
          new Kind("argoproj.io", "AppProject", AppProject::from),
          new Kind("", "ConfigMap", ArgoSettings::from));

  private static final ImmutableListMultimap<String, Kind> KINDS_BY_NAME =
      Multimaps.index(KINDS, Kind::kind);

  private final KubernetesObjects objects;
  private final Supplier<List<Finding>> findings;

  /**
   * A document as it was read.
   *
   * @param view absent for a kind that is not understood
   */
  private record Seen(YamlDocument document, Optional<Checked<? extends ObjectView>> view) {
    static Seen of(YamlDocument document) {
      return new Seen(
          document,
          KINDS_BY_NAME.get(Fields.text(document.root(), "kind").orElse("")).stream()
              .filter(kind -> isOf(document, kind.group(), kind.kind()))
              .filter(kind -> !kind.kind().equals("ConfigMap") || ArgoSettings.isMeant(document))
              .findFirst()
              .map(kind -> kind.reader().apply(document)));
    }

    /** Returns the object; absent also where the reader found no way. */
    Stream<ObjectView> object() {
      return view.flatMap(Checked::value).map(ObjectView.class::cast).stream();
    }

    List<Finding> findings(IstioVersion istio) {
      return view.isPresent()
          ? Surroundings.findings(view.get(), document, istio)
          : IstioValidation.check(document, istio);
    }
  }

  Surroundings(List<YamlDocument> documents, IstioVersion istio, Workers workers) {
    List<Seen> all = workers.map(documents, Seen::of);
    objects = KubernetesObjects.of(all.stream().flatMap(Seen::object).toList());
    // who asks for documents alone does not wait for what Istio says of them
    findings =
        Planning.whenAsked(
            () ->
                workers.map(all, seen -> seen.findings(istio)).stream()
                    .flatMap(List::stream)
                    .collect(toImmutableList()),
            workers);
  }

  /** Of what the view and Istio say of one place, only what the view says is told. */
  private static List<Finding> findings(
      Checked<? extends ObjectView> view, YamlDocument document, IstioVersion istio) {
    List<Finding> findings = new ArrayList<>();
    Set<FieldPath> told = new HashSet<>();
    for (Finding finding : view.findings()) {
      // of an Istio document its validation tells them
      if (!finding.rule().equals(SchemaRules.UNKNOWN_FIELD)
          || view.value().filter(Surroundings::isReadWhole).isPresent()) {
        findings.add(finding);
        told.add(finding.path());
      }
    }
    for (Finding finding : IstioValidation.check(document, istio)) {
      if (!told.contains(finding.path())) {
        findings.add(finding);
      }
    }
    return findings;
  }

  private static boolean isReadWhole(ObjectView view) {
    return view instanceof Application
        || view instanceof AnalysisTemplate
        || view instanceof AppProject
        || view instanceof ArgoSettings;
  }

  /** Returns what is wrong with the shape of the documents. */
  List<Finding> findings() {
    return findings.get();
  }

  /** Returns what Rollouts can refer to. */
  KubernetesObjects objects() {
    return objects;
  }

  /** A document without name or apiVersion counts, so that its reader can say what it lacks. */
  static boolean isOf(YamlDocument document, String group, String kind) {
    Optional<String> version = Fields.text(document.root(), "apiVersion");
    return Fields.text(document.root(), "kind").equals(Optional.of(kind))
        && version
            .map(written -> written.substring(0, Math.max(0, written.indexOf('/'))).equals(group))
            .orElse(true);
  }
}
