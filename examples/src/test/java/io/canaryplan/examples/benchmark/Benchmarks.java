// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.Workers;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.review.Review;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/** What canaryplan costs beside SnakeYAML, Jackson and fabric8 on the same input, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class Benchmarks {
  /** The example of the README, or 20 steps with 5 VirtualServices of 50 routes each. */
  @Param({"small", "large"})
  private String input = "small";

  private String text = "";
  private Manifests manifests = Manifests.read("empty", "");
  private Manifests edited = manifests;
  private List<PlannedRollout> planned = List.of();
  private List<Rollout> rollouts = List.of();
  private final List<Object> outputs = new ArrayList<>();
  private final List<JsonNode> jacksonOutputs = new ArrayList<>();
  private final ObjectMapper jackson = new YAMLMapper();
  private final Fabric8 fabric8 = new Fabric8();
  private List<PlannedState> states = List.of();

  /** Reads the input and prepares what single benchmarks start from. */
  @Setup
  public void prepare() throws IOException {
    text =
        input.equals("small")
            ? Files.readString(Path.of("manifests/rollout-example.yaml"))
            : LargeManifest.text();
    manifests = read();
    edited = Manifests.read("in.yaml", edited(text));
    planned = CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).rollouts();
    rollouts = planned.stream().map(one -> one.rollout().orElseThrow()).toList();
    states = planned.stream().flatMap(Benchmarks::states).toList();
    outputs.clear();
    jacksonOutputs.clear();
    forEachDocument(planned, document -> outputs.add(yaml().load(document.text())));
    outputs.forEach(output -> jacksonOutputs.add(jackson.valueToTree(output)));
  }

  /** The input as documents. */
  @Benchmark
  public Manifests read() {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Manifests.read(Map.of("in.yaml", bytes), YamlLimits.DEFAULT);
  }

  /** Documents to plans: settled states and passes; nobody asks for findings. */
  @Benchmark
  public Object plan() {
    return CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT);
  }

  /** Documents to plans and all findings, as the command check does with one thread. */
  @Benchmark
  public Object check() {
    return CanaryPlanner.check(manifests, PlannerOptions.DEFAULT, Workers.ONE);
  }

  /** A Rollout to its states with all passes and aborts, nothing else. */
  @Benchmark
  public void passesAndAborts(Blackhole hole) {
    for (Rollout rollout : rollouts) {
      hole.consume(CanaryPlanner.plan(rollout, PlannerOptions.DEFAULT).aborts());
    }
  }

  /** Plans to the texts of all documents of all states. */
  @Benchmark
  public void documents(Blackhole hole) {
    forEachDocument(planned, document -> hole.consume(document.text()));
  }

  /** The input to all texts and all findings: read, plan, check and documents. */
  @Benchmark
  public void all(Blackhole hole) {
    everything(read(), hole);
  }

  /** The input to all texts, nobody asking for findings: what the other libraries do. */
  @Benchmark
  public void inputToTexts(Blackhole hole) {
    PlannedManifests plans = CanaryPlanner.plan(read(), PlannerOptions.DEFAULT);
    forEachDocument(plans.rollouts(), document -> hole.consume(document.text()));
  }

  private static void everything(Manifests input, Blackhole hole) {
    PlannedManifests plans = CanaryPlanner.plan(input, PlannerOptions.DEFAULT);
    forEachDocument(plans.rollouts(), document -> hole.consume(document.text()));
    hole.consume(plans.allFindings());
  }

  /** A review of two equal revisions: both planned and compared, with their documents. */
  @Benchmark
  public Object review() {
    return Review.of(manifests, manifests, PlannerOptions.DEFAULT);
  }

  /**
   * A review of an edit of the image, of one step, and of one weight that the controller writes.
   */
  @Benchmark
  public Object reviewOfEdit() {
    return Review.of(manifests, edited, PlannerOptions.DEFAULT);
  }

  private static String edited(String text) {
    return text.replace("image: ", "image: mirror.example.org/")
        .replaceFirst("setWeight: [0-9]+", "setWeight: 4")
        .replaceFirst("weight: 100", "weight: 99")
        .replaceFirst("weight: 0", "weight: 1");
  }

  /** One plan with its findings and the texts of all documents: what a review is beside. */
  @Benchmark
  public void planAndDocuments(Blackhole hole) {
    everything(manifests, hole);
  }

  /** Jackson alone: the input as trees, then every document of every state written. */
  @Benchmark
  public void jackson(Blackhole hole) throws IOException {
    try (MappingIterator<JsonNode> documents = jackson.readerFor(JsonNode.class).readValues(text)) {
      documents.forEachRemaining(hole::consume);
    }
    for (JsonNode output : jacksonOutputs) {
      hole.consume(jackson.writeValueAsString(output));
    }
  }

  /** fabric8's resources: the input read, every document of every state made by hand. */
  @Benchmark
  public void fabric8(Blackhole hole) {
    fabric8.documents(text, states, hole::consume);
  }

  /** SnakeYAML alone: the input loaded once. */
  @Benchmark
  public void snakeLoad(Blackhole hole) {
    yaml().loadAll(text).forEach(hole::consume);
  }

  /** SnakeYAML alone: every document of every state dumped once, the trees being there. */
  @Benchmark
  public void snakeDump(Blackhole hole) {
    for (Object output : outputs) {
      hole.consume(yaml().dump(output));
    }
  }

  private static void forEachDocument(List<PlannedRollout> rollouts, Consumer<StateDocument> use) {
    for (PlannedRollout rollout : rollouts) {
      states(rollout).forEach(state -> rollout.documents(state).forEach(use));
    }
  }

  private static Stream<PlannedState> states(PlannedRollout rollout) {
    return rollout.plan().value().orElseThrow().states().stream();
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }
}
