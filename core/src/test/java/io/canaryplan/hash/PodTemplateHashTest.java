// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.hash.HashPrediction.NotPredictable;
import io.canaryplan.hash.HashPrediction.Predicted;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTemplateHashTest {
  private static final String MINIMAL =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        strategy: {canary: {}}
        template:
          metadata:
            labels: {app: web}
          spec:
            containers:
            - name: web
              image: nginx:1.25
      """;

  // hash.md 10, example A
  @Test
  void theMinimalTemplateHasTheTextAndHashOfTheStudy() {
    assertThat(PodTemplateHash.of(rollout(MINIMAL), HashLevel.V1_9))
        .isEqualTo(
            new Predicted(
                "7dc666b946",
                "{\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":"
                    + "[{\"name\":\"web\",\"image\":\"nginx:1.25\",\"resources\":{}}]}}"));
    assertThat(PodTemplateHash.of(rollout(MINIMAL), HashLevel.V1_8))
        .isEqualTo(
            new Predicted(
                "7c4bd8fbf8",
                "{\"metadata\":{\"creationTimestamp\":null,\"labels\":{\"app\":\"web\"}},\"spec\":"
                    + "{\"containers\":[{\"name\":\"web\",\"image\":\"nginx:1.25\","
                    + "\"resources\":{}}]}}"));
  }

  // hash.md 10, example A
  @ParameterizedTest
  @CsvSource({"0, f5fb7cdf8", "1, 68db74476c", "2, 64d56d4768"})
  void collisionsChangeTheHashAndTheTextNot(int count, String expected) {
    HashPrediction fromStatus =
        PodTemplateHash.of(
            rollout(MINIMAL + "status: {collisionCount: " + count + "}\n"), HashLevel.V1_9);

    assertThat(fromStatus.label()).hasValue(expected);
    assertThat(PodTemplateHash.of(rollout(MINIMAL).withCollisionCount(count), HashLevel.V1_9))
        .isEqualTo(fromStatus);
  }

  // hash.md 10, example B
  @Test
  void quantitiesPortsAndOddStrings() {
    TemplateSource source =
        rollout(
            """
            metadata: {name: web}
            spec:
              template:
                metadata:
                  labels: {tier: front, app: web}
                  annotations:
                    note: "a<b & \\"q\\""
                spec:
                  restartPolicy: Always
                  terminationGracePeriodSeconds: 0
                  containers:
                  - image: ghcr.io/acme/web:1.0.0
                    name: web
                    env:
                    - {name: EMPTY, value: ""}
                    - name: POD
                      valueFrom: {fieldRef: {fieldPath: metadata.name}}
                    ports:
                    - containerPort: 8080      # protocol comes from the CRD
                    resources:
                      requests: {memory: 1024Mi, cpu: 0.5}
                      limits: {memory: "1.500", cpu: 1000m}
                    readinessProbe:
                      httpGet: {path: /ready, port: http}
                      initialDelaySeconds: 0
            """);

    assertThat(PodTemplateHash.of(source, HashLevel.V1_9).label()).hasValue("7c8f4b4db5");
    assertThat(PodTemplateHash.of(source, HashLevel.V1_8).label()).hasValue("644c7c99c");
  }

  // hash.md 10, example C
  @Test
  void nullsEmptyValuesAndUnknownFields() {
    TemplateSource source =
        rollout(
            """
            metadata: {name: web}
            spec:
              template:
                metadata:
                  name: ignored
                  creationTimestamp: null
                  labels: {app: web, "on": "yes"}
                spec:
                  unknownField: 1
                  nodeSelector: {}
                  affinity: {}
                  securityContext: {}
                  hostNetwork: false
                  tolerations: null
                  containers:
                  - name: web
                    image: nginx
                    command: []
                    securityContext: {runAsUser: 0, runAsNonRoot: false}
                    livenessProbe: {grpc: {port: 9000}}
                    resources: {limits: {cpu: null}}
                  volumes:
                  - name: tmp
                    emptyDir: {sizeLimit: 1e9}
                  - name: nothing
                    emptyDir: null
                  - name: p
                    projected: {sources: null, defaultMode: 0644}
            """);

    assertThat(PodTemplateHash.of(source, HashLevel.V1_9).label()).hasValue("7d56dc8584");
    assertThat(PodTemplateHash.of(source, HashLevel.V1_8).label()).hasValue("64cdf55b65");
  }

  // hash.md 11: labels that the controller's own end-to-end tests saw in a real cluster.
  @ParameterizedTest
  @CsvSource({
    "V1_9, 674d8cf959, canary-scaledowndelay, ''",
    "V1_8, 66597877b7, canary-scaledowndelay, ''",
    "V1_5, 66597877b7, canary-scaledowndelay, ''",
    "V1_9, 6b56c8cdb4, dynamic-stable-scale, 'readinessGates: [{conditionType: argoproj.io/e2e-readiness}]'",
    "V1_8, 868d98995b, dynamic-stable-scale, 'readinessGates: [{conditionType: argoproj.io/e2e-readiness}]'",
    "V1_5, 868d98995b, dynamic-stable-scale, 'readinessGates: [{conditionType: argoproj.io/e2e-readiness}]'"
  })
  void labelsSeenInRealClusters(HashLevel level, String label, String app, String gates) {
    YamlNode template =
        yaml(
            """
            metadata: {labels: {app: %s}}
            spec:
              %s
              containers:
              - name: %s
                image: nginx:1.19-alpine
                ports: [{name: http, containerPort: 80, protocol: TCP}]
                resources: {requests: {memory: 16Mi, cpu: 5m}}
            """
                .formatted(app, gates, app));

    assertThat(PodTemplateHash.of(template, level).label()).hasValue(label);
  }

  @Test
  void theReplicaSetIsNamedAfterRolloutAndHash() {
    assertThat(new Predicted("7dc666b946", "{}").replicaSetName("web")).isEqualTo("web-7dc666b946");
  }

  // hash.md 6: Go 1.22 and with it controller 1.8 write these two shorter.
  @ParameterizedTest
  @CsvSource({"V1_7, '\\u0008\\u000c'", "V1_8, '\\b\\f'", "V1_9, '\\b\\f'"})
  void escapesDependOnTheGoOfTheController(HashLevel level, String written) {
    assertThat(json("metadata: {annotations: {a: \"\\b\\f\"}}", level))
        .contains("\"annotations\":{\"a\":\"" + written + "\"}");
  }

  // hash.md 6
  @Test
  void othersAreEscapedAsGoDoes() {
    assertThat(
            json(
                "metadata: {annotations: {a: \"\\n\\r\\t\\x01\\x7f\\x85\\u2028\\u2029<>&/\\\"\\\\é\"}}",
                HashLevel.V1_9))
        .contains("\"\\n\\r\\t\\u0001\u007f\u0085\\u2028\\u2029\\u003c\\u003e\\u0026/\\\"\\\\é\"");
  }

  // hash.md 6: keys are sorted by their bytes, so U+FF21 comes before a character beyond U+FFFF.
  @Test
  void keysAreSortedByTheirBytes() {
    assertThat(
            json("metadata: {labels: {\"\\U0001F600\": a, \"Ａ\": b, b: c, B: d}}", HashLevel.V1_9))
        .contains("{\"B\":\"d\",\"b\":\"c\",\"Ａ\":\"b\",\"\uD83D\uDE00\":\"a\"}");
  }

  @ParameterizedTest
  @CsvSource({"V1_7, V1_7", "V1_8, V1_8", "V1_9, V1_9", "MAIN, V1_9"})
  void everyControllerHasALevel(ControllerVersion controller, HashLevel level) {
    assertThat(HashLevel.of(controller)).isEqualTo(level);
  }

  // hash.md 3, C5
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUSED    | spec.containers[0].env[0].value   | 1:55 | spec: {containers: [{name: a, env: [{name: b, value:  1}]}]}
          REFUSED    | spec.containers[0].args[0]        | 1:38 | spec: {containers: [{name: a, args: [null]}]}
          REFUSED    | spec.containers[0].name           | 1:21 | spec: {containers: [{image: a}]}
          REFUSED    | spec.containers                   | 1:7  | spec: {hostNetwork: true}
          REFUSED    | spec.containers                   | 1:20 | spec: {containers: {}}
          REFUSED    | spec.hostNetwork                  | 1:42 | spec: {containers: [], hostNetwork:      "true"}
          REFUSED    | spec.priority                     | 1:34 | spec: {containers: [], priority: 9223372036854775808}
          REFUSED    | spec.overhead.cpu                 | 1:40 | spec: {containers: [], overhead: {cpu: 9223372036854775808}}
          REFUSED    | spec.hostNetwork                  | 1:91 | spec: {containers: [], volumes: [{name: a, emptyDir: {sizeLimit: 1x}}],     hostNetwork:  1}
          REFUSED    | spec.containers[1]                | 1:33 | spec: {containers: [{name: a},  {name: a}]}
          REFUSED    | spec.containers[0].env[2]         | 1:60 | spec: {containers: [{name: a, env: [{name: b}, {name: c},  {name: b}]}]}
          REFUSED    | spec.overhead.cpu                 | 1:40 | spec: {containers: [], overhead: {cpu: 0.5}}
          REFUSED    | metadata.labels.a                 | 1:25 | metadata: {labels: {a:  yes}}
          UNREADABLE | spec.containers[0].livenessProbe.tcpSocket.port | 1:66 | spec: {containers: [{name: a, livenessProbe: {tcpSocket: {port:  2147483648}}}]}
          UNREADABLE | spec.overhead.cpu                 | 1:40 | spec: {containers: [], overhead: {cpu: 1e3.5}}
          UNREADABLE | spec.volumes[0].emptyDir.sizeLimit | 1:68 | spec: {containers: [], volumes: [{name: a, emptyDir: {sizeLimit:   1x}}]}
          UNREADABLE | spec.containers[0].resources.limits.cpu | 1:59 | spec: {containers: [{name: a, resources: {limits: {cpu:   [1]}}}]}
          NOT_JSON   | metadata.labels                   | 1:21 | metadata: {labels: {null: a}}
          NOT_JSON   | metadata.annotations.a            | 1:29 | metadata: {annotations: {a: .inf}}
          NO_TEMPLATE | ''                               | 1:1  | ~
          """)
  void whatCannotBePredictedSaysWhyAndWhere(
      Reason reason, String path, String position, String template) {
    HashPrediction prediction = PodTemplateHash.of(yaml(template), HashLevel.V1_9);

    assertThat(prediction)
        .isInstanceOfSatisfying(
            NotPredictable.class,
            not -> {
              assertThat(not.reason()).isEqualTo(reason);
              assertThat(not.path()).hasToString(path);
              assertThat(not.position().orElseThrow()).hasToString("template.yaml:" + position);
            });
    assertThat(prediction.label()).isEmpty();
  }

  // Argo Rollouts 1.7.2, 1.8.4 and 1.9.1: the CRD of 1.9 tells more lists apart by a key.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_9 | name b stands twice in the list, which the CRD refuses                         | env: [{name: b}, {name: b, value: c}]
          V1_8 | ''                                                      | env: [{name: b}, {name: b, value: c}]
          V1_9 | mountPath /a stands twice in the list, which the CRD refuses                   | volumeMounts: [{name: a, mountPath: /a}, {name: b, mountPath: /a}]
          V1_7 | ''                                                      | volumeMounts: [{name: a, mountPath: /a}, {name: b, mountPath: /a}]
          V1_9 | containerPort 80, protocol TCP stands twice in the list, which the CRD refuses | ports: [{containerPort: 80}, {containerPort: 80, protocol: TCP}]
          V1_7 | containerPort 80, protocol TCP stands twice in the list, which the CRD refuses | ports: [{containerPort: 80}, {containerPort: 80, protocol: TCP}]
          V1_9 | ''                                                      | ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}]
          V1_9 | 7 stands twice in the list, which the CRD refuses                              | restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [7, 8, 7]}}]
          """)
  void itemsThatTheCrdTellsApart(HashLevel level, String message, String field) {
    HashPrediction prediction =
        PodTemplateHash.of(yaml("spec: {containers: [{name: a, " + field + "}]}"), level);

    assertThat(prediction instanceof NotPredictable not ? not.message() : "").isEqualTo(message);
  }

  @Test
  void pathsOfARolloutStartAtTheDocument() {
    assertThat(PodTemplateHash.of(rollout("spec: {template: {spec: 1}}"), HashLevel.V1_9))
        .hasToString(
            "not predictable: template.yaml:1:25: spec.template.spec: found the number 1 where a"
                + " mapping is expected");
    assertThat(PodTemplateHash.of(rollout("spec: {replicas: 1}"), HashLevel.V1_9))
        .isInstanceOfSatisfying(
            NotPredictable.class,
            not -> assertThat(not.path()).isEqualTo(FieldPath.of("spec", "template")));
  }

  // hash.md 8: the template of a PodTemplate is not below spec.
  @Test
  void aPodTemplateIsAWorkloadToo() {
    String template = "{metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: b}]}}";
    HashPrediction deployment =
        PodTemplateHash.of(
            TemplateSource.ofWorkload(
                yaml("{kind: Deployment, spec: {template: " + template + "}}"),
                YamlScalar.nullValue()),
            HashLevel.V1_9);

    assertThat(
            PodTemplateHash.of(
                TemplateSource.ofWorkload(
                    yaml("{kind: PodTemplate, template: " + template + "}"),
                    YamlScalar.nullValue()),
                HashLevel.V1_9))
        .isEqualTo(deployment);
    assertThat(((Predicted) deployment).json()).contains("\"imagePullPolicy\":\"Always\"");
  }

  @Test
  void countsBelowZeroAreRefused() {
    assertThatThrownBy(() -> rollout(MINIMAL).withCollisionCount(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  private static String json(String template, HashLevel level) {
    return ((Predicted) PodTemplateHash.of(yaml(template), level)).json();
  }

  private static TemplateSource rollout(String text) {
    return TemplateSource.ofRollout(yaml(text));
  }

  private static YamlNode yaml(String text) {
    return YamlReader.read("template.yaml", text).orElseThrow().get(0).root();
  }
}
