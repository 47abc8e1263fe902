// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.hash.HashRules;
import io.canaryplan.plan.ControllerVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictedHashesTest {
  // hash.md 10, example A
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

  private static final String REFERRING =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web, namespace: shop}
      spec:
        selector: {matchLabels: {app: web}}
        strategy: {canary: {}}
        workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web-pods}
      """;

  @Test
  void everyControllerHasItsHash() {
    PredictedHashes predicted = hashes(MINIMAL);

    assertThat(predicted.hashes())
        .extracting(hash -> hash.controller() + " " + hash.replicaSet().orElseThrow())
        .containsExactly(
            "1.7 web-7c4bd8fbf8",
            "1.8 web-7c4bd8fbf8",
            "1.9 web-7dc666b946",
            "main web-7dc666b946");
    assertThat(predicted.hashes())
        .allSatisfy(hash -> assertThat(hash.source()).isEqualTo("spec.template"));
    assertThat(predicted.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "shop.yaml:1:1: note: an upgrade of the controller from 1.8 or earlier to 1.9 changes"
                + " every hash; ReplicaSets that are there keep their labels"
                + " [upgrade-changes-hash]");
    assertThat(predicted.hasErrors()).isFalse();
  }

  @Test
  void oneControllerHasNoUpgradeToTellOf() {
    for (ControllerVersion controller : ControllerVersion.values()) {
      assertThat(
              PredictedHashes.of(Manifests.read("shop.yaml", MINIMAL), List.of(controller))
                  .findings())
          .isEmpty();
    }
  }

  // hash.md 10, example A with collisionCount 2
  @Test
  void collisionsOfTheStatusCount() {
    assertThat(hashes(MINIMAL + "status: {collisionCount: 2}\n").hashes())
        .filteredOn(hash -> hash.controller() == ControllerVersion.V1_9)
        .extracting(hash -> hash.prediction().label().orElseThrow())
        .containsExactly("64d56d4768");
  }

  // hash.md 2: keys are resolved as values are, and become texts again.
  @Test
  void aLabelKeyThatYamlReadsOtherwiseIsSaid() {
    String text =
        MINIMAL.replace("labels: {app: web}", "labels: {app: web, on: call, 012: x, \"y\": z}");
    PredictedHashes predicted =
        PredictedHashes.of(Manifests.read("shop.yaml", text), List.of(ControllerVersion.V1_9));

    assertThat(predicted.findings())
        .extracting(Finding::message)
        .containsExactly(
            "the key \"on\" is read as \"true\", and the cluster gets that key",
            "the key \"012\" is read as \"10\", and the cluster gets that key");
    assertThat(predicted.hashes().get(0).json().orElseThrow())
        .contains("{\"10\":\"x\",\"app\":\"web\",\"true\":\"call\",\"y\":\"z\"}");
  }

  // hash.md 2 and 3: 1e9 is a number, which no label value is.
  @Test
  void aLabelValueThatYamlReadsOtherwiseIsSaid() {
    PredictedHashes predicted = hashes(MINIMAL.replace("labels: {app: web}", "labels: {app: 1e9}"));

    assertThat(predicted.hashes()).allSatisfy(hash -> assertThat(hash.json()).isEmpty());
    assertThat(predicted.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "shop.yaml:10:21: warning: the hash cannot be predicted: found the number 1000000000"
                + " where a string is expected [hash-not-predictable]");
  }

  // hash.md 8: the pods' defaults are in the template of a Deployment.
  @Test
  void aReferredTemplateIsLookedUpByKindNamespaceAndName() {
    String deployment =
        """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web-pods, namespace: %s}
        spec:
          template:
            spec:
              containers: [{name: web, image: "nginx:1.25"}]
        """;
    PredictedHashes predicted =
        PredictedHashes.of(
            Manifests.read(
                "shop.yaml",
                REFERRING + deployment.formatted("other") + deployment.formatted("shop")),
            List.of(ControllerVersion.V1_9));

    assertThat(predicted.findings()).isEmpty();
    assertThat(predicted.hashes())
        .singleElement()
        .satisfies(
            hash -> {
              assertThat(hash.namespace()).hasValue("shop");
              assertThat(hash.source()).isEqualTo("Deployment/web-pods");
              assertThat(hash.json().orElseThrow()).contains("\"restartPolicy\":\"Always\"");
            });
  }

  @Test
  void aWorkloadThatIsNotGivenIsSaidAtItsReference() {
    PredictedHashes predicted = hashes(REFERRING);

    assertThat(predicted.hashes()).allSatisfy(hash -> assertThat(hash.replicaSet()).isEmpty());
    assertThat(predicted.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "shop.yaml:7:16: warning: the hash cannot be predicted: the template is that of"
                + " \"Deployment/web-pods\", which is not among the inputs"
                + " [hash-not-predictable]");
  }

  @Test
  void aWrongTypeIsSaidOnceForAllControllers() {
    PredictedHashes predicted =
        hashes(MINIMAL + "        env: [{name: DEBUG, value: on}]\n" + "---\n" + MINIMAL);

    assertThat(predicted.hashes()).hasSize(2 * ControllerVersion.values().length);
    assertThat(predicted.findings())
        .filteredOn(finding -> finding.rule().equals(HashRules.HASH_NOT_PREDICTABLE))
        .extracting(Finding::toString)
        .containsExactly(
            "shop.yaml:15:36: warning: the hash cannot be predicted: found the boolean true where"
                + " a string is expected [hash-not-predictable]");
  }

  // hash.md 9
  @Test
  void theDeprecatedAccountAloneMakesAnUpgradeARollout() {
    PredictedHashes predicted = hashes(MINIMAL + "      serviceAccount: shop\n");

    assertThat(predicted.findings())
        .extracting(Finding::rule)
        .extracting(Object::toString)
        .containsExactly("upgrade-changes-hash", "upgrade-starts-rollout");
    assertThat(predicted.findings().get(1).position().orElseThrow()).hasToString("shop.yaml:15:23");
    assertThat(hashes(MINIMAL + "      serviceAccountName: shop\n").findings())
        .extracting(finding -> finding.rule().toString())
        .containsExactly("upgrade-changes-hash");
  }

  @Test
  void withoutARolloutThereIsAnError() {
    PredictedHashes predicted = hashes("kind: Deployment");

    assertThat(predicted.hashes()).isEmpty();
    assertThat(predicted.hasErrors()).isTrue();
  }

  private static PredictedHashes hashes(String text) {
    return PredictedHashes.of(
        Manifests.read("shop.yaml", text), List.of(ControllerVersion.values()));
  }
}
