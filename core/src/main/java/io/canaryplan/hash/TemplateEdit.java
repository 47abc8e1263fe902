// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.hash.HashPrediction.Predicted;
import java.util.List;

/**
 * What an edit of a pod template does (hash.md 9): the controller looks for a ReplicaSet whose
 * label is the new hash, then for one whose template means the same, and makes a new one only if
 * there is neither.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param effect whether a rollout starts
 * @param before hash of the old template
 * @param after hash of the new template
 * @param differences the fields that differ in what is hashed; for {@link Effect#NEW_VERSION} only
 *     those that cause the rollout. A template with the deprecated {@code serviceAccount} alone
 *     differs from its own ReplicaSet in {@code serviceAccountName}, which the API server fills
 */
public record TemplateEdit(
    Effect effect, HashPrediction before, HashPrediction after, List<FieldDifference> differences) {

  /** Whether an edit starts a rollout. */
  public enum Effect {
    /** The hash stays: nothing happens. */
    NONE,
    /**
     * The hash changes, but both templates mean the same once the defaults of pods are in: the
     * ReplicaSet stays, and so does the old hash as its label, in Services, DestinationRules and
     * status.
     */
    LABEL_STAYS,
    /** A new ReplicaSet with the new hash: a rollout starts. */
    NEW_VERSION,
    /** One of the hashes cannot be predicted. */
    UNKNOWN
  }

  /** Copies the differences. */
  public TemplateEdit {
    requireNonNull(effect, "effect");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    differences = ImmutableList.copyOf(differences);
  }

  /** Compares two versions of a template under one controller. */
  public static TemplateEdit of(TemplateSource before, TemplateSource after, HashLevel level) {
    return of(before, level, after, level);
  }

  /**
   * Compares a template that an older or the same controller rolled out with one that is applied
   * now. With the same template on both sides it tells what an upgrade of the controller, its CRD
   * included, does when the manifest is applied again.
   *
   * @param beforeLevel level of the controller that made the old ReplicaSet
   * @param afterLevel level of the controller that runs now
   */
  public static TemplateEdit of(
      TemplateSource before, HashLevel beforeLevel, TemplateSource after, HashLevel afterLevel) {
    DecodedTemplate old;
    DecodedTemplate young;
    try {
      old = DecodedTemplate.of(before, beforeLevel);
      young = DecodedTemplate.of(after, afterLevel);
    } catch (NotPredictableException e) {
      return new TemplateEdit(
          Effect.UNKNOWN,
          PodTemplateHash.of(before, beforeLevel),
          PodTemplateHash.of(after, afterLevel),
          ImmutableList.of());
    }
    Predicted oldHash = PodTemplateHash.of(old, before.collisionCount());
    Predicted newHash = PodTemplateHash.of(young, after.collisionCount());
    StructType type = young.type();
    FieldPath path = after.path();
    List<FieldDifference> hashed = TemplateDiff.of(old.value(), young.value(), type, path);
    if (oldHash.hash().equals(newHash.hash())) {
      return new TemplateEdit(Effect.NONE, oldHash, newHash, hashed);
    }
    TypedValue.Struct live = SemanticView.live(old.value(), type);
    TypedValue.Struct wanted = SemanticView.wanted(young.value(), type);
    if (live.equals(wanted)) {
      return new TemplateEdit(Effect.LABEL_STAYS, oldHash, newHash, hashed);
    }
    List<FieldDifference> meant = TemplateDiff.of(live, wanted, type, path);
    return new TemplateEdit(Effect.NEW_VERSION, oldHash, newHash, causes(hashed, meant));
  }

  private static List<FieldDifference> causes(
      List<FieldDifference> hashed, List<FieldDifference> meant) {
    ImmutableList.Builder<FieldDifference> causes = ImmutableList.builder();
    hashed.stream().filter(field -> meant.stream().anyMatch(field::isAlong)).forEach(causes::add);
    meant.stream().filter(field -> hashed.stream().noneMatch(field::isAlong)).forEach(causes::add);
    return causes.build();
  }

  /** Returns whether a rollout starts; not if it is unknown. */
  public boolean startsRollout() {
    return effect == Effect.NEW_VERSION;
  }
}
