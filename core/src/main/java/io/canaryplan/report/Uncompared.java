// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.comparison.Comparisons;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A workload that is not compared.
 *
 * @param kind its kind
 * @param namespace its namespace, if it is written
 * @param name its name, if it has one
 * @param reason why it has no plan
 */
record Uncompared(String kind, Optional<String> namespace, Optional<String> name, String reason) {
  static List<Uncompared> of(Comparisons comparisons) {
    return comparisons.withoutPlan().stream()
        .map(
            workload ->
                new Uncompared(
                    workload.kind(), workload.namespace(), workload.name(), reason(workload)))
        .collect(ImmutableList.toImmutableList());
  }

  // the first of the worst; those beside it are printed as findings
  private static String reason(PlannedWorkload workload) {
    return workload.findings().stream()
        .min(Comparator.comparing(Finding::severity))
        .map(Finding::message)
        .orElse("there is no plan of it");
  }

  /** Returns one line: {@code Rollout shop is not compared: …}. */
  String line() {
    String place = namespace.map(space -> space + "/").orElse("") + name.orElse("without a name");
    return Quotation.line(kind + " " + place + " is not compared: " + reason);
  }
}
