// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.DeploymentTrace.Edit;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the Deployment controller itself printed (rolling.md 12). */
class DeploymentVectorsTest {
  @Test
  void rollingUpdates() {
    VectorFile.check(
        "rolling/rolling.tsv",
        row -> {
          DeploymentSpec spec = spec(row);
          DeploymentLimits limits = spec.limits();
          PodPace pace = pace(row);
          DeploymentTrace trace = DeploymentTrace.run(spec, pace, Edit.parse("0:template=B"));
          return row.expect(
              6,
              limits.surge(),
              limits.unavailableOf(spec.replicas()),
              trace.rounds(),
              trace.passes(),
              trace.outcome(),
              trace);
        });
  }

  @Test
  void rollovers() {
    VectorFile.check(
        "rolling/rollover.tsv",
        row -> traced(row, spec(row).withRevisionHistoryLimit(row.number(6)), pace(row), 7));
  }

  @Test
  void scalings() {
    VectorFile.check("rolling/scaling.tsv", row -> traced(row, spec(row), pace(row), 6));
  }

  @Test
  void recreations() {
    VectorFile.check(
        "rolling/recreate.tsv",
        row -> {
          PodPace pace =
              new PodPace(DeploymentTrace.readiness(row.text(1)), row.number(3), row.number(4));
          return traced(row, DeploymentSpec.recreate(row.number(2)), pace, 5);
        });
  }

  @Test
  void limits() {
    VectorFile.check(
        "rolling/fenceposts.tsv",
        row -> {
          Optional<IntOrPercent> surge = DeploymentTrace.limit(row.text(1));
          Optional<IntOrPercent> unavailable = DeploymentTrace.limit(row.text(2));
          if (row.text(3).equals("no")) {
            return DeploymentLimits.isAccepted(surge, unavailable)
                ? Optional.of("is refused")
                : Optional.empty();
          }
          DeploymentLimits limits;
          try {
            limits = DeploymentLimits.resolve(surge, unavailable, row.number(0));
          } catch (IllegalArgumentException e) {
            return isBeyond32Bits(row) ? Optional.empty() : Optional.of(e.getMessage());
          }
          int effective = limits.unavailableOf(row.number(0));
          return isBeyond32Bits(row)
              ? Optional.empty()
              : row.expect(
                  3,
                  DeploymentLimits.isAccepted(surge, unavailable) ? "yes" : "no",
                  limits.surge(),
                  limits.unavailable(),
                  effective,
                  row.number(0) - effective);
        });
  }

  // where replicas and surge have no sum in 32 bits, the controller's numbers have wrapped
  private static boolean isBeyond32Bits(VectorRow row) {
    return row.number(4) < 0 || (long) row.number(0) + row.number(4) > Integer.MAX_VALUE;
  }

  private static Optional<String> traced(
      VectorRow row, DeploymentSpec spec, PodPace pace, int events) {
    DeploymentTrace trace = DeploymentTrace.run(spec, pace, Edit.parse(row.text(events)));
    return row.expect(events + 1, trace.rounds(), trace.passes(), trace.outcome(), trace);
  }

  private static DeploymentSpec spec(VectorRow row) {
    return DeploymentSpec.rollingUpdate(row.number(2))
        .withLimits(DeploymentTrace.limit(row.text(3)), DeploymentTrace.limit(row.text(4)));
  }

  private static PodPace pace(VectorRow row) {
    return new PodPace(DeploymentTrace.readiness(row.text(1)), row.number(5), 0);
  }
}
