// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplicationEditTest {
  private static final String WEIGHTS =
      ".spec.http[]? | select(.name == \"primary\") | .route[]?.weight";
  private static final String STAFF = ".spec.http[]? | select(.name == \"staff\")";

  private static YamlDocument document(String text) {
    return YamlReader.read("application.yaml", text).value().orElseThrow().get(0);
  }

  private static String edited(String text, List<IgnoreDifferences> entries, String... options) {
    Application application = Application.from(document(text)).value().orElseThrow();
    return new ApplicationEdit(application).with(entries, List.of(options)).text();
  }

  private static IgnoreDifferences shop(String... expressions) {
    return new IgnoreDifferences(
        "networking.istio.io",
        "VirtualService",
        Optional.of("shop"),
        Optional.of("shop"),
        List.of(),
        List.of(expressions),
        List.of());
  }

  @Test
  void addsAListWhereThereIsNone() {
    String text =
        """
        # the shop
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: shop # its name
        spec:
          project: "default"
          destination: {namespace: shop}
        """;

    assertThat(edited(text, List.of(shop(STAFF, WEIGHTS)), "ApplyOutOfSyncOnly=true"))
        .isEqualTo(
            text
                + "  ignoreDifferences:\n"
                + "  - group: networking.istio.io\n"
                + "    kind: VirtualService\n"
                + "    name: shop\n"
                + "    namespace: shop\n"
                + "    jqPathExpressions:\n"
                + ("    - " + STAFF + "\n")
                + ("    - " + WEIGHTS + "\n")
                + "  syncPolicy:\n"
                + "    syncOptions:\n"
                + "    - ApplyOutOfSyncOnly=true\n");
  }

  @Test
  void completesTheEntryOfTheObjectAndKeepsEverythingElse() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop}
        spec:
          ignoreDifferences:
            # set by cert-manager
            - group: ""
              kind: Secret
              jsonPointers: [/data]
            - group: networking.istio.io
              kind: VirtualService
              name: shop   # ours
              jqPathExpressions:
                # the weights
                - .spec.http[]? | select(.name == "primary") | .route[]?.weight
          syncPolicy:
            syncOptions:
              - CreateNamespace=true # first
              - ApplyOutOfSyncOnly=false
          destination: {namespace: shop}
        """;

    assertThat(edited(text, List.of(shop(STAFF, WEIGHTS)), "ApplyOutOfSyncOnly=true"))
        .isEqualTo(
            text.replace(
                    "| .route[]?.weight\n",
                    "| .route[]?.weight\n        - .spec.http[]? | select(.name == \"staff\")\n")
                .replace("ApplyOutOfSyncOnly=false", "ApplyOutOfSyncOnly=true"));
  }

  @Test
  void writesNothingASecondTime() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop}
        spec:
          destination: {namespace: shop}
        """;
    String once = edited(text, List.of(shop(STAFF, WEIGHTS)), "ApplyOutOfSyncOnly=true");

    assertThat(edited(once, List.of(shop(STAFF, WEIGHTS)), "ApplyOutOfSyncOnly=true"))
        .isEqualTo(once)
        .contains(STAFF);
  }

  @Test
  void leavesOutWhatAnEntryForAllOfTheKindSays() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop}
        spec:
          ignoreDifferences:
          - group: networking.istio.io
            kind: VirtualService
            jqPathExpressions: ['.spec.http[]? | select(.name == "staff")']
          - {group: networking.istio.io, kind: VirtualService, name: shop, namespace: other}
        """;

    assertThat(edited(text, List.of(shop(STAFF)))).isEqualTo(text);
    assertThat(edited(text, List.of(shop(STAFF, WEIGHTS))))
        .startsWith(text)
        .endsWith(
            """
              - group: networking.istio.io
                kind: VirtualService
                name: shop
                namespace: shop
                jqPathExpressions:
                - .spec.http[]? | select(.name == "primary") | .route[]?.weight
            """);
  }

  @Test
  void editsTheTemplateOfAnApplicationSet() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: shops}
        spec:
          template:
            metadata: {name: '{{ .name }}'}
            spec:
              destination: {namespace: '{{ .name }}'}
        """;
    Application set = Application.fromSet(document(text)).value().orElseThrow();

    assertThat(new ApplicationEdit(set).with(List.of(shop(STAFF)), List.of()).text())
        .startsWith(text)
        .contains("      ignoreDifferences:\n      - group: networking.istio.io\n");
  }
}
