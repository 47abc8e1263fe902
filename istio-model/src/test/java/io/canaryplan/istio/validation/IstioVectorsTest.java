// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.validation.IstioVectors.Said;
import io.canaryplan.istio.validation.IstioVectors.Vector;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares the findings with what Istio 1.31 itself said (istio-validation.md, head). */
class IstioVectorsTest {
  /** Which rules of ours stand for a row of the study; several, as ours tell cases apart. */
  private static final SetMultimap<String, String> ROWS =
      ImmutableSetMultimap.<String, String>builder()
          .putAll("VS-1", "istio-delegate-fields")
          .putAll("VS-2", "istio-routes-missing")
          .putAll("VS-4", "istio-virtual-host")
          .putAll("VS-5", "istio-host-wildcard-in-mesh")
          .putAll("VS-6", "istio-hosts-overlap")
          .putAll("VS-7", "istio-gateway-name")
          .putAll("VS-8", "istio-gateway-name-old")
          .putAll("VS-9", "istio-claim-in-mesh")
          .putAll("VS-10", "istio-export-to")
          .putAll("VS-11", "istio-annotation-reserved")
          .putAll("W-1", "istio-weight-negative")
          .putAll("W-2", "istio-weights-zero")
          .putAll("W-5", "istio-field-missing")
          .putAll("H-1", "istio-delegate-conflict")
          .putAll("H-2", "istio-route-conflict")
          .putAll("H-3", "istio-route-missing")
          .putAll("H-4", "istio-mirror-conflict")
          .putAll("H-5", "istio-mirror-percentage")
          .putAll("H-6", "istio-mirror-percentage", "istio-mirror-percent-old")
          .putAll("H-7", "istio-mirror-percentage", "istio-field-missing")
          .putAll("H-8", "istio-header-name")
          .putAll("H-9", "istio-prefix-empty")
          .putAll("H-10", "istio-regex")
          .putAll("H-11", "istio-match-condition")
          .putAll("H-12", "istio-header-operation")
          .putAll(
              "H-13",
              "istio-cors-policy",
              "istio-fault",
              "istio-redirect",
              "istio-rewrite",
              "istio-retries",
              "istio-direct-response",
              "istio-direct-response-large",
              "istio-timeout")
          .putAll("D-1", "istio-destination-host")
          .putAll("D-2", "istio-destination-host")
          .putAll("D-3", "istio-destination-subset")
          .putAll("D-4", "istio-destination-port")
          .putAll("T-1", "istio-tls-match", "istio-route-missing")
          .putAll("T-2", "istio-sni-host")
          .putAll("T-3", "istio-sni-address")
          .putAll("T-4", "istio-match-condition", "istio-route-missing")
          .putAll("DR-1", "istio-rule-host")
          .putAll("DR-2", "istio-subset-duplicate")
          .putAll("DR-3", "istio-subset-name")
          .putAll("DR-4", "istio-subset-labels")
          .putAll(
              "DR-5",
              "istio-traffic-policy-empty",
              "istio-connection-pool",
              "istio-outlier-detection",
              "istio-load-balancer",
              "istio-client-tls",
              "istio-port-policy",
              "istio-tunnel",
              "istio-policy-deprecated",
              "istio-failover-without-outliers")
          .putAll("DR-6", "istio-export-to")
          .putAll("DR-7", "istio-selector-label", "istio-selector-empty")
          .putAll("new:gw-bind", "istio-server-bind")
          .putAll("new:gw-host", "istio-server-host")
          .putAll("new:gw-name", "istio-gateway-object-name")
          .putAll("new:gw-no-host", "istio-server-hosts")
          .putAll("new:gw-no-server", "istio-gateway-without-servers")
          .putAll("new:gw-port", "istio-server-port")
          .putAll("new:gw-port-names", "istio-server-port-name")
          .putAll("new:gw-tls", "istio-server-certificates", "istio-server-tls-ignored")
          .putAll("new:gw-tls-protocol", "istio-server-tls")
          .putAll("new:gw-https-redirect", "istio-https-redirect")
          .putAll("new:crd-cel", "istio-duration")
          .putAll("new:crd-enum", "istio-field-value", "istio-field-type")
          .putAll("new:crd-null", "istio-item-null")
          .putAll("new:crd-oneof", "istio-fields-exclusive")
          .putAll(
              "new:crd-other",
              "istio-api-version",
              "istio-fields-exclusive",
              "istio-selector-label")
          .putAll("new:crd-range", "istio-field-range")
          .putAll("new:crd-required", "istio-field-missing")
          .putAll("new:crd-type", "istio-field-type", "istio-field-range")
          .putAll("unknown-field", "unknown-field")
          .putAll("4.6-1", "istio-rule-after-catch-all")
          .putAll("4.6-2", "istio-rule-after-catch-all")
          .putAll("4.6-3", "istio-match-duplicate")
          .putAll("4.6-4", "istio-rule-unused")
          .putAll("4.6-5", "istio-match-overlapped")
          .build();

  @Test
  void sayWhatIstioSays() {
    List<String> wrong = new ArrayList<>();
    int documents = 0;
    for (Vector vector : IstioVectors.all()) {
      if (!vector.kind().equals("Bundle")) {
        documents++;
        compare(vector, wrong);
      }
    }
    assertThat(documents).isGreaterThan(1500);
    assertThat(wrong).as("%s of %s documents", wrong.size(), documents).isEmpty();
  }

  private static void compare(Vector vector, List<String> wrong) {
    var read = YamlReader.read(vector.id(), vector.yaml());
    if (read.value().orElseThrow().isEmpty()) {
      wrong.add(vector.id() + " cannot be read: " + read.findings());
      return;
    }
    YamlDocument document = read.value().orElseThrow().get(0);
    List<Finding> findings = IstioValidation.check(document, IstioVersion.V1_31);
    boolean ok = findings.stream().noneMatch(Finding::isError);
    if (ok != vector.ok()) {
      wrong.add(vector.id() + " ok is " + ok + ": " + findings + " / " + vector.errors());
    }
    List<Said> said = new ArrayList<>(vector.errors());
    said.addAll(vector.warnings());
    for (Said expected : said) {
      boolean told = expected.rule().equals("new:decode"); // told by what the API server refuses
      for (Finding finding : findings) {
        told |= stands(finding, expected, document) || coveredByApiServer(finding, expected);
      }
      if (!told) {
        wrong.add(vector.id() + " lacks " + expected + ": " + findings);
      }
    }
    for (Finding finding : findings) {
      if (said.stream().noneMatch(expected -> stands(finding, expected, document))
          && !onlyDecoded(finding, said)
          && !isDurationBesideOthers(finding, said)) {
        wrong.add(vector.id() + " has " + finding + ": " + said);
      }
    }
  }

  /** Returns whether a finding says it at the place that Istio names. */
  private static boolean stands(Finding finding, Said expected, YamlDocument document) {
    return ROWS.containsEntry(expected.rule(), finding.rule().id())
        && finding.isError() == isError(expected)
        && VectorPaths.agree(finding, expected, document);
  }

  private static boolean isError(Said said) {
    return !WARNINGS.contains(said.rule()) && !isWarningText(said);
  }

  private static final List<String> WARNINGS =
      List.of(
          "VS-8",
          "T-3",
          "4.6-1",
          "4.6-2",
          "4.6-3",
          "4.6-4",
          "4.6-5",
          "unknown-field",
          "new:gw-https-redirect");

  private static boolean isWarningText(Said said) {
    return said.message().contains("deprecated")
        || said.message().endsWith("impact control plane performance")
        || said.message().contains("must be provided for failover")
        || said.message().contains("without labels")
        || said.message().contains("compatible ciphers")
        || said.message().contains("they will be ignored");
  }

  /** One cause: what the API server refuses, Istio refuses too, a little above or below. */
  private static boolean coveredByApiServer(Finding finding, Said expected) {
    if (!finding.message().endsWith("the API server refuses it")) {
      return false;
    }
    String path = finding.path().toString();
    return VectorPaths.isBelow(path, expected.path()) || VectorPaths.isBelow(expected.path(), path);
  }

  /** A duration without lower limit is refused by decoding alone, which names no path. */
  private static boolean onlyDecoded(Finding finding, List<Said> said) {
    return finding.rule().id().equals("istio-duration-syntax")
        && said.stream().anyMatch(expected -> expected.rule().equals("new:decode"));
  }

  /** The API server leaves out the rules for durations where something else is wrong, too. */
  private static boolean isDurationBesideOthers(Finding finding, List<Said> said) {
    return finding.rule().id().equals("istio-duration")
        && said.stream()
            .anyMatch(
                expected ->
                    expected.layer().equals("crd") && !expected.rule().equals("new:crd-cel"));
  }
}
