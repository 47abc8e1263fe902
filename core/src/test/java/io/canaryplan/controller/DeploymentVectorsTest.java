// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.DeploymentTrace.Edit;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import java.math.BigDecimal;
import java.math.BigInteger;
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

  /**
   * Every row that is accepted and has pods is equal. What is refused, and where pods of the
   * controller are an error, negative or beyond 64 bits, has no limits; that it is told then is
   * shown by {@link DeploymentAcceptanceTest}.
   */
  @Test
  void limits() {
    VectorFile.check(
        "rolling/fenceposts.tsv",
        row -> {
          Optional<IntOrPercent> surge = DeploymentTrace.limit(row.text(1));
          Optional<IntOrPercent> unavailable = DeploymentTrace.limit(row.text(2));
          boolean accepted = DeploymentLimits.isAccepted(surge, unavailable);
          if (!accepted || !row.text(3).equals("yes")) {
            return row.expect(3, accepted ? "yes" : "no");
          }
          int replicas = row.number(0);
          if (!hasPods(row)) {
            return resolves(surge, unavailable, replicas)
                ? Optional.of("has pods")
                : Optional.empty();
          }
          DeploymentLimits limits = DeploymentLimits.resolve(surge, unavailable, replicas);
          int effective = limits.unavailableOf(replicas);
          return row.expect(
              4, limits.surge(), limits.unavailable(), effective, replicas - effective);
        });
  }

  private static boolean resolves(
      Optional<IntOrPercent> surge, Optional<IntOrPercent> unavailable, int replicas) {
    try {
      DeploymentLimits.resolve(surge, unavailable, replicas);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns whether the controller of a row that is accepted has pods for its surge. */
  static boolean hasPods(VectorRow row) {
    return !row.text(4).equals("error") && row.number(4) >= 0 && !isBeyond64Bits(row);
  }

  // from there on the number that the controller prints is that of one machine
  private static boolean isBeyond64Bits(VectorRow row) {
    String surge = row.text(1);
    return surge.endsWith("%")
        && new BigDecimal(surge.substring(0, surge.length() - 1))
                .multiply(new BigDecimal(row.text(0)))
                .movePointLeft(2)
                .compareTo(new BigDecimal(BigInteger.ONE.shiftLeft(63)))
            >= 0;
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
