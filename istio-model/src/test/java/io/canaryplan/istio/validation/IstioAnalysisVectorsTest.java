// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Range;
import io.canaryplan.istio.validation.IstioAnalysis.Extent;
import io.canaryplan.istio.validation.IstioVectors.Said;
import io.canaryplan.istio.validation.IstioVectors.Vector;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares findings across documents with what istioctl 1.31 said of the same cluster. */
class IstioAnalysisVectorsTest {
  private static final SetMultimap<String, String> ROWS =
      ImmutableSetMultimap.<String, String>builder()
          .put("4.7-unknown-host", "istio-host-unknown")
          .put("4.7-unknown-port", "istio-host-port-unknown")
          .put("4.7-port-required", "istio-host-port-required")
          .put("4.7-unknown-subset", "istio-subset-unknown")
          .put("4.7-unknown-gateway", "istio-gateway-unknown")
          .put("4.7-host-not-in-gateway", "istio-host-not-in-gateway")
          // one cause: of a gateway that is not there no host is told
          .put("4.7-host-not-in-gateway", "istio-gateway-unknown")
          .put("4.7-same-mesh-host", "istio-host-twice")
          .put("4.7-destination-rule-host-unknown", "istio-policy-host-unknown")
          .put("4.7-subset-selects-no-pod", "istio-subset-without-pods")
          .put("new:ingress-route-not-affected", "istio-ingress-without-subset")
          .put("new:conflicting-gateways", "istio-gateways-conflict")
          .build();

  /** Said by the check of single documents, or not at all (a wildcard). */
  private static final Set<String> ELSEWHERE =
      Set.of("schema-error", "schema-warning", "4.6-ineffective", "4.6-unreachable");

  @Test
  void sayWhatIstioctlSays() {
    List<String> wrong = new ArrayList<>();
    int bundles = 0;
    for (Vector vector : IstioVectors.all()) {
      if (vector.kind().equals("Bundle")) {
        bundles++;
        compare(vector, wrong);
      }
    }
    assertThat(bundles).isGreaterThan(100);
    assertThat(wrong).as("%s of %s bundles", wrong.size(), bundles).isEmpty();
  }

  /** Of two documents of one object the cluster has the last one. */
  private static List<YamlDocument> inCluster(Vector vector) {
    Map<ObjectId, YamlDocument> objects = new LinkedHashMap<>();
    for (YamlDocument document :
        YamlReader.read(vector.id(), vector.yaml()).value().orElseThrow()) {
      objects.put(KubernetesObject.idOf(document.root()).orElseThrow(), document);
    }
    return List.copyOf(objects.values());
  }

  /** The vectors were made with the analysis of the namespace default. */
  private static boolean isInOtherNamespace(Finding finding, List<YamlDocument> documents) {
    ObjectId id = KubernetesObject.idOf(owner(finding, documents).root()).orElseThrow();
    return !id.namespace().orElse("default").equals("default");
  }

  /** Returns the last document that starts before a finding. */
  private static YamlDocument owner(Finding finding, List<YamlDocument> documents) {
    YamlDocument owner = documents.get(0);
    for (YamlDocument document : documents) {
      Range range = document.range(FieldPath.root());
      if (range.start().compareTo(finding.position().orElseThrow()) <= 0
          && owner.range(FieldPath.root()).compareTo(range) < 0) {
        owner = document;
      }
    }
    return owner;
  }

  private static boolean stands(Finding finding, Said expected, List<YamlDocument> documents) {
    return ROWS.containsEntry(expected.rule(), finding.rule().id())
        && isOfObject(finding, expected, documents)
        && (expected.line().isEmpty() || isAtLine(finding, expected, documents));
  }

  /** Istio repeats for both VirtualServices what we say once, at the later one. */
  private static boolean isOfObject(Finding finding, Said expected, List<YamlDocument> documents) {
    ObjectId id = KubernetesObject.idOf(owner(finding, documents).root()).orElseThrow();
    String name = id.namespace().orElse("default") + "/" + id.name();
    return finding.rule().id().equals("istio-host-twice")
        ? expected.message().contains("," + name + " associated")
        : expected.object().equals(id.kind() + " " + name);
  }

  /**
   * The line is Istio's but where ours is one cause at its first place (a host that is unknown) or
   * one field further in (the port, where Istio names the destination).
   */
  private static boolean isAtLine(Finding finding, Said expected, List<YamlDocument> documents) {
    int line = Integer.parseInt(expected.line());
    int ours = finding.position().orElseThrow().line();
    return switch (finding.rule().id()) {
      case "istio-host-twice" -> true; // the line of another object
      case "istio-host-unknown" ->
          ours <= line
              && finding.message().contains(expected.message().replaceAll(".*(\".*\")$", "$1"));
      case "istio-host-port-unknown" -> {
        FieldPath destination = finding.path().parent().parent();
        yield owner(finding, documents).range(destination).start().line() <= line && line <= ours;
      }
      default -> ours == line;
    };
  }

  private static void compare(Vector vector, List<String> wrong) {
    List<YamlDocument> documents = inCluster(vector);
    List<Finding> across =
        IstioAnalysis.check(documents, IstioVersion.V1_31, Extent.WHOLE).stream()
            // the first of two VirtualServices is told of in every namespace
            .filter(
                finding ->
                    finding.rule().id().equals("istio-host-twice")
                        || !isInOtherNamespace(finding, documents))
            .toList();
    List<Finding> all = new ArrayList<>(across);
    documents.forEach(d -> all.addAll(IstioValidation.check(d, IstioVersion.V1_31)));
    boolean ok = all.stream().noneMatch(Finding::isError);
    if (ok != vector.ok()) {
      wrong.add(vector.id() + " ok is " + ok + ": " + all + " / " + vector.errors());
    }
    List<Said> said = new ArrayList<>(vector.errors());
    said.addAll(vector.warnings());
    for (Said expected : said) {
      boolean wildcard = expected.message().startsWith("The host *");
      if (!ELSEWHERE.contains(expected.rule())
          && !wildcard
          && across.stream().noneMatch(f -> stands(f, expected, documents))) {
        wrong.add(vector.id() + " lacks " + expected + ": " + across);
      }
    }
    for (Finding finding : across) {
      if (said.stream().noneMatch(expected -> stands(finding, expected, documents))) {
        wrong.add(vector.id() + " has " + finding + ": " + said);
      }
    }
  }
}
