// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.finding.Position;
import io.canaryplan.hash.HashRules;
import io.canaryplan.plan.ControllerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The hashes of all Rollouts of the inputs.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param hashes one for each Rollout and controller, in the order of the inputs
 * @param findings what was found while reading and predicting, by position
 */
public record PredictedHashes(List<PredictedHash> hashes, List<Finding> findings) {
  /** Copies the lists. */
  public PredictedHashes {
    hashes = ImmutableList.copyOf(hashes);
    findings = ImmutableList.copyOf(findings);
  }

  /** Predicts the hashes under these controllers. Never throws for what a user wrote. */
  public static PredictedHashes of(Manifests manifests, List<ControllerVersion> controllers) {
    ImmutableList.Builder<PredictedHash> hashes = ImmutableList.builder();
    List<Finding> findings = new ArrayList<>(manifests.findings());
    List<TemplateOfRollout> templates = TemplateOfRollout.all(manifests.documents());
    for (TemplateOfRollout template : templates) {
      List<PredictedHash> ofOne = controllers.stream().map(template::hash).toList();
      hashes.addAll(ofOne);
      findings.addAll(template.findings(ofOne));
    }
    upgrade(hashes.build()).ifPresent(findings::add);
    if (templates.isEmpty() && findings.stream().noneMatch(Finding::isError)) {
      findings.add(Planning.noRollout(manifests, "no template to hash"));
    }
    return new PredictedHashes(
        hashes.build(), FindingLimit.of(findings.stream().distinct().sorted().toList()));
  }

  /** Returns once for all that controllers before 1.9 give other hashes, where both are shown. */
  private static Optional<Finding> upgrade(List<PredictedHash> hashes) {
    Map<Boolean, List<PredictedHash>> known =
        hashes.stream()
            .filter(hash -> hash.prediction().label().isPresent())
            .collect(
                Collectors.partitioningBy(
                    hash -> hash.controller().atLeast(ControllerVersion.V1_9)));
    return known.get(true).isEmpty() || known.get(false).isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                    HashRules.UPGRADE_CHANGES_HASH,
                    FieldPath.root(),
                    "an upgrade of the controller from 1.8 or earlier to 1.9 changes every hash;"
                        + " ReplicaSets that are there keep their labels")
                .at(new Position(known.get(true).get(0).file(), 1, 1)));
  }

  /** Returns whether anything found is an error. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
