// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.rollout.RolloutReading;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the Argo Rollouts controller refuses in a Rollout by itself (istio.md 3.2 to 3.4 and the
 * parts of 3.5 that need no other document). The controller shows the first error only; here all
 * come at once, in the order in which the controller looks.
 *
 * <p>What the controller does not check is not checked here either: uniqueness of routes, the
 * percentage of a mirror route, header and subset names.
 */
public final class RolloutChecks {
  private RolloutChecks() {}

  /**
   * Reads a Rollout and checks it as the newest final controller does.
   *
   * @return the Rollout if a plan of it is possible, and the findings of reading and of all rules,
   *     sorted by position
   */
  public static Checked<Rollout> read(YamlDocument document) {
    RolloutReading reading = RolloutReader.readAll(document);
    List<Finding> findings = new ArrayList<>(reading.findings());
    findings.addAll(check(reading, document, ControllerVersion.DEFAULT));
    Collections.sort(findings);
    return new Checked<>(reading.rollout(), findings);
  }

  /**
   * Checks what could be read of a document, beyond what reading found.
   *
   * @param controller the controller that would refuse it
   */
  public static List<Finding> check(
      RolloutReading reading, YamlDocument document, ControllerVersion controller) {
    if (reading.draft().isEmpty()) {
      return ImmutableList.of();
    }
    Findings findings = Findings.in(document).markUnreadable(reading.unreadable());
    return check(reading.draft().get(), controller, findings);
  }

  /**
   * Checks a Rollout made in code as the newest final controller does; its findings have no
   * position.
   */
  public static List<Finding> check(Rollout rollout) {
    return check(rollout, ControllerVersion.DEFAULT, Findings.in(Optional.empty()));
  }

  private static List<Finding> check(
      Rollout rollout, ControllerVersion controller, Findings findings) {
    SpecChecks.check(rollout, findings);
    if (rollout.canary().isPresent()) {
      check(rollout.canary().get(), controller, findings);
    }
    if (rollout.blueGreen().isPresent()) {
      check(rollout.blueGreen().get(), findings);
    }
    return findings.all();
  }

  private static void check(
      CanaryStrategy canary, ControllerVersion controller, Findings findings) {
    Routers routers = new Routers(canary, controller, findings);
    CanaryChecks.check(canary, routers, findings);
    StepChecks.check(canary, routers, findings);
    CanaryChecks.checkAntiAffinity(canary.antiAffinity(), Paths.CANARY, findings);
    routers.check();
  }

  /** A blue-green Rollout is read, and it is not planned yet. */
  private static void check(BlueGreenStrategy blueGreen, Findings findings) {
    FieldPath path = FieldPath.of("spec", "strategy", "blueGreen");
    findings.add(
        SpecRules.BLUE_GREEN_NOT_PLANNED,
        path,
        "\"blueGreen\" is not planned yet; a plan exists for spec.strategy.canary only",
        "plan a Rollout with spec.strategy.canary");
    CanaryChecks.checkAntiAffinity(blueGreen.antiAffinity(), path, findings);
  }
}
