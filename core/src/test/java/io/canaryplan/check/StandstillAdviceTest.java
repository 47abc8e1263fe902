// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.ControllerVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Advice about an abort that stops, and the same Rollout with the advice followed to the letter.
 */
class StandstillAdviceTest {
  /** Returns the hints about aborts that stand still. */
  private static List<String> hints(String canary) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 10
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy:
            canary:
              canaryService: shop-canary
              stableService: shop-stable
              trafficRouting: {istio: {virtualService: {name: shop}}}
              dynamicStableScale: true
        """
            + canary.indent(6);
    PlannedManifests planned =
        CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT);
    assertThat(planned.rollouts().get(0).plan().value()).isPresent();
    return planned.allFindings().stream()
        .filter(found -> found.rule().equals(AbortRules.ABORT_STANDS_STILL))
        .map(Finding::hint)
        .map(hint -> hint.orElseThrow())
        .toList();
  }

  @Test
  void aDelayThatKeepsTheCanaryIsToBeRemoved() {
    String steps = "steps: [{setWeight: 20}, {setWeight: 60}, {pause: {}}]";

    // canary.md 5.1.4, up to v1.9.1
    assertThat(hints("abortScaleDownDelaySeconds: 30\n" + steps))
        .containsExactly("remove spec.strategy.canary.abortScaleDownDelaySeconds");
    assertThat(hints(steps)).isEmpty();
  }

  @Test
  void aSizeSetInTheFirstStepIsToComeLater() {
    String scale = "{setCanaryScale: {replicas: 20}}, {setWeight: 40}, {setWeight: 60}]";
    String delay = "abortScaleDownDelaySeconds: 0\n";

    // 20 canary pods keep the goal of the abort at the largest step below them (canary.md 5.1.3)
    assertThat(hints(delay + "steps: [" + scale))
        .containsExactly("let a setWeight come before the setCanaryScale of the first step");
    assertThat(hints(delay + "steps: [{setWeight: 20}, " + scale)).isEmpty();
  }

  @Test
  void moreLeastPodsThanTheFirstWeightNeedsAreToBeLowered() {
    String steps = "\nsteps: [{setWeight: 10}, {setWeight: 60}, {pause: {}}]";

    // 10 % of 10 are 1 pod, raised to 3
    assertThat(hints("minPodsPerReplicaSet: 3" + steps))
        .containsExactly("lower spec.strategy.canary.minPodsPerReplicaSet");
    assertThat(hints("minPodsPerReplicaSet: 1" + steps)).isEmpty();
  }

  /** canary.md 3.7: up to v1.8.4 exactly {@code replicas} pods are promoted. */
  @Test
  void anUpdateThatIsNeverPromotedNeedsFewerPods() {
    assertThat(standstills(3, ControllerVersion.V1_8))
        .containsExactly(
            "the update is never promoted: minPodsPerReplicaSet gives the new version 3 pods, and"
                + " controllers up to v1.8.4 wait for exactly 2; set"
                + " spec.strategy.canary.minPodsPerReplicaSet to at most 2, or update the"
                + " controller");
    assertThat(standstills(2, ControllerVersion.V1_8)).isEmpty();
    assertThat(standstills(3, ControllerVersion.V1_9)).isEmpty();
  }

  private static List<String> standstills(int minPods, ControllerVersion controller) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy:
            canary:
              canaryService: shop-canary
              stableService: shop-stable
              trafficRouting: {smi: {}}
              minPodsPerReplicaSet: MIN
              steps: [{setWeight: 20}, {pause: {duration: 60}}]
        """
            .replace("MIN", Integer.toString(minPods));
    PlannerOptions options = PlannerOptions.forController(controller);
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), options).allFindings().stream()
        .filter(found -> found.rule().equals(PathRules.PLAN_STANDS_STILL))
        .map(found -> found.message() + "; " + found.hint().orElseThrow())
        .toList();
  }
}
