// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfCommandTest {
  @TempDir Path folder;
  private String canary = "";
  private String blueGreen = "";

  @BeforeEach
  void write() throws IOException {
    canary = manifest("canary.yaml", "canary: {steps: [{setWeight: 20}, {pause: {duration: 60}}]}");
    blueGreen =
        manifest("bg.yaml", "blueGreen: {activeService: shop, autoPromotionEnabled: false}");
  }

  private String manifest(String name, String strategy) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 10
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}}
          strategy: {%s}
        """
            .formatted(strategy));
    return file.toString();
  }

  @Test
  void printsThePassesAndWhatIsLost() {
    // canary.md 5.1, 5.2: back to stable, then the first step again
    CommandResult result = run("what-if", canary, "--at", "2", "--do", "abort", "--then", "retry");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("| at 2 pause: 60 ")
        .contains("stable 10 ")
        .contains("then at step 1")
        .contains("| v1 8, v2 2 ")
        .contains("retry: done as soon as pods are ready");
  }

  @Test
  void anActMayComeAfterSomePasses() {
    // bluegreen.md 8: within the delay a retry switches at once in 1.9, later it pauses
    String soon = run("what-if", blueGreen, "--at", "paused", "--do=abort", "--then=retry@1").out();
    String late = run("what-if", blueGreen, "--at", "paused", "--do=abort", "--then=retry").out();

    assertThat(soon).contains("retry: done in 30s");
    assertThat(late).contains("retry: ends where the update is paused");
  }

  @Test
  void whatIsPaidForAgainIsTold() throws IOException {
    String long3 =
        manifest(
            "long.yaml",
            "canary: {steps: [{setWeight: 10}, {pause: {duration: 5m}}, {pause: {}}, {setWeight: 50}]}");

    assertThat(run("what-if", long3, "--at", "4", "--do", "new-version").out())
        .contains("lost: pauses of 5m have to be gone through again")
        .contains("lost: 1 step of open time come again");
  }

  @Test
  void aBrokenVersionCanBeWatched() {
    String out =
        run("what-if", blueGreen, "--readiness", "never", "--at", "1", "--do", "promote-full")
            .out();

    assertThat(out)
        .contains("promote-full: ends where only 0 of 10 pods of the new version are available");
  }

  @Test
  void printsJson() {
    String json =
        run(
                "what-if",
                "--format",
                "json",
                blueGreen,
                "--at",
                "2",
                "--do",
                "promote",
                "--then",
                "scale=3")
            .out();

    assertThat(json)
        .contains("\"act\": \"promote\"")
        .contains("\"act\": \"scale=3\"")
        .contains("\"role\": \"activeService\"")
        .contains("\"durationSeconds\": 30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          --do abort :: what-if needs --at STATE and --do ACT
          --at 1 :: what-if needs --at STATE and --do ACT
          --at 9 --do abort :: --at is "9" but must be a number from 0 to 3, or initial, promoted and the like, of shop
          --at 1 --do stop :: --do is "stop" but must be abort, promote, promote-full, retry, rollback, new-version, pause, resume or scale=N
          --at 1 --do abort@2 :: --do is "abort@2" but must be abort, promote, promote-full, retry, rollback, new-version, pause, resume or scale=N
          --at 1 --do abort --then retry@x :: --then is "retry@x" but must be abort, promote, promote-full, retry, rollback, new-version, pause, resume or scale=N, each perhaps with @N
          --at 1 --do pause --then abort :: abort: the Rollout is paused; what follows is planned once it is resumed
          --at 1 --do abort --readiness 0 :: --readiness is "0" but must be all, never or a number of at least 1
          """)
  void saysWhatIsWrong(String options, String message) {
    CommandResult result = run(("what-if " + canary + " " + options).split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("canaryplan: " + message + "\n");
  }

  /** 10 pods, 3 more and 2 fewer: the first pass back asks for 3 of v1 beside 10 of v2, 3/13. */
  @Test
  void saysOfEachPassWhoseTrafficItIs() throws IOException {
    Path file = folder.resolve("deployment.yaml");
    Files.writeString(
        file,
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          replicas: 10
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}}
        """);

    CommandResult back = run("what-if", "--at", "promoted", "--do", "rollback", file.toString());

    assertThat(back.status()).isZero();
    assertThat(back.out().lines().filter(line -> line.contains("pass 1")))
        .singleElement()
        .asString()
        .contains("| v1 3, v2 10 |")
        .contains("| to v1 23.1 % |");
    // after a rollback of a canary the new version has nothing, and it is not called new
    assertThat(run("what-if", "--at", "1", "--do", "rollback", canary).out())
        .contains("| to canary 0 %")
        .doesNotContain("to new");
  }
}
