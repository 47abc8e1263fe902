// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.controller.CanaryController;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Short manifests for tests, and their findings as text. */
final class Cases {
  /** Routing that no rule complains about. */
  static final String ISTIO =
      "trafficRouting: {managedRoutes: [{name: geo}], istio: {virtualService: {name: vs},"
          + " destinationRule: {name: dr, canarySubsetName: c, stableSubsetName: s}}}\n";

  /** Selector and template that no rule complains about. */
  static final String SOUND =
      "selector: {matchLabels: {app: shop}}\ntemplate: {metadata: {labels: {app: shop}}}\n";

  private Cases() {}

  static YamlDocument document(String text) {
    return YamlReader.read("rollout.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0);
  }

  /** Returns a Rollout with these lines below {@code spec}. */
  static YamlDocument spec(String lines) {
    return document(
        "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop}\nspec:\n"
            + lines.indent(2));
  }

  /** Returns a Rollout, sound otherwise, with these lines below {@code spec.strategy.canary}. */
  static YamlDocument canary(String lines) {
    return spec(SOUND + "strategy:\n  canary:\n" + lines.indent(4));
  }

  /** Returns a Rollout, sound otherwise, with this number of replicas. */
  static YamlDocument canary(int replicas, String lines) {
    return spec(
        "replicas: " + replicas + "\n" + SOUND + "strategy:\n  canary:\n" + lines.indent(4));
  }

  /** Returns what checks look at: the Rollout alone. */
  static Subject read(YamlDocument document) {
    return Subject.of(RolloutReader.readAll(document), document).orElseThrow();
  }

  /** Returns what the controller would refuse, as {@code rule path: message}. */
  static List<String> refused(YamlDocument document) {
    return refused(document, ControllerVersion.DEFAULT);
  }

  /** Returns what a controller of this version would refuse. */
  static List<String> refused(YamlDocument document, ControllerVersion controller) {
    return Checks.run(read(document).by(controller)).stream().map(Cases::text).toList();
  }

  /** Returns what is found about the plan, as {@code rule path: message}. */
  static List<String> planned(YamlDocument document, PlanSettings settings) {
    CanaryPlan plan = CanaryController.plan(RolloutReader.read(document).orElseThrow(), settings);
    return Checks.run(read(document).with(plan)).stream().map(Cases::text).toList();
  }

  static List<String> planned(YamlDocument document) {
    return planned(document, PlanSettings.DEFAULT);
  }

  /** Returns only the findings of one rule. */
  static List<String> of(Rule rule, List<String> findings) {
    return findings.stream().filter(text -> text.startsWith(rule.id() + " ")).toList();
  }

  /** Returns the arguments of a test: what {@code rule} alone finds, without its name. */
  static Arguments row(Rule rule, String reason, int replicas, String canary, String... findings) {
    List<String> expected =
        Arrays.stream(findings).map(finding -> rule.id() + " " + finding).toList();
    return Arguments.of(reason, rule, replicas, canary, expected);
  }

  private static String text(Finding finding) {
    return finding.rule()
        + " "
        + finding.controllerPath().orElseGet(finding.path()::toString)
        + ": "
        + finding.message();
  }
}
