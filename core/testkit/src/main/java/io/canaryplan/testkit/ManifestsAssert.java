// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.kubernetes.KubernetesObject;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions about inputs: what they hold, what reading and planning them finds.
 *
 * <p>Not for use by several threads.
 */
public class ManifestsAssert extends KitAssert<ManifestsAssert, Manifests> {
  private static final Kind<PlannedRolloutAssert, PlannedRollout> ROLLOUT =
      Kind.of(PlannedRolloutAssert.class, PlannedRollout.class, PlannedRolloutAssert::new);

  /** Starts assertions; {@link CanaryPlanAssertions#assertThat(Manifests)} does. */
  public ManifestsAssert(Manifests actual) {
    super(actual, ManifestsAssert.class);
  }

  /** Verifies that there is a document of that kind and name. */
  public ManifestsAssert contains(String kind, String name) {
    isNotNull();
    List<String> names =
        actual.documents().stream()
            .flatMap(document -> KubernetesObject.idOf(document.root()).stream())
            .map(id -> id.kind() + " '" + id.name() + "'")
            .toList();
    return check(
        names.contains(kind + " '" + name + "'"),
        () -> "expected a %s '%s' among %s".formatted(kind, name, names));
  }

  /** Verifies that nothing was found while reading, and nothing when planned with the defaults. */
  public ManifestsAssert hasNoFindings() {
    isNotNull();
    List<Finding> found = planned(PlannerOptions.DEFAULT).allFindings();
    return check(
        found.isEmpty(), () -> "expected no findings but found\n\n" + FindingText.of(found));
  }

  /** Verifies that no error was found while reading, and none when planned with the defaults. */
  public ManifestsAssert hasNoErrors() {
    isNotNull();
    List<Finding> found =
        FindingText.atLeast(Severity.ERROR, planned(PlannerOptions.DEFAULT).allFindings());
    return check(found.isEmpty(), () -> "expected no errors but found\n\n" + FindingText.of(found));
  }

  /** Goes on to everything found when planned with the defaults. */
  public ListAssert<Finding> findings() {
    isNotNull();
    return Assertions.assertThat(planned(PlannerOptions.DEFAULT).allFindings());
  }

  /** Goes on to a Rollout, planned with the defaults; fails if there is none of that name. */
  public PlannedRolloutAssert rollout(String name) {
    return rollout(name, PlannerOptions.DEFAULT);
  }

  /** Goes on to a Rollout, planned with these options; fails if there is none of that name. */
  public PlannedRolloutAssert rollout(String name, PlannerOptions options) {
    isNotNull();
    PlannedManifests planned = planned(options);
    Optional<PlannedRollout> rollout =
        planned.rollouts().stream()
            .filter(each -> each.rollout().filter(read -> read.name().equals(name)).isPresent())
            .findFirst();
    return partOf(
        rollout.orElse(null),
        NoRollout.PLANNED,
        () ->
            "there is no Rollout '%s' that can be read; found\n\n%s"
                .formatted(name, FindingText.of(planned.allFindings())),
        ROLLOUT);
  }

  private PlannedManifests planned(PlannerOptions options) {
    return CanaryPlanner.plan(actual, options);
  }
}
