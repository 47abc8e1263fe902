// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With several Rollouts, files and diffs name each state of each of them apart. */
class SeveralRolloutsTest {
  private static final String ONE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: NAME}
      spec:
        replicas: 1
        selector: {matchLabels: {app: NAME}}
        template:
          metadata: {labels: {app: NAME}}
          spec: {containers: [{name: c, image: i}]}
        strategy:
          canary:
            canaryService: NAME-canary
            stableService: NAME-stable
            trafficRouting: {istio: {virtualService: {name: NAME}}}
            steps: [{setWeight: 10}]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: NAME}
      spec:
        hosts: [NAME]
        http:
        - route:
          - destination: {host: NAME-stable}
            weight: 100
          - destination: {host: NAME-canary}
            weight: 0
      """;
  private static final String TWO = ONE.replace("NAME", "a") + "---\n" + ONE.replace("NAME", "b");

  @Test
  void eachHasAFolderOfItsOwn() {
    assertThat(DocumentFiles.of(planned(TWO)).keySet())
        .containsExactly(
            "a/00-initial/virtualservice-a.yaml",
            "a/01-setWeight-10/virtualservice-a.yaml",
            "a/02-promoted/virtualservice-a.yaml",
            "b/00-initial/virtualservice-b.yaml",
            "b/01-setWeight-10/virtualservice-b.yaml",
            "b/02-promoted/virtualservice-b.yaml");
  }

  @Test
  void diffsCarryTheNamesOfTheFiles() {
    // the weights change with the step and back; initially nothing does
    assertThat(headers(DocumentDiff.of(planned(TWO), DocumentDiff.Base.PREVIOUS)))
        .containsExactly(
            "--- a/00-initial/virtualservice-a.yaml",
            "+++ a/01-setWeight-10/virtualservice-a.yaml",
            "--- a/01-setWeight-10/virtualservice-a.yaml",
            "+++ a/02-promoted/virtualservice-a.yaml",
            "--- b/00-initial/virtualservice-b.yaml",
            "+++ b/01-setWeight-10/virtualservice-b.yaml",
            "--- b/01-setWeight-10/virtualservice-b.yaml",
            "+++ b/02-promoted/virtualservice-b.yaml");
    assertThat(headers(DocumentDiff.of(planned(TWO), DocumentDiff.Base.INPUT)))
        .containsExactly(
            "--- a/input/virtualservice-a.yaml",
            "+++ a/01-setWeight-10/virtualservice-a.yaml",
            "--- b/input/virtualservice-b.yaml",
            "+++ b/01-setWeight-10/virtualservice-b.yaml");
  }

  @Test
  void oneAloneNeedsNoFolder() {
    assertThat(headers(DocumentDiff.of(planned(ONE), DocumentDiff.Base.INPUT)))
        .containsExactly(
            "--- input/virtualservice-name.yaml", "+++ 01-setWeight-10/virtualservice-name.yaml");
  }

  private static List<PlannedRollout> planned(String text) {
    return CanaryPlanner.plan(
            Manifests.read("m.yaml", text.replace("NAME", "name")), PlannerOptions.DEFAULT)
        .rollouts();
  }

  private static List<String> headers(String diff) {
    return diff.lines().filter(line -> line.matches("(---|\\+\\+\\+) .*")).toList();
  }
}
