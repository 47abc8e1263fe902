// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenTrace.Act;
import io.canaryplan.controller.ResolvedBlueGreen.Outcome;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.yaml.YamlReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Traces that the controller itself printed, one in a line of JSON. */
final class BlueGreenTraceFile {
  private BlueGreenTraceFile() {}

  /** One trace: what it was made of, and its rows as {@link BlueGreenTrace} writes them. */
  record Line(
      String title,
      ResolvedBlueGreen rules,
      Optional<String> selected,
      List<Act> acts,
      List<String> deploy,
      List<String> rows,
      boolean endless) {}

  static List<Line> read(InputStream in) {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        Map<String, Object> json = new Yaml(options).load(line);
        if (json.get("trace") instanceof List) {
          lines.add(line(json));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static Line line(Map<String, Object> json) {
    Map<String, Object> scenario = map(json.get("scenario"));
    ControllerVersion version =
        ControllerVersion.parse((String) json.get("controllerVersion")).orElseThrow();
    return new Line(
        version + " " + scenario.get("kind") + " " + scenario,
        rules((String) json.get("manifest"), scenario, version),
        selected((String) json.get("manifest")),
        ((List<?>) scenario.get("events")).stream().map(event -> act(map(event))).toList(),
        rows(json.get("deploy")),
        rows(json.get("trace")),
        "limit".equals(json.get("end")));
  }

  private static List<String> rows(Object list) {
    List<String> rows = new ArrayList<>();
    for (Object row : (List<?>) list) {
      rows.add(row(map(row)));
    }
    return rows;
  }

  // the active Service comes first in the manifests; a preset hash is there before any Rollout
  private static Optional<String> selected(String manifest) {
    for (Object document : new Yaml().loadAll(manifest)) {
      Map<String, Object> service = map(document);
      if ("Service".equals(service.get("kind"))) {
        Map<String, Object> selector = map(map(service.get("spec")).get("selector"));
        return Optional.ofNullable((String) selector.get("rollouts-pod-template-hash"));
      }
    }
    return Optional.empty();
  }

  private static ResolvedBlueGreen rules(
      String manifest, Map<String, Object> scenario, ControllerVersion version) {
    Rollout rollout =
        RolloutReader.read(YamlReader.read("trace.yaml", manifest).value().orElseThrow().get(0))
            .value()
            .orElseThrow();
    Map<String, Object> analysis = map(scenario.get("analysis"));
    Map<String, Object> seconds = map(scenario.get("podsReadySeconds"));
    List<Long> podSeconds = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long value = ((Number) seconds.getOrDefault("v" + i, 0)).longValue();
      podSeconds.add(value < 0 ? ResolvedBlueGreen.NEVER : value);
    }
    return new ResolvedBlueGreen(
        rollout,
        rollout.blueGreen().orElseThrow(),
        version,
        ImmutableList.copyOf(podSeconds),
        Integer.MAX_VALUE,
        outcomes(analysis.get("pre")),
        outcomes(analysis.get("post")));
  }

  private static ImmutableList<Outcome> outcomes(Object list) {
    ImmutableList.Builder<Outcome> outcomes = ImmutableList.builder();
    for (Object item : list == null ? List.of() : (List<?>) list) {
      Map<String, Object> outcome = map(item);
      String phase = ((String) outcome.get("phase")).toUpperCase(Locale.ROOT);
      long seconds = ((Number) outcome.get("seconds")).longValue();
      outcomes.add(new Outcome(BlueGreenRun.Phase.valueOf(phase), seconds));
    }
    return outcomes.build();
  }

  private static Act act(Map<String, Object> event) {
    return new Act(
        (String) event.get("when"),
        ((Number) event.getOrDefault("n", 0)).intValue(),
        (String) event.get("do"),
        version((String) event.getOrDefault("version", "")),
        ((Number) event.getOrDefault("replicas", 0)).intValue());
  }

  private static int version(String name) {
    return name.isEmpty() ? 0 : Integer.parseInt(name.substring(1));
  }

  private static String row(Map<String, Object> row) {
    StringBuilder text = new StringBuilder();
    text.append(row.get("t")).append(' ').append(row.getOrDefault("event", "")).append('|');
    for (Object item : (List<?>) row.get("replicaSets")) {
      Map<String, Object> set = map(item);
      text.append(set.get("version")).append(':').append(set.get("size")).append('/');
      text.append(set.get("available")).append('r').append(set.get("revision"));
      text.append(set.containsKey("deadline") ? "@" + set.get("deadline") : "").append(' ');
    }
    Map<String, Object> services = map(row.get("services"));
    Map<String, Object> blueGreen = map(row.get("blueGreen"));
    String message = (String) row.getOrDefault("message", "");
    text.append('|').append(services.get("active")).append(' ');
    text.append(services.getOrDefault("preview", "-"));
    text.append('|').append(row.get("phase")).append(message.isEmpty() ? "" : " ");
    text.append(message.replaceAll("ReplicaSet \"[^\"]*+\" has", "ReplicaSet has"));
    text.append('|');
    for (Object pause : (List<?>) row.getOrDefault("pauseConditions", List.of())) {
      text.append(pause).append(' ');
    }
    text.append(row.containsKey("controllerPause") ? "controllerPause " : "");
    text.append(row.containsKey("abort") ? "abort " : "");
    text.append(row.containsKey("promoteFull") ? "full " : "");
    text.append('|').append(row.get("stableRS")).append(' ').append(row.get("currentPodHash"));
    text.append(' ').append(blueGreen.get("activeSelector"));
    text.append(' ').append(blueGreen.get("previewSelector"));
    text.append(blueGreen.containsKey("scaleUpPreviewCheckPoint") ? " checkpoint" : "");
    text.append('|').append(run(blueGreen.get("prePromotionAnalysis")));
    text.append(' ').append(run(blueGreen.get("postPromotionAnalysis")));
    text.append('|')
        .append(row.get("hpaReplicas"))
        .append(' ')
        .append(row.get("availableReplicas"));
    text.append('|').append(row.get("new")).append(' ').append(row.get("active"));
    text.append(' ').append(row.get("stable")).append(' ').append(row.get("older"));
    text.append('|').append(row.get("progressingReason"));
    return text.append(row.containsKey("error") ? "|" + row.get("error") : "").toString();
  }

  private static String run(Object phase) {
    if (phase == null) {
      return "-";
    }
    return phase.equals("(new)") ? "new" : ((String) phase).toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }
}
