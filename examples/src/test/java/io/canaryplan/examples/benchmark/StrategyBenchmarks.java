// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a rolling or a blue/green update of 1,000 pods costs beside SnakeYAML on its manifest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class StrategyBenchmarks {
  private static final String PODS =
      """
        replicas: 1000
        selector:
          matchLabels:
            app: shop
        template:
          metadata:
            labels:
              app: shop
          spec:
            containers:
            - name: web
              image: example.org/shop:2
              ports:
              - containerPort: 8080
              readinessProbe:
                httpGet:
                  path: /ready
                  port: 8080
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: shop
        namespace: shop
      spec:
      """;

  private static final String ONE_AT_A_TIME =
      """
        strategy:
          rollingUpdate:
            maxSurge: 1
            maxUnavailable: 0
      """;

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata:
        name: shop
        namespace: shop
      spec:
      """;

  private static final String BLUE_GREEN =
      """
        strategy:
          blueGreen:
            activeService: shop
            previewService: shop-preview
            autoPromotionEnabled: false
      """;

  /** A Deployment with the default limits or one pod at a time, or a blue-green Rollout. */
  @Param({"rollingUpdate", "oneAtATime", "blueGreen"})
  private String input = "rollingUpdate";

  private String text = "";
  private Manifests manifests = Manifests.read("empty", "");

  /** Reads the input. */
  @Setup
  public void prepare() {
    text =
        switch (input) {
          case "rollingUpdate" -> DEPLOYMENT + PODS;
          case "oneAtATime" -> DEPLOYMENT + PODS + ONE_AT_A_TIME;
          default -> ROLLOUT + PODS + BLUE_GREEN;
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    manifests = Manifests.read(Map.of("in.yaml", bytes), YamlLimits.DEFAULT);
  }

  /** The document to its plan, with all passes, and findings. */
  @Benchmark
  public Object plan() {
    return CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT);
  }

  /** SnakeYAML alone: the input loaded once. */
  @Benchmark
  public void snakeLoad(Blackhole hole) {
    new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text).forEach(hole::consume);
  }
}
