// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a Rollout from a document as Kubernetes would: YAML 1.1 scalars, 32-bit numbers, null as
 * absent, empty lists as absent. Everything wrong is reported at once.
 */
public final class RolloutReader {
  private static final String API_VERSION = "argoproj.io/v1alpha1";
  private static final FieldPath STRATEGY = FieldPath.of("spec", "strategy");

  // A draft needs a name to be a Rollout; this one never leaves RolloutReading.draft.
  private static final String UNNAMED = "unnamed";

  private RolloutReader() {}

  /**
   * Reads a document.
   *
   * @return the Rollout, unless numbers that a plan needs are not known (wrong types, numbers out
   *     of range, weights above the maximum, unreadable durations, empty steps, no strategy or
   *     two), and what reading found; the rules of the controller beyond that are in {@code
   *     io.canaryplan.check}
   */
  public static Checked<Rollout> read(YamlDocument document) {
    RolloutReading reading = readAll(document);
    return new Checked<>(reading.rollout(), reading.findings());
  }

  /** Reads a document and keeps what could be read even where no plan is possible. */
  public static RolloutReading readAll(YamlDocument document) {
    Reading reading = new Reading(document);
    Optional<Rollout> draft = root(reading, document.root());
    return new RolloutReading(
        draft.filter(rollout -> reading.isPlannable()),
        draft,
        reading.unreadable(),
        reading.findings());
  }

  private static Optional<Rollout> root(Reading reading, YamlNode node) {
    if (!(node instanceof YamlMapping mapping)) {
      reading.unreadable(
          RolloutRule.NOT_A_ROLLOUT,
          FieldPath.root(),
          "found " + Reading.describe(node) + " where a Rollout is expected, which is a mapping",
          "write a Rollout with apiVersion, kind, metadata and spec");
      return Optional.empty();
    }
    FieldReader root = new FieldReader(reading, mapping, FieldPath.root());
    if (!kind(root)) {
      return Optional.empty();
    }
    root.skip("status");
    Header header = root.object("metadata", RolloutReader::header).orElse(Header.NONE);
    Optional<Rollout> rollout = root.object("spec", spec -> spec(spec, header));
    if (!header.named() && !reading.unreadable().contains(FieldPath.of("metadata"))) {
      nameMissing(reading);
    }
    if (!root.has("spec")) {
      strategyMissing(reading);
    }
    root.close();
    return rollout;
  }

  private static boolean kind(FieldReader root) {
    String kind = plain(root, "kind");
    if (!kind.equals("Rollout")) {
      root.reading()
          .unreadable(
              RolloutRule.NOT_A_ROLLOUT,
              root.path("kind"),
              "the kind is " + Reading.quote(kind) + "; a Rollout is expected",
              "set kind to Rollout");
      return false;
    }
    String apiVersion = plain(root, "apiVersion");
    if (!apiVersion.equals(API_VERSION)) {
      root.reading()
          .report(
              RolloutRule.ROLLOUT_VERSION_UNKNOWN,
              root.path("apiVersion"),
              "the apiVersion is " + Reading.quote(apiVersion) + "; it is read as " + API_VERSION,
              "set apiVersion to " + API_VERSION);
    }
    return true;
  }

  private static String plain(FieldReader root, String key) {
    return root.node(key).orElse(null) instanceof YamlScalar scalar ? scalar.text() : "";
  }

  private record Header(String name, Optional<String> namespace, boolean named) {
    static final Header NONE = new Header(UNNAMED, Optional.empty(), false);
  }

  private static Header header(FieldReader metadata) {
    Optional<String> name = metadata.text("name").filter(text -> !text.isEmpty());
    Optional<String> namespace = metadata.text("namespace").filter(text -> !text.isEmpty());
    metadata.textMap("labels");
    metadata.textMap("annotations");
    PodReader.skipObjectMeta(metadata);
    // A name of the wrong type has been reported; it is not missing as well.
    return new Header(
        name.orElse(UNNAMED), namespace, name.isPresent() || unreadableName(metadata));
  }

  private static boolean unreadableName(FieldReader metadata) {
    return metadata.reading().unreadable().contains(metadata.path("name"));
  }

  private static void nameMissing(Reading reading) {
    reading.unreadable(
        RolloutRule.ROLLOUT_NAME_MISSING,
        FieldPath.of("metadata", "name"),
        "metadata.name is missing; every Rollout needs one",
        "add metadata.name");
  }

  private static Rollout spec(FieldReader spec, Header header) {
    OptionalInt replicas = replicas(spec);
    OptionalInt minReady = spec.integer("minReadySeconds");
    OptionalInt deadline = spec.integer("progressDeadlineSeconds");
    boolean deadlineAbort = spec.flag("progressDeadlineAbort").orElse(false);
    Optional<OptionalInt> window =
        spec.object("rollbackWindow", rollback -> rollback.integer("revisions"));
    OptionalInt history = spec.integer("revisionHistoryLimit");
    boolean paused = spec.flag("paused").orElse(false);
    Optional<LabelSelector> selector = spec.object("selector", PodReader::selector);
    Optional<PodTemplate> template =
        spec.object("template", PodReader::template).flatMap(found -> found);
    Optional<WorkloadRef> workload = spec.object("workloadRef", PodReader::workloadRef);
    spec.skip("restartAt");
    spec.object("analysis", RolloutReader::historyLimits);
    Strategies strategies = strategies(spec);
    return new Rollout(
        header.name(),
        header.namespace(),
        replicas,
        minReady,
        deadline,
        deadlineAbort,
        window.orElse(OptionalInt.empty()),
        history,
        paused,
        selector,
        template,
        workload,
        strategies.canary(),
        strategies.blueGreen());
  }

  private static boolean historyLimits(FieldReader analysis) {
    analysis.integer("successfulRunHistoryLimit");
    analysis.integer("unsuccessfulRunHistoryLimit");
    return true;
  }

  private static OptionalInt replicas(FieldReader spec) {
    OptionalInt replicas = spec.integer("replicas");
    if (replicas.orElse(0) >= 0) {
      return replicas;
    }
    spec.reading()
        .refused(
            RolloutRule.REPLICAS_NEGATIVE,
            spec.path("replicas"),
            "spec.replicas",
            "\"" + replicas.getAsInt() + "\" pods cannot exist; replicas is 0 or more",
            "change spec.replicas");
    return OptionalInt.empty();
  }

  private record Strategies(
      Optional<CanaryStrategy> canary, Optional<BlueGreenStrategy> blueGreen) {}

  private static Strategies strategies(FieldReader spec) {
    Reading reading = spec.reading();
    Strategies found =
        spec.object("strategy", RolloutReader::strategy)
            .orElse(new Strategies(Optional.empty(), Optional.empty()));
    boolean both = found.canary().isPresent() && found.blueGreen().isPresent();
    if (both) {
      reading.refused(
          RolloutRule.STRATEGY_AMBIGUOUS,
          STRATEGY,
          "spec.strategy.strategy",
          "both \"canary\" and \"blueGreen\" are given; a Rollout has exactly one strategy",
          "remove spec.strategy.canary or spec.strategy.blueGreen");
    }
    if (found.canary().isEmpty() && found.blueGreen().isEmpty()) {
      if (!strategyUnreadable(reading.unreadable())) {
        strategyMissing(reading);
      }
      return new Strategies(Optional.of(CanaryStrategy.builder().build()), Optional.empty());
    }
    return both ? new Strategies(found.canary(), Optional.empty()) : found;
  }

  private static boolean strategyUnreadable(Set<FieldPath> unreadable) {
    return unreadable.contains(STRATEGY)
        || unreadable.contains(STRATEGY.child("canary"))
        || unreadable.contains(STRATEGY.child("blueGreen"));
  }

  private static void strategyMissing(Reading reading) {
    reading.refused(
        RolloutRule.STRATEGY_MISSING,
        STRATEGY,
        "spec.strategy.strategy",
        "no strategy is given; a Rollout needs \"canary\" or \"blueGreen\"",
        "add spec.strategy.canary");
  }

  private static Strategies strategy(FieldReader strategy) {
    return new Strategies(
        strategy.object("canary", CanaryReader::read),
        strategy.object("blueGreen", BlueGreenReader::read));
  }
}
