// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.Workers;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.report.ReportFormat;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Work grows with the input and no faster. What is measured is what a thread allocates, which
 * depends on the work and hardly on the machine, and its processor time, which no other process
 * adds to. Ten times the input may take 12 times the memory and 40 times the processor; what grows
 * with the square takes 100 times.
 */
class GrowthTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FACTOR = 10;

  private interface Work {
    void run() throws IOException;
  }

  /** Something to do with inputs of a size. */
  private record Growing(String name, int size, IntFunction<Work> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Cost(long bytes, long nanos) {
    static Cost of(Work work) throws IOException {
      long thread = Thread.currentThread().getId();
      long bytes = THREADS.getThreadAllocatedBytes(thread);
      long nanos = THREADS.getCurrentThreadCpuTime();
      work.run();
      return new Cost(
          THREADS.getThreadAllocatedBytes(thread) - bytes,
          THREADS.getCurrentThreadCpuTime() - nanos);
    }
  }

  static Stream<Growing> growing() {
    return Stream.of(
        new Growing("plan by steps", 1_000, n -> plan(steps(n, false))),
        new Growing("plan by header steps", 1_000, n -> plan(steps(n, true))),
        new Growing("documents by steps", 1_000, n -> documents(steps(n, false))),
        new Growing("documents by header steps", 1_000, n -> documents(steps(n, true))),
        new Growing("JSON by steps", 1_000, n -> json(steps(n, false))),
        new Growing("JSON by header steps", 1_000, n -> json(steps(n, true))),
        new Growing("plan by listed routes", 500, n -> plan(routes(n))),
        new Growing("plan by Rollouts with a VirtualService each", 100, n -> plan(shops(n))),
        new Growing("check by Rollouts in files of their own", 100, n -> check(files(n))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("growing")
  void growsWithTheInput(Growing growing) throws IOException {
    growing.work().apply(growing.size()).run(); // loads what is needed
    Cost small = Cost.of(growing.work().apply(growing.size()));
    Cost large = Cost.of(growing.work().apply(growing.size() * FACTOR));
    assertThat(large.bytes()).as("bytes").isLessThan(small.bytes() * 12);
    assertThat(large.nanos()).as("processor time").isLessThan(small.nanos() * 40);
  }

  private static Work plan(String yaml) {
    Manifests manifests = Manifests.read("shop.yaml", yaml);
    return () -> {
      PlannedManifests planned = CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT);
      assertThat(planned.rollouts()).isNotEmpty().allMatch(one -> one.plan().value().isPresent());
      assertThat(planned.allFindings()).isNotNull(); // made when asked for
    };
  }

  private static Work check(Map<String, byte[]> files) {
    return () ->
        CanaryPlanner.check(
            Manifests.read(files, YamlLimits.DEFAULT), PlannerOptions.DEFAULT, Workers.ONE);
  }

  private static Work documents(String yaml) {
    List<PlannedRollout> rollouts =
        CanaryPlanner.plan(Manifests.read("shop.yaml", yaml), PlannerOptions.DEFAULT).rollouts();
    return () -> {
      long length = 0;
      for (PlannedRollout rollout : rollouts) {
        for (PlannedState state : rollout.plan().value().orElseThrow().states()) {
          for (StateDocument document : rollout.documents(state)) {
            length += document.text().length();
          }
        }
      }
      assertThat(length).isPositive();
    };
  }

  private static Work json(String yaml) {
    PlannedManifests planned =
        CanaryPlanner.plan(Manifests.read("shop.yaml", yaml), PlannerOptions.DEFAULT);
    return () -> ReportFormat.JSON.print(planned, Writer.nullWriter());
  }

  private static String rollout(String name, String route, String steps) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: NAME}
    spec:
      replicas: 5
      selector: {matchLabels: {app: NAME}}
      template:
        metadata: {labels: {app: NAME}}
        spec: {containers: [{name: web, image: "demo:v1"}]}
      strategy:
        canary:
          canaryService: NAME-canary
          stableService: NAME-stable
          trafficRouting:
            managedRoutes: [{name: beta}]
            istio: {virtualService: {name: NAME, routes: [ROUTES]}}
          steps:
    STEPS---
    """
        .replace("NAME", name)
        .replace("ROUTES", route)
        .replace("STEPS", steps);
  }

  private static String virtualService(String name, List<String> routes) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: NAME}
            spec:
              hosts: [NAME.example.com]
              gateways: [web]
              http:
            """);
    for (String route : routes) {
      text.append("  - name: ").append(route).append("\n    match: [{uri: {prefix: /");
      text.append(route).append("}}]\n    route:\n");
      text.append("    - {destination: {host: NAME-stable}, weight: 100}\n");
      text.append("    - {destination: {host: NAME-canary}, weight: 0}\n");
    }
    return text.append("---\n").toString().replace("NAME", name);
  }

  private static String steps(int count, boolean headers) {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < count; i++) {
      if (headers && i % 2 == 1) {
        steps.append("      - setHeaderRoute: {name: beta, match: [{headerName: beta, ");
        steps.append("headerValue: {exact: v").append(i).append("}}]}\n");
      } else {
        steps.append("      - setWeight: ").append(20 + i % 60).append('\n');
      }
    }
    return rollout("shop", "web", steps.toString()) + virtualService("shop", List.of("web"));
  }

  private static String routes(int count) {
    List<String> names = IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
    return rollout("shop", String.join(", ", names), "      - setWeight: 20\n")
        + virtualService("shop", names);
  }

  private static String shop(int i) {
    String name = "shop" + i;
    return rollout(name, "web", "      - setWeight: 20\n")
        + virtualService(name, List.of("web"))
        + """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: NAME}
        spec:
          host: NAME-stable
          subsets: [{name: all, labels: {app: NAME}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: NAME-stable}
        spec: {selector: {app: NAME}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: NAME-canary}
        spec: {selector: {app: NAME}, ports: [{port: 80}]}
        ---
        """
            .replace("NAME", name);
  }

  private static String shops(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(shop(i));
    }
    return text.toString();
  }

  private static Map<String, byte[]> files(int count) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      files.put(i + ".yaml", shop(i).getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }
}
