// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.istio.validation.IstioVectors.Vector;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an edit causes, besides what was there already. */
class EditValidationTest {
  private static final String GIVEN =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop, shop]
        http:
        - name: a
          timeout: 1.5ms
          match: [{uri: {prefix: /a}}]
          route:
          - {destination: {host: shop}, weight: 90}
          - {destination: {host: shop-canary}, weight: 10}
        - match: [{uri: {prefix: /a/b}}]
          route: [{destination: {host: "x_y"}}]
      """;

  private static YamlDocument read(String text) {
    return YamlReader.read("edit.yaml", text).value().orElseThrow().get(0);
  }

  private static List<String> caused(YamlDocument before, YamlDocument after) {
    return EditValidation.of(before, IstioVersion.newest()).check(after).stream()
        .map(finding -> finding.rule().id() + " " + finding.path())
        .toList();
  }

  private static YamlDocument weight(YamlDocument document, int index, int weight) {
    FieldPath path =
        FieldPath.of("spec", "http").index(0).child("route").index(index).child("weight");
    return document.with(path, YamlScalar.of(weight));
  }

  private static YamlDocument first(YamlDocument document, HttpRoute rule) {
    VirtualService service = VirtualService.from(document).value().orElseThrow();
    List<HttpRoute> rules = new ArrayList<>(service.http());
    rules.add(0, rule);
    return service.withHttp(rules).document();
  }

  @Test
  void whatWasWrongBeforeIsNotSaidAgain() {
    YamlDocument given = read(GIVEN);

    assertThat(IstioValidation.check(given)).hasSize(4);
    assertThat(caused(given, given)).isEmpty();
    assertThat(caused(given, weight(given, 0, 50))).isEmpty();
    assertThat(caused(given, first(given, HttpRoute.of("m", List.of(RouteDestination.of("c", 1))))))
        .as("a rule without matches stands first: both others are never used")
        .containsExactly(
            "istio-rule-after-catch-all spec.http[1].match[0]",
            "istio-rule-after-catch-all spec.http[2].match[0]");
  }

  @Test
  void whatAnEditCausesIsSaid() {
    YamlDocument given = read(GIVEN);

    assertThat(caused(given, weight(weight(given, 0, 0), 1, 0)))
        .containsExactly("istio-weights-zero spec.http[0].route");
    assertThat(caused(given, weight(given, 1, -1)))
        .containsExactly("istio-weight-negative spec.http[0].route[1].weight");
    VirtualService service = VirtualService.from(given).value().orElseThrow();
    assertThat(caused(given, service.withHttp(List.of()).document()))
        .containsExactly("istio-routes-missing spec");
  }

  @Test
  void anEditOfARuleCausesWhatTheWholeDocumentHas() {
    int compared = 0;
    for (Vector vector : IstioVectors.all()) {
      if (!vector.kind().equals("VirtualService")) {
        continue;
      }
      YamlDocument given = read(vector.yaml());
      EditValidation edits = EditValidation.of(given, IstioVersion.V1_31);
      assertThat(edits.check(given)).as(vector.id()).isEmpty();
      List<Finding> before = IstioValidation.check(given, IstioVersion.V1_31);
      if (before.stream().allMatch(finding -> finding.message().contains("webhook"))) {
        compared++;
        HttpRoute rule = HttpRoute.of("new", List.of(RouteDestination.of("no_name", 1)));
        YamlDocument after = first(given, rule);
        assertThat(edits.check(after))
            .as(vector.id())
            .isSubsetOf(IstioValidation.check(after, IstioVersion.V1_31));
        // Annotations can keep the webhook from looking at destinations.
        if (!vector.yaml().contains("istio.io/") || !vector.yaml().contains("annotations")) {
          assertThat(caused(given, after))
              .as(vector.id())
              .contains("istio-destination-host spec.http[0].route[0].destination.host");
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
  }
}
