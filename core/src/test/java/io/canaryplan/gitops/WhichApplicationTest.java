// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.check.Subject;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.NamedDocuments;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which Application an object belongs to is concluded from what is written, or not at all. */
class WhichApplicationTest {
  private static YamlDocument document(String text) {
    return YamlReader.read("argo.yaml", text).value().orElseThrow().get(0);
  }

  private static Application application(String name, String spec) {
    return Application.from(
            document(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %s, namespace: teams}
                spec: {%s}
                """
                    .formatted(name, spec)))
        .value()
        .orElseThrow();
  }

  private static Optional<String> of(String metadata, Application... applications) {
    YamlDocument object =
        document(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop, %s}
            """
                .formatted(metadata));
    ArgoCd argo =
        ArgoCd.of(
            new Subject.Inputs(
                KubernetesObjects.of(List.of(applications)),
                NamedDocuments.of(List.of()),
                IstioVersion.newest()));
    return argo.of(KubernetesObject.idOf(object.root()).orElseThrow(), object)
        .map(app -> app.id().name());
  }

  private static final Application ONE = application("one", "destination: {namespace: shop}");
  private static final Application TWO = application("two", "destination: {namespace: other}");
  private static final Application OPEN = application("open", "project: default");
  private static final Application NAMING =
      application(
          "naming",
          "ignoreDifferences: [{group: networking.istio.io, kind: VirtualService, name: shop}]");
  private static final Application OF_KIND =
      application(
          "kind", "ignoreDifferences: [{group: networking.istio.io, kind: VirtualService}]");

  @Test
  void theOnlyOneHasIt() {
    assertThat(of("namespace: shop", TWO)).contains("two");
  }

  @Test
  void theDestinationNamespaceDecides() {
    assertThat(of("namespace: shop", ONE, TWO, OPEN)).contains("one");
    assertThat(of("namespace: third", ONE, TWO)).isEmpty();
    assertThat(of("labels: {}", ONE, TWO)).isEmpty();
  }

  @Test
  void whatIsIgnoredByNameDecidesBeforeThat() {
    assertThat(of("namespace: shop", ONE, NAMING)).contains("naming");
  }

  @Test
  void whatIsIgnoredByKindDecidesAfterThat() {
    assertThat(of("namespace: shop", ONE, OF_KIND)).contains("one");
    assertThat(of("namespace: shop", OPEN, OF_KIND, TWO)).contains("kind");
  }

  @Test
  void trackingDecidesBeforeAll() {
    String tracking = "argocd.argoproj.io/tracking-id: 'NAME:networking.istio.io/VS:shop/shop'";
    assertThat(
            of("namespace: shop, annotations: {" + tracking.replace("NAME", "two") + "}", ONE, TWO))
        .contains("two");
    assertThat(
            of(
                "namespace: shop, annotations: {" + tracking.replace("NAME", "teams_two") + "}",
                ONE,
                TWO))
        .contains("two");
    assertThat(of("namespace: shop, annotations: {" + tracking.replace("NAME", "gone") + "}", ONE))
        .isEmpty();
  }

  @Test
  void aLabelDecidesIfThereIsSuchAnApplication() {
    assertThat(of("namespace: shop, labels: {app.kubernetes.io/instance: two}", ONE, TWO))
        .contains("two");
    assertThat(of("namespace: shop, labels: {app.kubernetes.io/instance: chart}", ONE, TWO))
        .contains("one");
  }

  @Test
  void twoOfTheSameAreNotTold() {
    assertThat(of("namespace: shop", ONE, application("again", "destination: {namespace: shop}")))
        .isEmpty();
  }
}
