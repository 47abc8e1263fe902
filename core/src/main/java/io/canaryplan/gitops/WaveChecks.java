// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import io.canaryplan.check.Subject;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.rollout.References;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sync that has other objects to apply after the Rollout waits until the Rollout is Healthy, and
 * so through the whole update (gitops.md GT-38).
 */
final class WaveChecks {
  private static final String WAVE = "argocd.argoproj.io/sync-wave";
  private static final String HOOK = "argocd.argoproj.io/hook";
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata", "annotations");
  private static final Set<String> OF_ARGO_CD =
      Set.of("Application", "ApplicationSet", "AppProject");
  private static final int MOST_NAMED = 3;

  private WaveChecks() {}

  static void run(ArgoCd argo, Subject subject, Findings findings) {
    boolean inStages =
        subject.canaryPlan().map(plan -> plan.states().size() > 2).orElse(false)
            || subject.blueGreenPlan().isPresent();
    if (subject.document().isEmpty() || !inStages) {
      return;
    }
    YamlDocument rollout = subject.document().get();
    Optional<ObjectId> own = KubernetesObject.idOf(rollout.root());
    if (own.isEmpty() || isHook(rollout)) {
      return;
    }
    Optional<Application> app = argo.of(own.get(), rollout);
    int wave = wave(rollout);
    List<String> later = new ArrayList<>();
    for (YamlDocument document : argo.marked()) {
      Optional<ObjectId> id = KubernetesObject.idOf(document.root());
      if (document == rollout
          || id.isEmpty()
          || OF_ARGO_CD.contains(id.get().kind())
          || !isWith(argo, app, own.get(), id.get(), document)) {
        continue;
      }
      if (isPostSync(document)) {
        later.add("%s \"%s\" (PostSync)".formatted(id.get().kind(), id.get().name()));
      } else if (!isHook(document) && wave(document) > wave) {
        later.add(
            "%s \"%s\" (wave %s)".formatted(id.get().kind(), id.get().name(), wave(document)));
      }
    }
    if (later.isEmpty()) {
      return;
    }
    FieldPath place = ANNOTATIONS.child(WAVE);
    String more =
        later.size() > MOST_NAMED ? " and %s more".formatted(later.size() - MOST_NAMED) : "";
    findings.add(
        SyncRules.GITOPS_WAVES,
        rollout.at(place).isPresent() ? place : FieldPath.of("metadata", "name"),
        """
        the Rollout is in sync wave %s, and %s%s later: the sync waits for the whole update, a \
        pause without an end included, and fails when the update is aborted"""
            .formatted(
                wave,
                String.join(", ", later.subList(0, Math.min(MOST_NAMED, later.size()))),
                more),
        "give the Rollout the last wave, or do without later waves and hooks");
  }

  /**
   * Returns whether one sync applies both: that of their Application. Where no Application is among
   * the inputs, what is in one namespace counts as one.
   */
  private static boolean isWith(
      ArgoCd argo, Optional<Application> app, ObjectId own, ObjectId id, YamlDocument document) {
    if (argo.applications().isEmpty()) {
      return References.areTo(id, id.name(), Optional.empty(), own.namespace());
    }
    Optional<Application> other = argo.of(id, document);
    return app.isPresent() && other.isPresent() && app.get() == other.get();
  }

  /** Returns the wave; 0 if none is written, or if it is no number. */
  private static int wave(YamlDocument document) {
    Integer wave = ArgoCd.annotation(document, WAVE).map(Ints::tryParse).orElse(null);
    return wave == null ? 0 : wave;
  }

  private static boolean isHook(YamlDocument document) {
    return ArgoCd.annotation(document, HOOK).isPresent();
  }

  private static boolean isPostSync(YamlDocument document) {
    return Splitter.on(',')
        .trimResults()
        .splitToStream(ArgoCd.annotation(document, HOOK).orElse(""))
        .anyMatch("PostSync"::equals);
  }
}
