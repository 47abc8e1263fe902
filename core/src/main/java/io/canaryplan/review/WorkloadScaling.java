// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.kubernetes.Fields;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.WorkloadRef;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlDocument;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What becomes of edited replicas of the Deployment that a Rollout takes its template from. The
 * controller scales it down for the first revision only (bluegreen.md 8).
 */
final class WorkloadScaling {
  private WorkloadScaling() {}

  /** Returns a sentence; absent if the replicas stay, or are not those of such a Deployment. */
  static Optional<String> of(Side before, Side after) {
    Optional<WorkloadRef> reference =
        after
            .rollout()
            .flatMap(Rollout::workloadRef)
            .filter(ref -> ref.kind().equals("Deployment"));
    Optional<BigInteger> old = replicas(before);
    Optional<BigInteger> young = replicas(after);
    boolean same =
        before
            .rollout()
            .flatMap(Rollout::workloadRef)
            .map(WorkloadRef::name)
            .equals(reference.map(WorkloadRef::name));
    if (reference.isEmpty() || !same || old.isEmpty() || young.isEmpty() || old.equals(young)) {
      return Optional.empty();
    }
    String name = "Deployment/" + reference.get().name();
    return Optional.of(
        "the replicas of %s, whose pods are not those of the Rollout, change from %s to %s; %s"
            .formatted(name, old.get(), young.get(), fate(reference.get(), name, young.get())));
  }

  private static String fate(WorkloadRef reference, String name, BigInteger replicas) {
    String stay =
        replicas.signum() == 0
            ? "all pods of " + name + " end"
            : name
                + " has "
                + replicas
                + (replicas.equals(BigInteger.ONE) ? " pod" : " pods")
                + " beside those of the Rollout";
    return switch (reference.scaleDown().orElse("")) {
      case "onsuccess" ->
          "\"scaleDown: onsuccess\" sets them to 0 while the first revision of the Rollout is"
              + " healthy; before that and from the second revision on, "
              + stay;
      case "progressively" ->
          "\"scaleDown: progressively\" lets them make up for pods of the Rollout's first revision"
              + " that are not ready, and sets them to 0 while that is healthy; from the second"
              + " revision on, "
              + stay;
      default -> stay;
    };
  }

  private static Optional<BigInteger> replicas(Side side) {
    return side.template()
        .origin()
        .map(YamlDocument::root)
        .filter(root -> Fields.text(root, "kind").filter("Deployment"::equals).isPresent())
        .map(root -> GoScalar.of(Fields.get(root, "spec", "replicas")))
        .flatMap(read -> read.is(GoScalar.Kind.NULL) ? Optional.of(BigInteger.ONE) : read.number());
  }
}
