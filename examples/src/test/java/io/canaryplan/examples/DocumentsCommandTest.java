// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.runWith;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code documents} says beside the documents; the hash is that of hash.md 10, example A. */
class DocumentsCommandTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        strategy: {canary: {stableService: web, canaryService: web-canary, steps: [{pause: {}}]}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "nginx:1.25"}]}
      """;

  private static final String SERVICES =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web-canary}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """;

  private static final String STABLE =
      "canaryplan: web: stable-hash in the documents is a placeholder, as the stable version is not"
          + " among the inputs; status.stableRS would tell it\n";

  @Test
  void placeholdersAreExplained() {
    CommandResult result = runWith(ROLLOUT + SERVICES, "documents", "--diff", "-");

    assertThat(result.out())
        .contains("rollouts-pod-template-hash: stable-hash")
        .contains("rollouts-pod-template-hash: 7dc666b946");
    assertThat(result.err()).startsWith(STABLE).doesNotContain("canary-hash");
    assertThat(result.status()).isZero();
  }

  @Test
  void hashOfTheNewVersionMayBeUnknownToo() {
    String refused = ROLLOUT.replace("\"nginx:1.25\"", "1");

    assertThat(runWith(refused + SERVICES, "documents", "--diff", "-").err())
        .startsWith(
            STABLE
                + "canaryplan: web: canary-hash in the documents is a placeholder, as it cannot be"
                + " predicted: found the number 1 where a string is expected\n");
  }

  @Test
  void realHashesNeedNoWords() {
    assertThat(
            runWith(ROLLOUT + SERVICES, "documents", "--diff", "--stable-hash=5f79b78d7f", "-")
                .err())
        .doesNotContain("placeholder");
    assertThat(
            runWith(
                    ROLLOUT + "status: {stableRS: 5f79b78d7f}\n" + SERVICES,
                    "documents",
                    "--diff",
                    "-")
                .err())
        .doesNotContain("placeholder");
  }

  @Test
  void placeholdersThatStandNowhereNeedNone() {
    assertThat(runWith(ROLLOUT, "documents", "--diff", "-").err()).doesNotContain("placeholder");
  }
}
