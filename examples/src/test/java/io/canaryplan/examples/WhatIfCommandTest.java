// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static io.canaryplan.examples.ReadJson.json;
import static io.canaryplan.examples.ReadJson.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /**
   * canary.md 3.1: with 0 replicas the pinned canary has its 3 pods, stable 0; canary.md 3.2: the
   * weight is that of the last setWeight, 0 before any, whatever the replicas. A canary by weight
   * has 0 pods, and then all are gone, which the number of pods says. Without a router pods share
   * the traffic.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas: 3 | 2 | scale=0 | 100
          replicas: 3 | 4 | scale=0 | 80
          replicas: 3 | 4 | scale=1 | -
          weight: 30  | 4 | scale=0 | -
          """)
  void stableWithoutPodsLosesItsTraffic(String scale, String at, String act, String lost)
      throws IOException {
    String router =
        "trafficRouting: {nginx: {stableIngress: shop}}, stableService: s, canaryService: c, ";
    String steps =
        "steps: [{setCanaryScale: {%s}}, {pause: {}}, {setWeight: 20}, {pause: {}}]"
            .formatted(scale);
    String routed = manifest("routed.yaml", "canary: {" + router + steps + "}");
    String basic = manifest("basic.yaml", "canary: {" + steps + "}");

    String out = run("what-if", routed, "--at", at, "--do", act).out();

    if (lost.equals("-")) {
      assertThat(out).contains(act).doesNotContain("these requests fail");
    } else {
      assertThat(out)
          .contains(
              "  lost: stable has no pods while %s %% of the traffic goes to it: these requests fail"
                  .formatted(lost));
    }
    assertThat(run("what-if", basic, "--at", at, "--do", act).out())
        .contains(act)
        .doesNotContain("these requests fail");
  }

  @Test
  void anActMayComeAfterSomePasses() {
    // bluegreen.md 8: within the delay a retry switches at once in 1.9, later it pauses
    String soon = run("what-if", blueGreen, "--at", "paused", "--do=abort", "--then=retry@1").out();
    String late = run("what-if", blueGreen, "--at", "paused", "--do=abort", "--then=retry").out();

    assertThat(soon).contains("| retry after pass 1 of abort ").contains("retry: done in 30s");
    assertThat(late).contains("retry: ends where the update is paused");
  }

  @Test
  void anActAfterMorePassesThanThereAreComesAtTheEnd() {
    String[] late = {"what-if", blueGreen, "--at", "paused", "--do=abort", "--then=retry@9"};
    String[] first = {"what-if", blueGreen, "--at", "paused", "--do=abort", "--then=retry@0"};

    assertThat(run(late).out()).contains("| retry   ");
    assertThat(run(first).out()).contains("| retry before pass 1 of abort ");
    assertThat(acts(late)).extracting(act -> act.get("afterPasses")).containsOnlyNulls();
    assertThat(acts(first)).extracting(act -> act.get("afterPasses")).containsExactly(null, 0);
  }

  private List<Map<String, Object>> acts(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--format=json");
    return list(json(run(all.toArray(String[]::new)).out()).get("acts")).stream()
        .map(ReadJson::map)
        .toList();
  }

  /** A Deployment has two states and cannot be aborted; a pause that a canary has not. */
  @Test
  void whatOneWorkloadCannotDoIsToldOfTheOthers() throws IOException {
    Path deployment = folder.resolve("deployment.yaml");
    Files.writeString(
        deployment,
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 10
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}}
        """);
    String both = deployment.toString();

    CommandResult abort = run("what-if", canary, both, "--at", "1", "--do", "abort");
    CommandResult later = run("what-if", canary, both, "--at", "2", "--do", "abort");
    CommandResult none = run("what-if", both, "--at", "1", "--do", "abort");

    assertThat(abort.status()).isZero();
    assertThat(abort.out()).startsWith("shop: 10 replicas").doesNotContain("rollingUpdate");
    assertThat(abort.err())
        .contains(
            "canaryplan: nothing is told of the Deployment \"web\": abort: a Deployment cannot");
    assertThat(later.status()).isZero();
    assertThat(later.err()).contains("must be a number from 0 to 1, or initial,");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
  }

  @Test
  void severalWorkloadsAreOneArray() {
    String out =
        run("what-if", canary, blueGreen, "--at", "1", "--do", "abort", "--format", "json").out();

    List<Object> workloads = list(ReadJson.value(out));
    assertThat(workloads).hasSize(2);
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
  void theDeadlineIsAnAct() throws IOException {
    // canary.md 1.1: over once more than the 300 seconds are gone; a pause stops the clock
    Path aborting = folder.resolve("aborting.yaml");
    String seconds = "spec:\n  progressDeadlineSeconds: 300\n  progressDeadlineAbort: true";
    Files.writeString(aborting, Files.readString(Path.of(canary)).replace("spec:", seconds));
    String file = aborting.toString();

    CommandResult over =
        run("what-if", file, "--readiness=never", "--at=0", "--do=new-version", "--then=time-out");
    CommandResult paused = run("what-if", file, "--at=2", "--do=time-out");

    assertThat(over.out())
        .contains("time-out: done in 5m1s")
        .contains("after more than 300 s without progress progressDeadlineAbort aborts the update");
    assertThat(paused.status()).isEqualTo(2);
    assertThat(paused.err()).contains("step 2, pause: 60, stops its clock");
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
          --at 1 --do stop :: --do is "stop" but must be abort, promote, promote-full, retry, rollback, new-version, pause, resume, scale=N or time-out
          --at 1 --do abort@2 :: --do is "abort@2" but must be abort, promote, promote-full, retry, rollback, new-version, pause, resume, scale=N or time-out
          --at 1 --do abort --then retry@x :: --then is "retry@x" but must be abort, promote, promote-full, retry, rollback, new-version, pause, resume, scale=N or time-out, each perhaps with @N
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
