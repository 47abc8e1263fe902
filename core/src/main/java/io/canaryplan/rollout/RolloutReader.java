// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.ObjectNames;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads a Rollout from a document as Kubernetes would: YAML 1.1 scalars, 32-bit numbers, null as
 * absent, empty lists as absent. Everything wrong is reported at once.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class RolloutReader {
  private static final String API_VERSION = "argoproj.io/v1alpha1";
  private static final FieldPath STRATEGY = FieldPath.of("spec", "strategy");

  // Labels, selector and pod template are needed to judge documents, but no count depends on them.
  private static final Pattern NO_NUMBERS =
      Pattern.compile(
          "metadata\\.(labels|annotations)|spec\\.(selector|template|workloadRef|restartAt|analysis)"
              + "|spec\\.strategy\\.canary\\.(analysis|trafficRouting\\.(alb|apisix|appMesh))"
              + "|spec\\.strategy\\.canary\\.steps\\[[0-9]++]\\."
              + "(analysis|plugin|experiment\\.(analyses|dryRun|templates\\[[0-9]++]\\.[ms]))");

  // A draft needs a name to be a Rollout; this one never leaves RolloutReading.draft.
  private static final String UNNAMED = "unnamed";

  private RolloutReader() {}

  /**
   * Returns whether a document is meant as a Rollout of Argo: its kind is Rollout and its API group
   * Argo's, missing, or no group of anybody ({@code v1alpha1}, {@code apps/v1}, {@code argoproj}).
   * Other projects have Rollouts too, each in a group that is a domain of theirs.
   */
  public static boolean isMeant(YamlDocument document) {
    if (!Fields.text(document.root(), "kind").equals(Optional.of("Rollout"))) {
      return false;
    }
    String version = Fields.text(document.root(), "apiVersion").orElse("");
    String group = version.substring(0, Math.max(0, version.indexOf('/')));
    return group.indexOf('.') < 0 || group.contains("argo");
  }

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
    Reading reading = Reading.ofValues(document, "a Rollout");
    Optional<Rollout> draft = root(reading.root());
    boolean plannable =
        reading.gaps().stream().allMatch(gap -> NO_NUMBERS.matcher(gap.toString()).lookingAt());
    return new RolloutReading(
        plannable ? draft : Optional.empty(),
        draft,
        reading.unreadable(),
        reading.findings().stream()
            .map(finding -> FieldPlaces.placed(finding, document.root()))
            .toList());
  }

  /**
   * Reads the pod template of a Deployment, ReplicaSet or PodTemplate, which a {@code workloadRef}
   * can name. What is wrong with the document is not reported: it is no Rollout.
   *
   * @return the template; absent if there is none, or one that cannot be read
   */
  public static Optional<PodTemplate> templateOf(YamlDocument workload) {
    Reading reading = Reading.ofValues(workload, "a workload");
    FieldReader root = reading.root();
    // A PodTemplate has its template at the top, the others below spec.
    FieldReader above = root.has("template") ? root : root.inner("spec");
    Optional<PodTemplate> template = above.inner("template", PodReader::template);
    return reading.unreadable().isEmpty() ? template : Optional.empty();
  }

  /**
   * Reads the selector of a Deployment or ReplicaSet, which a Rollout without its own takes over.
   * What is wrong with the document is not reported: it is no Rollout.
   *
   * @return the selector; absent if there is none, or one that cannot be read
   */
  public static Optional<LabelSelector> selectorOf(YamlDocument workload) {
    Reading reading = Reading.ofValues(workload, "a workload");
    Optional<LabelSelector> selector =
        reading.root().at("spec").object("selector", PodReader::selector);
    return reading.unreadable().isEmpty() ? selector : Optional.empty();
  }

  private static Optional<Rollout> root(FieldReader root) {
    Reading reading = root.reading();
    if (!(root.value() instanceof YamlMapping)) {
      reading.unreadable(
          RolloutRules.NOT_A_ROLLOUT,
          root.path(),
          "found %s where a Rollout is expected, which is a mapping"
              .formatted(Reading.describe(root.value())),
          "write a Rollout with apiVersion, kind, metadata and spec");
      return Optional.empty();
    }
    if (!kind(root)) {
      return Optional.empty();
    }
    root.skip("apiVersion", "kind", "status");
    FieldReader metadata = root.inner("metadata");
    Optional<String> name = metadata.nonEmptyText("name");
    // A name of the wrong type has been reported; it is not missing as well.
    boolean nameless = name.isEmpty() && reading.unreadable().isEmpty();
    Optional<String> namespace = metadata.nonEmptyText("namespace");
    ObjectNames.check(
        metadata, "Rollout", RolloutRules.ROLLOUT_NAME_INVALID, RolloutRules.ROLLOUT_LABEL_INVALID);
    PodReader.objectMeta(metadata);
    metadata.close();
    Optional<Rollout> rollout =
        root.object("spec", spec -> spec(spec, name.orElse(UNNAMED), namespace));
    if (nameless) {
      reading.unreadable(
          RolloutRules.ROLLOUT_NAME_MISSING,
          metadata.path("name"),
          "metadata.name is missing; every Rollout needs one",
          "add metadata.name");
    }
    if (!root.has("spec")) {
      strategyMissing(reading);
    }
    root.close();
    return rollout.map(read -> withRole(read, root));
  }

  /** The roles of a ping-pong pair stand in the status, which is not read otherwise. */
  private static Rollout withRole(Rollout rollout, FieldReader root) {
    Optional<PingPong> pair = rollout.canary().flatMap(CanaryStrategy::pingPong);
    if (pair.isEmpty()) {
      return rollout;
    }
    Optional<String> role = Fields.text(root.value(), "status", "canary", "stablePingPong");
    CanaryStrategy.Builder canary = rollout.canary().orElseThrow().toBuilder();
    return rollout.toBuilder().canary(canary.pingPong(pair.get().withStatus(role)).build()).build();
  }

  private static boolean kind(FieldReader root) {
    String kind = Fields.text(root.value(), "kind").orElse("");
    if (!kind.equals("Rollout")) {
      root.reading()
          .unreadable(
              RolloutRules.NOT_A_ROLLOUT,
              root.path("kind"),
              "the kind is %s; a Rollout is expected".formatted(Quotation.of(kind)),
              "set kind to Rollout");
      return false;
    }
    String apiVersion = Fields.text(root.value(), "apiVersion").orElse("");
    if (!apiVersion.equals(API_VERSION)) {
      root.reading()
          .report(
              RolloutRules.ROLLOUT_VERSION_UNKNOWN,
              root.path("apiVersion"),
              "the apiVersion is %s; the API server knows Rollouts as %s only, and it is read as that"
                  .formatted(
                      apiVersion.isEmpty() ? "missing" : Quotation.of(apiVersion), API_VERSION),
              "set apiVersion to %s".formatted(API_VERSION));
    }
    return true;
  }

  private static Rollout spec(FieldReader spec, String name, Optional<String> namespace) {
    OptionalInt replicas = replicas(spec);
    OptionalInt minReady = spec.integer("minReadySeconds");
    OptionalInt deadline = spec.integer("progressDeadlineSeconds");
    boolean deadlineAbort = spec.flag("progressDeadlineAbort").orElse(false);
    OptionalInt window = spec.inner("rollbackWindow", rollback -> rollback.integer("revisions"));
    OptionalInt history = spec.integer("revisionHistoryLimit");
    boolean paused = spec.flag("paused").orElse(false);
    Optional<LabelSelector> selector = spec.object("selector", PodReader::selector);
    Optional<PodTemplate> template = spec.inner("template", PodReader::template);
    Optional<WorkloadRef> workload = spec.object("workloadRef", PodReader::workloadRef);
    // the controller looks at labels and annotations only to see whether there is one beside it
    if (workload.isPresent()) {
      template = template.filter(given -> !given.metadata().isEmpty());
    }
    restartAt(spec);
    FieldReader limits = spec.inner("analysis");
    limits.integer("successfulRunHistoryLimit");
    limits.integer("unsuccessfulRunHistoryLimit");
    limits.close();
    int before = spec.reading().unreadable().size();
    FieldReader strategy = spec.inner("strategy");
    Optional<CanaryStrategy> canary = strategy.object("canary", StrategyReader::canary);
    Optional<BlueGreenStrategy> blueGreen = strategy.object("blueGreen", StrategyReader::blueGreen);
    strategy.close();
    boolean none = canary.isEmpty() && blueGreen.isEmpty();
    if (canary.isPresent() && blueGreen.isPresent()) {
      Refusal.report(
          spec.reading(),
          RolloutRules.STRATEGY_AMBIGUOUS,
          STRATEGY,
          "both \"canary\" and \"blueGreen\" are given; a Rollout has exactly one strategy",
          "remove spec.strategy.canary or spec.strategy.blueGreen");
    } else if (none && spec.reading().unreadable().size() == before) {
      strategyMissing(spec.reading());
    }
    return new Rollout(
        name,
        namespace,
        replicas,
        minReady,
        deadline,
        deadlineAbort,
        window,
        history,
        paused,
        selector,
        template,
        workload,
        none ? Optional.of(CanaryStrategy.builder().build()) : canary,
        canary.isPresent() ? Optional.empty() : blueGreen);
  }

  private static void restartAt(FieldReader spec) {
    Optional<String> written = spec.text("restartAt");
    if (written.isPresent() && !RestartTime.isTime(written.get())) {
      spec.reading()
          .report(
              RolloutRules.RESTART_TIME_INVALID,
              spec.path("restartAt"),
              "%s is no time; the %s refuses it"
                  .formatted(
                      Quotation.of(written.get()),
                      RestartTime.isDateTime(written.get()) ? "controller" : "API server"),
              "write spec.restartAt as in \"2026-03-01T10:00:00Z\", or remove it");
    }
  }

  private static OptionalInt replicas(FieldReader spec) {
    OptionalInt replicas = spec.integer("replicas");
    if (replicas.orElse(0) >= 0) {
      return replicas;
    }
    Refusal.report(
        spec.reading(),
        RolloutRules.REPLICAS_NEGATIVE,
        spec.path("replicas"),
        "\"%s\" pods cannot exist; replicas is 0 or more".formatted(replicas.getAsInt()),
        "change spec.replicas");
    return OptionalInt.empty();
  }

  private static void strategyMissing(Reading reading) {
    Refusal.report(
        reading,
        RolloutRules.STRATEGY_MISSING,
        STRATEGY,
        "no strategy is given; a Rollout needs \"canary\" or \"blueGreen\"",
        "add spec.strategy.canary");
  }
}
