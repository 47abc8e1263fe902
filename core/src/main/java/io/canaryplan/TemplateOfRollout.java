// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.hash.HashLevel;
import io.canaryplan.hash.HashPrediction;
import io.canaryplan.hash.HashPrediction.NotPredictable;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.hash.HashRules;
import io.canaryplan.hash.KeyReading;
import io.canaryplan.hash.PodTemplateHash;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.hash.TemplateSource;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pod template that a Rollout runs: its own, or that of the workload it refers to.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param rollout document of the Rollout
 * @param origin document that holds the template; absent if it is not among the inputs
 * @param source where the template stands, as {@link PredictedHash#source()} says
 * @param template the template; absent as the document is
 */
public record TemplateOfRollout(
    YamlDocument rollout,
    Optional<YamlDocument> origin,
    String source,
    Optional<TemplateSource> template) {
  private static final FieldPath NAME = FieldPath.of("metadata", "name");
  private static final FieldPath NAMESPACE = FieldPath.of("metadata", "namespace");
  private static final FieldPath REFERENCE = FieldPath.of("spec", "workloadRef");

  /** Checks that nothing is missing. */
  public TemplateOfRollout {
    requireNonNull(rollout, "rollout");
    requireNonNull(origin, "origin");
    requireNonNull(source, "source");
    requireNonNull(template, "template");
  }

  /** Finds the templates of all Rollouts, in the order of the documents. */
  public static List<TemplateOfRollout> all(List<YamlDocument> documents) {
    return documents.stream()
        .filter(document -> Surroundings.isOf(document, "argoproj.io", "Rollout"))
        .map(new Lookup(documents)::of)
        .toList();
  }

  /** Finds the workloads that Rollouts refer to. */
  static final class Lookup {
    private final Map<List<String>, YamlDocument> byName = new LinkedHashMap<>();

    Lookup(List<YamlDocument> documents) {
      // Indexed once for all, so that many Rollouts with many workloads cost no more than linearly.
      for (YamlDocument document : documents) {
        byName.putIfAbsent(
            ImmutableList.of(
                text(document, FieldPath.of("kind")),
                text(document, NAMESPACE),
                text(document, NAME)),
            document);
      }
    }

    /** Returns the template of a Rollout. */
    TemplateOfRollout of(YamlDocument rollout) {
      return TemplateOfRollout.of(rollout, byName);
    }
  }

  private static TemplateOfRollout of(
      YamlDocument rollout, Map<List<String>, YamlDocument> documents) {
    if (rollout.at(REFERENCE).filter(YamlMapping.class::isInstance).isEmpty()) {
      return new TemplateOfRollout(
          rollout,
          Optional.of(rollout),
          "spec.template",
          Optional.of(TemplateSource.ofRollout(rollout.root())));
    }
    String kind = text(rollout, REFERENCE.child("kind"));
    String name = text(rollout, REFERENCE.child("name"));
    Optional<YamlDocument> workload =
        Optional.ofNullable(documents.get(ImmutableList.of(kind, text(rollout, NAMESPACE), name)));
    return new TemplateOfRollout(
        rollout,
        workload,
        kind + "/" + name,
        workload.map(found -> TemplateSource.ofWorkload(found.root(), rollout.root())));
  }

  PredictedHash hash(ControllerVersion controller) {
    String namespace = text(rollout, NAMESPACE);
    return new PredictedHash(
        rollout.file(),
        namespace.isEmpty() ? Optional.empty() : Optional.of(namespace),
        text(rollout, NAME),
        controller,
        template
            .map(found -> PodTemplateHash.of(found, HashLevel.of(controller)))
            .orElseGet(this::notGiven),
        source);
  }

  /** Returns what is to say about the template, whatever the number of controllers. */
  List<Finding> findings(List<PredictedHash> hashes) {
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    hashes.stream()
        .map(PredictedHash::prediction)
        .filter(NotPredictable.class::isInstance)
        .map(prediction -> finding((NotPredictable) prediction))
        .distinct()
        .forEach(findings::add);
    findings.addAll(keys());
    if (template.isPresent() && startsWithUpgrade(template.get())) {
      FieldPath path = template.get().path().child("spec").child("serviceAccount");
      findings.add(
          Finding.of(
                  HashRules.UPGRADE_STARTS_ROLLOUT,
                  path,
                  "an upgrade of the controller from 1.8 or earlier to 1.9 changes the hash and here"
                      + " starts a rollout, as the template has only the deprecated serviceAccount")
              .at(origin.orElse(rollout).position(path))
              .withHint("write serviceAccountName instead, before the upgrade: that starts none"));
    }
    return findings.build();
  }

  /** Returns which keys the cluster gets otherwise than they are written. */
  List<Finding> keys() {
    return template.map(KeyReading::of).orElse(ImmutableList.of()).stream()
        .map(
            key ->
                Finding.of(
                        HashRules.KEY_READ_DIFFERENTLY,
                        key.path(),
                        "the key %s is read as %s, and the cluster gets that key"
                            .formatted(Quotation.of(key.written()), Quotation.of(key.read())))
                    .at(key.position().orElseGet(() -> origin.orElse(rollout).position(key.path())))
                    .withHint("put the key " + Quotation.of(key.written()) + " in quotes"))
        .toList();
  }

  private static boolean startsWithUpgrade(TemplateSource template) {
    return TemplateEdit.of(template, HashLevel.V1_8, template, HashLevel.V1_9).startsRollout();
  }

  HashPrediction notGiven() {
    return new NotPredictable(
        Reason.NO_TEMPLATE,
        "the template is that of " + Quotation.of(source) + ", which is not among the inputs",
        REFERENCE,
        Optional.of(rollout.position(REFERENCE)));
  }

  Finding finding(NotPredictable prediction) {
    return Finding.of(
            HashRules.HASH_NOT_PREDICTABLE,
            prediction.path(),
            "the hash cannot be predicted: " + prediction.message())
        .at(
            prediction
                .position()
                .orElseGet(() -> origin.orElse(rollout).position(prediction.path())));
  }

  private static String text(YamlDocument document, FieldPath path) {
    return document.at(path).orElse(YamlScalar.of("")) instanceof YamlScalar scalar
            && !scalar.isNull()
        ? scalar.text()
        : "";
  }
}
