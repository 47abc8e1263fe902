// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values of sound YAML are meant for a template engine, and which for a pod or a proxy. */
class UnrenderedTest {
  private static final String MANIFEST =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop, labels: {team: web}, annotations: {note: fine}}
      spec:
        replicas: 4
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            nodeSelector: {zone: a}
            containers:
            - name: shop
              image: shop:2
              args: [run]
              env: [{name: A, value: b}]
              volumeMounts: [{name: data, mountPath: /data, subPathExpr: c}]
        strategy: {canary: {steps: [{setWeight: 25}, {pause: {duration: 1m}}]}}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop.example]
        http:
        - match: [{uri: {regex: /a}}]
          headers: {request: {set: {host: other}}}
          route: [{destination: {host: shop.example}}]
      """;

  private static List<Finding> templates(String written, String instead) {
    assertThat(MANIFEST).contains(written);
    return Manifests.read("in.yaml", MANIFEST.replace(written, instead)).findings().stream()
        .filter(finding -> finding.rule().equals(YamlRules.TEMPLATE_EXPRESSION))
        .toList();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 4 | replicas: $REPLICAS",
        "replicas: 4 | replicas: <%= replicas %>",
        "replicas: 4 | replicas: [[ replicas ]]",
        "setWeight: 25 | setWeight: $WEIGHT",
        "duration: 1m | duration: $TIME",
        "team: web | team: $TEAM",
        "matchLabels: {app: shop} | matchLabels: {app: $APP}",
        "zone: a | zone: $ZONE",
        "name: shop, labels | name: shop-$ENV, labels",
        "name: shop, labels | namespace: $NS, name: shop, labels",
        "image: shop:2 | image: $REGISTRY/shop:$TAG",
        "image: shop:2 | image: \"[[ image ]]\"",
        "hosts: [shop.example] | hosts: [$HOST]",
        "destination: {host: shop.example} | destination: {host: $HOST}",
        "env: [{name: A, value: b}] | resources: \"{{ .Values.resources }}\""
      })
  void aPlainValueThatIsATemplateIsTold(String written, String instead) {
    assertThat(templates(written, instead)).hasSize(1);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "args: [run] | args: [\"--name=$(NAME)\", $HOME, \"[[ a ]]\", \"{{ x }}\"]",
        "value: b | value: $(NAME)-$HOME",
        "team: web | team: $(TEAM)",
        "subPathExpr: c | subPathExpr: $(POD_NAME)",
        "mountPath: /data | mountPath: /data/$HOME",
        "note: fine | note: \"$NAME {{ x }} <% y %>\"",
        "regex: /a | regex: \"^/[[:alpha:]]+$\"",
        "set: {host: other} | set: {host: $other}"
      })
  void whatMayBeMeantAsItStandsIsNot(String written, String instead) {
    assertThat(templates(written, instead)).isEmpty();
  }
}
