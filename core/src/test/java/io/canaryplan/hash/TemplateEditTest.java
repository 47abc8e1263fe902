// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.hash.TemplateEdit.Effect;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether edits start rollouts (hash.md 9). */
class TemplateEditTest {
  // hash.md 9, N3
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resources: {limits: {cpu: 1}}         | resources: {limits: {cpu: 1000m}}
          resources: {limits: {memory: 1Gi}}    | resources: {limits: {memory: 1024Mi}}
          ports: [{containerPort: 80}]          | ports: [{protocol: TCP, containerPort: 80}]
          stdin: false                          | tty: false
          unknown: 1                            | unknown: 2
          command: [a, 'b']                     | command: ["a", b]
          env: []                               | args: []
          """)
  void equalHashes(String before, String after) {
    TemplateEdit edit = inContainer(before, after);

    assertThat(edit.effect()).isEqualTo(Effect.NONE);
    assertThat(edit.before()).isEqualTo(edit.after());
    assertThat(edit.differences()).isEmpty();
  }

  // hash.md 9, N4
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stdin: false                          | imagePullPolicy: IfNotPresent
          stdin: false                          | terminationMessagePath: /dev/termination-log
          livenessProbe: {exec: {}}             | livenessProbe: {exec: {}, periodSeconds: 10}
          resources: {limits: {memory: 1Gi}}    | resources: {limits: {memory: 1073741824}}
          resources: {limits: {cpu: "1"}}       | resources: {limits: {cpu: "+1"}}
          """)
  void theLabelStays(String before, String after) {
    TemplateEdit edit = inContainer(before, after);

    assertThat(edit.effect()).isEqualTo(Effect.LABEL_STAYS);
    assertThat(edit.before()).isNotEqualTo(edit.after());
    assertThat(edit.differences()).hasSize(1);
    assertThat(edit.startsRollout()).isFalse();
  }

  // hash.md 9, N4
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hostNetwork: false                | restartPolicy: Always
          hostNetwork: false                | securityContext: {}
          volumes: [{name: a, secret: {}}]  | volumes: [{name: a, secret: {defaultMode: 0644}}]
          serviceAccountName: a             | {serviceAccountName: a, serviceAccount: a}
          serviceAccount: a                 | serviceAccountName: a
          """)
  void theLabelStaysForPodDefaults(String before, String after) {
    assertThat(inPod(before, after).effect()).isEqualTo(Effect.LABEL_STAYS);
  }

  // hash.md 9, N5
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          args: [a, b]                          | args: [b, a]           | args[0]: "a" → "b"
          stdin: false                          | securityContext: {}    | securityContext: nothing → {}
          stdin: false                          | env: [{name: A, value: ""}] | env: nothing → [{"name":"A"}]
          image: nginx:1                        | image: docker.io/library/nginx:1 | image: "nginx:1" → "docker.io/library/nginx:1"
          livenessProbe: {tcpSocket: {port: 80}} | livenessProbe: {tcpSocket: {port: "80"}} | livenessProbe.tcpSocket.port: 80 → "80"
          env: [{name: A}, {name: B}]           | env: [{name: B}, {name: A}] | env: ["A","B"] → ["B","A"]
          resources: {limits: {cpu: 1}}         | resources: {limits: {cpu: 1}, requests: {cpu: 1}} | resources.requests: nothing → {"cpu":"1"}
          """)
  void newVersions(String before, String after, String difference) {
    TemplateEdit edit = inContainer(before, after);

    assertThat(edit.startsRollout()).isTrue();
    assertThat(edit.differences()).first().hasToString("spec.containers[0]." + difference);
  }

  // hash.md 9, N5
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hostNetwork: false     | affinity: {}             | spec.affinity: nothing → {}
          hostNetwork: false     | enableServiceLinks: true | spec.enableServiceLinks: nothing → true
          serviceAccountName: a  | serviceAccount: a        | spec.serviceAccountName: "a" → nothing
          """)
  void newVersionsFromFieldsOfThePod(String before, String after, String difference) {
    TemplateEdit edit = inPod(before, after);

    assertThat(edit.startsRollout()).isTrue();
    assertThat(edit.differences()).singleElement().hasToString(difference);
  }

  @Test
  void onlyWhatCausesTheRolloutIsTold() {
    TemplateEdit edit =
        inContainer(
            "args: [a], terminationMessagePolicy: File",
            "args: [b], imagePullPolicy: IfNotPresent");

    assertThat(edit.differences())
        .singleElement()
        .hasToString("spec.containers[0].args[0]: \"a\" → \"b\"");
  }

  // hash.md 9, N7
  @ParameterizedTest
  @CsvSource({"serviceAccount, NEW_VERSION", "serviceAccountName, LABEL_STAYS"})
  void anUpgradeToNineStartsARolloutForTheDeprecatedAccountAlone(String field, Effect effect) {
    TemplateSource same =
        source("{spec: {containers: [{name: a, image: b}], " + field + ": account}}");

    TemplateEdit upgrade = TemplateEdit.of(same, HashLevel.V1_8, same, HashLevel.V1_9);

    assertThat(upgrade.effect()).isEqualTo(effect);
    assertThat(upgrade.before()).isNotEqualTo(upgrade.after());
  }

  @Test
  void namedItemsAreComparedByName() {
    TemplateEdit edit =
        TemplateEdit.of(
            source("{spec: {containers: [{name: a, image: p}, {name: b, image: q}]}}"),
            source("{spec: {containers: [{name: c, image: r}, {name: a, image: p}]}}"),
            HashLevel.V1_9);

    assertThat(edit.differences())
        .extracting(FieldDifference::toString)
        .containsExactly(
            "spec.containers[1]: {\"name\":\"b\",\"image\":\"q\",\"resources\":{}} → nothing",
            "spec.containers[0]: nothing → {\"name\":\"c\",\"image\":\"r\",\"resources\":{}}");
  }

  @Test
  void withoutAHashTheEffectIsUnknown() {
    TemplateEdit edit = inContainer("args: [a]", "args: [1]");

    assertThat(edit.effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(edit.before().label()).isPresent();
    assertThat(edit.after().label()).isEmpty();
    assertThat(edit.startsRollout()).isFalse();
  }

  private static TemplateEdit inContainer(String before, String after) {
    return TemplateEdit.of(container(before), container(after), HashLevel.V1_9);
  }

  private static TemplateSource container(String part) {
    String image = part.startsWith("image:") ? "" : "image: nginx:1, ";
    return source("{spec: {containers: [{name: a, " + image + part + "}]}}");
  }

  private static TemplateEdit inPod(String before, String after) {
    return TemplateEdit.of(pod(before), pod(after), HashLevel.V1_9);
  }

  private static TemplateSource pod(String part) {
    String fields = part.startsWith("{") ? part.substring(1, part.length() - 1) : part;
    return source("{spec: {containers: [{name: a, image: 'nginx:1'}], " + fields + "}}");
  }

  private static TemplateSource source(String template) {
    YamlNode root = YamlReader.read("template.yaml", template).orElseThrow().get(0).root();
    return TemplateSource.of(root);
  }
}
