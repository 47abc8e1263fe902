// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.rollout.RolloutReading;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;

/**
 * What the Argo Rollouts controller refuses in a Rollout by itself (spec/istio.md 3.2 to 3.4 and
 * the parts of 3.5 that need no other document). The controller shows the first error only; here
 * all come at once, in the order in which the controller looks.
 *
 * <p>What the controller does not check is not checked here either: uniqueness of routes, the
 * percentage of a mirror route, header and subset names.
 */
public final class RolloutChecks {
  private RolloutChecks() {}

  /**
   * Reads a Rollout and checks it.
   *
   * @return the Rollout if a plan of it is possible, and the findings of reading and of all rules,
   *     sorted by position
   */
  public static Checked<Rollout> read(YamlDocument document) {
    RolloutReading reading = RolloutReader.readAll(document);
    List<Finding> findings =
        ImmutableList.sortedCopyOf(
            ImmutableList.<Finding>builder()
                .addAll(reading.findings())
                .addAll(check(reading, document))
                .build());
    return new Checked<>(reading.rollout(), findings);
  }

  /** Checks what could be read of a document, beyond what reading found. */
  public static List<Finding> check(RolloutReading reading, YamlDocument document) {
    return reading
        .draft()
        .map(draft -> check(draft, Findings.of(reading, document)))
        .orElse(ImmutableList.of());
  }

  /** Checks a Rollout made in code; its findings have no position. */
  public static List<Finding> check(Rollout rollout) {
    return check(rollout, Findings.unplaced());
  }

  private static List<Finding> check(Rollout rollout, Findings findings) {
    GeneralRules.check(rollout, findings);
    rollout.canary().ifPresent(canary -> check(canary, findings));
    rollout.blueGreen().ifPresent(blueGreen -> BlueGreenRules.check(blueGreen, findings));
    return ImmutableList.copyOf(findings.found());
  }

  private static void check(CanaryStrategy canary, Findings findings) {
    Routers routers = Routers.of(canary, findings);
    CanaryRules.check(canary, routers, findings);
    StepRules.check(canary, routers, findings);
    CanaryRules.checkAntiAffinity(canary.antiAffinity(), Paths.CANARY, findings);
    RouterRules.check(canary, findings);
  }
}
