// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.check.Subject;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.WorkloadRef;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What others than git write into workloads themselves, whatever their plan (GT-15 to GT-19). */
final class WorkloadFields {
  static final FieldPath REPLICAS = FieldPath.of("spec", "replicas");
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final Set<String> SHRINKING = ImmutableSet.of("onsuccess", "progressively");

  private WorkloadFields() {}

  /** Returns the workload itself; absent if its document is not there or has no name. */
  static Optional<OwnedObject> of(Optional<YamlDocument> source, Optional<Subject.Inputs> inputs) {
    return source.flatMap(
        document ->
            KubernetesObject.idOf(document.root()).map(id -> workload(id, document, inputs)));
  }

  private static OwnedObject workload(
      ObjectId id, YamlDocument document, Optional<Subject.Inputs> inputs) {
    List<OwnedField> fields = new ArrayList<>();
    boolean scaled =
        inputs.stream()
            .flatMap(given -> given.objects().all(HorizontalPodAutoscaler.class).stream())
            .anyMatch(scaler -> isFor(scaler, id));
    if (scaled) {
      fields.add(replicas(Ownership.AUTOSCALED_REPLICAS, document));
    }
    if (id.kind().equals("Rollout")) {
      fields.add(known(Ownership.ROLLOUT_SPEC, SPEC));
      fields.add(known(Ownership.ACTIONS, SPEC.child("paused")));
      fields.add(known(Ownership.ACTIONS, SPEC.child("restartAt")));
      fields.add(
          known(
              Ownership.ROLLOUT_STATUS,
              FieldPath.of("metadata", "annotations", "rollout.argoproj.io/revision")));
      fields.add(
          known(
              Ownership.ROLLOUT_STATUS,
              FieldPath.of("metadata", "annotations", "rollout.argoproj.io/workload-generation")));
      fields.add(known(Ownership.ROLLOUT_STATUS, FieldPath.of("status")));
    }
    return new OwnedObject(id, document, fields);
  }

  private static boolean isFor(HorizontalPodAutoscaler scaler, ObjectId workload) {
    return scaler.targetKind().equals(workload.kind())
        && scaler.targetName().equals(workload.name())
        && References.areTo(
            scaler.id(), scaler.id().name(), Optional.empty(), workload.namespace());
  }

  /** Returns the Deployment that a Rollout scales to 0, if it is among the inputs. */
  static Optional<OwnedObject> takenOver(Rollout rollout, Optional<Subject.Inputs> inputs) {
    Optional<WorkloadRef> reference =
        rollout
            .workloadRef()
            .filter(ref -> ref.kind().equals("Deployment") && !ref.isNeverResolved())
            .filter(ref -> ref.scaleDown().filter(SHRINKING::contains).isPresent());
    if (reference.isEmpty() || inputs.isEmpty()) {
      return Optional.empty();
    }
    String name = reference.get().name();
    for (YamlDocument document : inputs.get().documents().named("Deployment", name)) {
      Optional<ObjectId> id =
          KubernetesObject.idOf(document.root())
              .filter(found -> found.group().equals("apps"))
              .filter(
                  found -> References.areTo(found, name, Optional.empty(), rollout.namespace()));
      if (id.isPresent()) {
        OwnedField replicas = replicas(Ownership.TAKEN_OVER_REPLICAS, document);
        return Optional.of(new OwnedObject(id.get(), document, ImmutableList.of(replicas)));
      }
    }
    return Optional.empty();
  }

  /** Where git is silent, nothing is compared (GT-43). */
  private static OwnedField replicas(Ownership kind, YamlDocument document) {
    boolean written = Fields.isPresent(document.root(), "spec", "replicas");
    return new OwnedField(
        kind,
        REPLICAS,
        Optional.empty(),
        ImmutableList.of(),
        written ? ImmutableList.copyOf(ComparisonMode.values()) : ImmutableList.of());
  }

  private static OwnedField known(Ownership kind, FieldPath path) {
    return new OwnedField(kind, path, Optional.empty(), ImmutableList.of(), ImmutableList.of());
  }

  /** Returns whether a workload's replicas stand in git and others set them. */
  static boolean needsReplicas(OwnedObject object) {
    return object.fields().stream()
        .anyMatch(field -> field.path().equals(REPLICAS) && !field.shown().isEmpty());
  }
}
