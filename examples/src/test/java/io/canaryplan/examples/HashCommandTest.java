// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.runWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code hash}; hashes and texts are those of hash.md 10, example A. */
class HashCommandTest {
  private static final String MINIMAL =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        strategy: {canary: {}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "nginx:1.25"}]}
      """;

  private static final String WRONG =
      MINIMAL
          .replace("name: web}\n", "name: api, namespace: shop}\n")
          .replace("\"nginx:1.25\"", "1");

  @Test
  void printsATableOfAllControllers() {
    assertThat(runWith(MINIMAL, "hash", "-"))
        .isEqualTo(
            new CommandResult(
                0,
                """
                | rollout | controller | hash       | ReplicaSet     | template      |
                |---------|------------|------------|----------------|---------------|
                | web     | 1.7        | 7c4bd8fbf8 | web-7c4bd8fbf8 | spec.template |
                | web     | 1.8        | 7c4bd8fbf8 | web-7c4bd8fbf8 | spec.template |
                | web     | 1.9        | 7dc666b946 | web-7dc666b946 | spec.template |
                | web     | main       | 7dc666b946 | web-7dc666b946 | spec.template |
                """,
                "-:1:1: note: an upgrade of the controller from 1.8 or earlier to 1.9 changes every"
                    + " hash; ReplicaSets that are there keep their labels"
                    + " [upgrade-changes-hash]\n"));
  }

  @Test
  void printsTheTextThatIsHashed() {
    assertThat(runWith(MINIMAL, "hash", "--json", "--controller", "1.9", "-").out())
        .isEqualTo(
            """
            # web, controller 1.9, 7dc666b946
            {"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"web",\
            "image":"nginx:1.25","resources":{}}]}}
            """);
  }

  @Test
  void printsJsonInTheOrderOfTheInputs() {
    assertThat(runWith(WRONG + "---\n" + MINIMAL, "hash", "--format=json", "--controller=1.8", "-"))
        .isEqualTo(
            new CommandResult(
                0,
                """
                {
                  "hashes": [
                    {
                      "file": "-",
                      "namespace": "shop",
                      "name": "api",
                      "controller": "1.8",
                      "hash": null,
                      "replicaSet": null,
                      "source": "spec.template"
                    },
                    {
                      "file": "-",
                      "namespace": null,
                      "name": "web",
                      "controller": "1.8",
                      "hash": "7c4bd8fbf8",
                      "replicaSet": "web-7c4bd8fbf8",
                      "source": "spec.template"
                    }
                  ]
                }
                """,
                "-:9:44: warning: the hash cannot be predicted: found the number 1 where a string"
                    + " is expected [hash-not-predictable]\n"));
  }

  @Test
  void withoutARolloutThereIsNoRow() {
    CommandResult result = runWith("kind: Service", "hash", "-");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("there is no Rollout in the input, so there is no template to hash [no-rollout]");
  }

  /** A Deployment of another file is not found, nor is a missing Rollout said of all together. */
  @Test
  void separatelyEachFileIsAnInput(@TempDir Path folder) throws IOException {
    Path rollout = folder.resolve("rollout.yaml");
    Path deployment = folder.resolve("deployment.yaml");
    Files.writeString(
        rollout,
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: web}
        spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
        """);
    Files.writeString(
        deployment,
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec: {template: {spec: {containers: [{name: web, image: "nginx:1.25"}]}}}
        """);
    String[] files = {rollout.toString(), deployment.toString()};

    assertThat(runWith("", "hash", "--controller", "1.9", files[0], files[1]))
        .satisfies(
            together -> {
              assertThat(together.status()).isZero();
              assertThat(together.err()).isEmpty();
              assertThat(together.out()).contains("| Deployment/web |");
            });
    assertThat(runWith("", "hash", "--controller", "1.9", "--separately", files[0], files[1]))
        .satisfies(
            each -> {
              assertThat(each.status()).isEqualTo(1);
              assertThat(each.err()).contains("[hash-not-predictable]", "[no-rollout]");
              assertThat(each.out()).contains("| web     | 1.9        | -    | -          |");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rounding",
        "--replicas",
        "--istio",
        "--stable-hash",
        "--canary-hash",
        "--passes",
        "--explain",
        "--layout"
      })
  void optionsThatMeanNothingHereAreWrong(String option) {
    CommandResult result = runWith(MINIMAL, "hash", option, "-");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("canaryplan: hash has no option \"" + option + "\"\n");
  }
}
