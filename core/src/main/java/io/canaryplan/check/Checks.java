// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import java.util.List;

/**
 * Everything that is checked beyond reading: what the Argo Rollouts controller refuses (istio.md
 * 3.2 to 3.5), and what nobody else tells about a plan: weights that cannot be reached, steps that
 * change nothing, fields without effect, traps of an abort.
 *
 * <p>The controller shows the first error only; here all come at once, those of the controller in
 * the order in which it looks. What the controller does not check is not refused here either:
 * uniqueness of routes, the percentage of a mirror route, header and subset names.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class Checks {
  private static final List<Check> ALL =
      ImmutableList.of(
          // what the controller refuses
          SpecChecks::run,
          WorkloadChecks::run,
          CanaryChecks::run,
          BlueGreenChecks::run,
          StepChecks::run,
          AntiAffinityChecks::run,
          RouterChecks::run,
          ServiceChecks::run,
          AnalysisTemplateChecks::run,
          IngressChecks::run,
          MeshChecks::run,
          // what a plan shows
          NarrowedServiceChecks::run,
          BlueGreenGateChecks::run,
          BlueGreenSizeChecks::run,
          ReturnChecks::run,
          WeightChecks::run,
          SequenceChecks::run,
          EmptyCanaryChecks::run,
          RouteChecks::run,
          LimitChecks::run,
          ScaleChecks::run,
          AbortChecks::run,
          PathChecks::run,
          AutoscalerChecks::run,
          InjectionChecks::run,
          PlannedDocumentChecks::run);

  private Checks() {}

  /** Runs all checks of this package and returns what they found, in their order. */
  public static List<Finding> run(Subject subject) {
    return run(subject, ImmutableList.of());
  }

  /**
   * Runs all checks of this package, then further ones, and returns what they found, in their
   * order.
   */
  public static List<Finding> run(Subject subject, List<Check> further) {
    Findings findings = Findings.in(subject.document()).markUnreadable(subject.unreadable());
    ALL.forEach(check -> check.run(subject, findings));
    further.forEach(check -> check.run(subject, findings));
    return findings.all();
  }
}
