// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.PodHash;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reader of the documents has to know of the hashes in them: which are placeholders, and
 * why.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class HashNotes {
  private HashNotes() {}

  /**
   * Returns a sentence for each placeholder that stands in a document of any state, in the order of
   * the workloads, the stable version's first; empty if every hash in them is the real one.
   */
  public static List<String> of(List<? extends PlannedWorkload> workloads) {
    return workloads.stream().flatMap(HashNotes::of).collect(ImmutableList.toImmutableList());
  }

  private static Stream<String> of(PlannedWorkload workload) {
    Optional<? extends Plan> plan = workload.update().value();
    Optional<PlanHashes> hashes = plan.flatMap(Plan::hashes);
    if (hashes.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(hashes.get().stable(), hashes.get().canary())
        .filter(hash -> !hash.isKnown() && isWritten(hash, workload, plan.orElseThrow()))
        .map(
            hash ->
                Quotation.line(
                    "%s: %s in the documents is %s"
                        .formatted(workload.name().orElse(""), hash.value(), hash.reason())));
  }

  private static boolean isWritten(PodHash hash, PlannedWorkload workload, Plan plan) {
    return plan.states().stream()
        .flatMap(state -> workload.documents(state).stream())
        .flatMap(document -> labels(document.document().root()))
        .anyMatch(hash.value()::equals);
  }

  /** Returns what a Service or a DestinationRule selects pods by. */
  private static Stream<String> labels(YamlNode document) {
    return Stream.concat(
        Fields.text(document, "spec", "selector", ControllerMarks.HASH).stream(),
        Fields.items(document, "spec", "subsets").stream()
            .flatMap(subset -> Fields.text(subset, "labels", ControllerMarks.HASH).stream()));
  }
}
