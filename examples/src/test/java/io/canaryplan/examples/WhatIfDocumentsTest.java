// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static io.canaryplan.examples.ReadJson.json;
import static io.canaryplan.examples.ReadJson.list;
import static io.canaryplan.examples.ReadJson.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code what-if} says of documents: what each pass changes in them, and all together. */
class WhatIfDocumentsTest {
  @TempDir Path folder;

  /** istio.md 6.4: an abort takes the weights back in one pass, and writes nothing after it. */
  @Test
  void eachPassHasWhatItWritesIntoTheDocuments() {
    String file = "manifests/rollout-example.yaml";
    String json = run("what-if", "--format", "json", file, "--at", "2", "--do", "abort").out();
    List<List<Object>> changes = changesOfPasses(json);

    assertThat(changes).filteredOn(each -> !each.isEmpty()).hasSize(1);
    assertThat(changes.stream().flatMap(List::stream).map(Object::toString))
        .anySatisfy(change -> assertThat(change).contains("weight", "before=95", "after=100"));
    // what is written on the way comes to what differs at the end
    assertThat(changes.stream().flatMap(List::stream).toList())
        .isEqualTo(list(map(list(json(json).get("acts")).get(0)).get("changes")));
  }

  /** bluegreen.md 2 and 3: the preview Service comes before all else, the active one last. */
  @Test
  void theServicesMoveInTheirPasses() throws IOException {
    Path file = folder.resolve("services.yaml");
    Files.writeString(
        file,
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy: {blueGreen: {activeService: active, previewService: preview}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: active}
        spec: {selector: {app: shop}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: preview}
        spec: {selector: {app: shop}, ports: [{port: 80}]}
        """);
    String json =
        run("what-if", "--format", "json", file.toString(), "--at", "0", "--do", "new-version")
            .out();

    assertThat(changesOfPasses(json).stream().filter(each -> !each.isEmpty()))
        .map(each -> map(each.get(0)).get("name"))
        .containsExactly("preview", "active");
  }

  /** As the JSON has it: the field, the act and the pass. */
  @Test
  void printsTheChangesOfDocumentsOnDemand() {
    String file = "manifests/rollout-example.yaml";
    String out = run("what-if", file, "--at", "2", "--do", "abort", "--documents").out();

    assertThat(out)
        .containsPattern(
            "\\n  abort, pass \\d+: VirtualService/.* spec\\.http.*weight: 95 -> 100\\n");
    assertThat(
            run("what-if", "manifests/basic.yaml", "--at", "1", "--do", "abort", "--documents")
                .out())
        .endsWith("\nchanges of documents:\n  none\n");
    assertThat(run("what-if", file, "--at", "2", "--do", "abort").out())
        .doesNotContain("changes of documents");
  }

  /**
   * canary.md 5.1.4: an aborted canary shrinks with the weight under dynamicStableScale, a percent
   * in each pass in which enough stable pods have come. None of the passes is in stride with the
   * others, so all are told.
   */
  @Test
  void everyPassThatChangesAWeightIsTold() throws IOException {
    String file =
        canaryOf(
            400,
            """
            dynamicStableScale: true
                  trafficRouting: {istio: {virtualService: {name: vs}}}
                  steps: [{setWeight: 100}, {pause: {}}]
            """,
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: vs}
            spec:
              hosts: [a]
              http: [{route: [{destination: {host: s}, weight: 100}, {destination: {host: c}, weight: 0}]}]
            """);
    Map<String, Object> act = abortAtTwo(file, "--readiness", "1");

    assertThat(list(act.get("passes"))).hasSizeGreaterThan(100);
    assertThat(omitted(act)).isZero();
    assertThat(act.get("changesOmitted")).isNull();
    assertChangesComeTo(act);
  }

  /** Of passes in equal strides the first and the last are told, with what all of them change. */
  @Test
  void manyPassesAreToldAsStretches() throws IOException {
    String file =
        canaryOf(
            300,
            """
            maxSurge: 1
                  maxUnavailable: 0
                  steps: [{setWeight: 50}, {pause: {}}]
            """,
            """
            apiVersion: v1
            kind: Service
            metadata: {name: c}
            spec: {selector: {app: shop}, ports: [{port: 80}]}
            """);
    Map<String, Object> act = abortAtTwo(file);

    // 150 pods come and 150 go, one at a time
    assertThat(omitted(act) + list(act.get("passes")).size()).isEqualTo(300);
    assertThat(list(act.get("passes"))).hasSizeLessThan(50);
    assertThat(list(act.get("changes"))).hasSize(1);
    assertChangesComeTo(act);
    assertThat(run("what-if", file, "--at", "2", "--do", "abort").out())
        .contains("more like these")
        .contains("· pass 300 ");
  }

  private String canaryOf(int replicas, String fields, String more) throws IOException {
    Path file = folder.resolve("many.yaml");
    Files.writeString(
        file,
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: %d
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy:
            canary:
              canaryService: c
              stableService: s
              %s
        ---
        %s
        """
            .formatted(replicas, fields.strip(), more));
    return file.toString();
  }

  private Map<String, Object> abortAtTwo(String file, String... options) {
    List<String> words = new ArrayList<>(List.of("what-if", "--format", "json", file));
    words.addAll(List.of("--at", "2", "--do", "abort"));
    words.addAll(List.of(options));
    return map(list(json(run(words.toArray(String[]::new)).out()).get("acts")).get(0));
  }

  private static long omitted(Map<String, Object> act) {
    return list(act.get("passes")).stream()
        .mapToLong(pass -> ((Number) map(pass).get("omitted")).longValue())
        .sum();
  }

  /** What the passes change one after the other is what the course changes. */
  private static void assertChangesComeTo(Map<String, Object> act) {
    Map<Object, Object> first = new LinkedHashMap<>();
    Map<Object, Object> last = new LinkedHashMap<>();
    for (Object pass : list(act.get("passes"))) {
      for (Object change : list(map(pass).get("changes"))) {
        Object path = map(change).get("path");
        Object before = map(change).get("before");
        assertThat(before).isEqualTo(last.getOrDefault(path, before));
        first.putIfAbsent(path, before);
        last.put(path, map(change).get("after"));
      }
    }
    Map<Object, Object> begins = new LinkedHashMap<>();
    Map<Object, Object> ends = new LinkedHashMap<>();
    for (Object change : list(act.get("changes"))) {
      begins.put(map(change).get("path"), map(change).get("before"));
      ends.put(map(change).get("path"), map(change).get("after"));
    }
    assertThat(first).isNotEmpty().isEqualTo(begins);
    assertThat(last).isEqualTo(ends);
  }

  private static List<List<Object>> changesOfPasses(String json) {
    return list(map(list(json(json).get("acts")).get(0)).get("passes")).stream()
        .map(pass -> list(map(pass).get("changes")))
        .toList();
  }
}
