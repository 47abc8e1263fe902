// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {
  private static final String SHOP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 10
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
      """;

  @TempDir Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("shop.yaml"), text).toString();
  }

  /** canary.md 9: 15 % of 10 is 2+9 by the documented rule; rolling.md 10: 13 pods, 20 pods. */
  @Test
  void comparesADeploymentWithACanaryToTry() throws IOException {
    CommandResult result = run("compare", "--steps", "15", file(SHOP));

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith("shop: 10 replicas, rounding ceiling, controller 1.9\n")
        .contains("| rolling update (written) ")
        .contains("| 18.2 %, at 2 pause: {} ")
        .contains("| 15 %, at 2 pause: {} ")
        .contains("no Service among the inputs selects these pods");
  }

  /**
   * What no plan looks at is left out before anything is compared: it changes neither the answer
   * nor the findings, however many there are and whatever stands in them.
   */
  @Test
  void documentsThatBelongToNoWorkloadAreLeftOut() throws IOException {
    String others =
        """
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: shop, labels: {app: shop}}
        data: {replicas: -1, selector: [], spec: 7}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: shop}
        data: {a: "kind: Rollout"}
        ---
        apiVersion: example.org/v1
        kind: Shop
        metadata: {name: shop}
        spec: {replicas: -1, strategy: {canary: {}, blueGreen: {}}}
        """;
    String service =
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec: {selector: {app: shop}, ports: [{port: 80}]}
        """;
    for (String format : new String[] {"table", "json", "markdown"}) {
      CommandResult alone = run("compare", "--format", format, file(SHOP + service));
      CommandResult beside =
          run("compare", "--format", format, file(SHOP + service + others.repeat(40)));

      assertThat(beside.out()).isEqualTo(alone.out());
      assertThat(beside.err()).isEqualTo(alone.err());
      assertThat(beside.status()).isEqualTo(alone.status()).isZero();
    }
    // one that belongs to it is not
    assertThat(run("compare", file(SHOP)).out())
        .contains("no Service among the inputs selects these pods");
    assertThat(run("compare", file(SHOP + service)).out()).doesNotContain("no Service among");
  }

  /** canary.md 2.3: 41 % of 10 is 4+6 by what controllers do, 5+6 by the documented rule (7). */
  @Test
  void followsTheOptionsOfPlan() throws IOException {
    String file = file(SHOP);

    assertThat(run("compare", "--steps", "41", file).out()).contains("| 45.5 %, at 2 pause: {} ");
    assertThat(run("compare", "--steps", "41", "--controller", "1.9", file).out())
        .contains("| 40 %, at 2 pause: {} ")
        .contains("rounding closest, controller 1.9");
    assertThat(run("compare", "--steps", "41", "--rounding", "closest", file).out())
        .contains("| 40 %, at 2 pause: {} ");
    assertThat(run("compare", "--replicas", "2", file).out()).startsWith("shop: 2 replicas");
    assertThat(run("compare", "--readiness", "never", file).out())
        .contains("| 0 %, stuck at stopped ");
  }

  @Test
  void findingsStandBesideTheAnswer() throws IOException {
    CommandResult result =
        run("compare", file(SHOP + "---\n" + SHOP.replace("replicas: 10", "replicas: -1")));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).containsOnlyOnce("| needs ");
    assertThat(result.out())
        .endsWith("\nDeployment shop is not compared: \"-1\" is negative; replicas is 0 or more\n");
    assertThat(result.err()).contains("\"-1\" is negative");
  }

  @Test
  void printsTheOtherFormats() throws IOException {
    String file = file(SHOP);

    assertThat(run("compare", "--format", "json", file).out())
        .startsWith("{\n  \"schema\": \"canaryplan/compare/v1\",\n");
    assertThat(run("compare", "--format", "markdown", file).out())
        .startsWith("### shop: 10 replicas");
  }

  /** A name that would be markup stays a name. */
  @Test
  void aNameIsNoMarkup() throws IOException {
    String file = file(SHOP.replace("name: shop}", "name: \"<b>*x*_y_`z`|[a](b)\"}"));

    assertThat(run("compare", "--format", "markdown", file).out())
        .contains("### &lt;b&gt;\\*x\\*\\_y\\_\\`z\\`|\\[a](b)");
  }

  @Test
  void saysNothingWhereThereIsNothing() throws IOException {
    CommandResult result = run("compare", file("kind: ConfigMap\n"));

    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("there is no Rollout in the input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5,5", "50,25", "101", "-5", "a", "5,,6", " 5"})
  void refusesOtherSteps(String steps) throws IOException {
    CommandResult result = run("compare", "--steps=" + steps, file(SHOP));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith(
            "canaryplan: --steps is \""
                + steps
                + "\" but must be weights from 0 to 100, each above the one before, as in 5,25,50\n");
  }
}
