// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.Checked;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectNames;
import io.canaryplan.kubernetes.ObjectRules;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.Optional;

/**
 * Reads a Deployment from a document (rolling.md 1.1, 1.2). Everything wrong is reported at once;
 * the rules of the API server beyond types are in {@code io.canaryplan.check}.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class DeploymentReader {
  private DeploymentReader() {}

  /**
   * Reads a document.
   *
   * @return the Deployment, unless a number that a plan needs cannot be read, and what reading
   *     found
   */
  public static Checked<Deployment> read(YamlDocument document) {
    Reading reading = Reading.ofValues(document, "a Deployment");
    FieldReader root = reading.root();
    root.skip("apiVersion", "kind", "status");
    FieldReader metadata = root.inner("metadata");
    String name = metadata.requiredText("name");
    Optional<String> namespace = metadata.nonEmptyText("namespace");
    ObjectNames.check(
        metadata, "Deployment", ObjectRules.OBJECT_NAME_INVALID, ObjectRules.OBJECT_LABEL_INVALID);
    PodReader.objectMeta(metadata);
    metadata.close();
    Deployment deployment = root.inner("spec", spec -> spec(spec, name, namespace));
    root.close();
    return reading.gaps().isEmpty()
        ? new Checked<>(Optional.of(deployment), reading.findings())
        : Checked.failed(reading.findings());
  }

  private static Deployment spec(FieldReader spec, String name, Optional<String> namespace) {
    FieldReader strategy = spec.inner("strategy");
    Optional<String> type = strategy.nonEmptyText("type");
    boolean present = strategy.has("rollingUpdate");
    FieldReader limits = strategy.inner("rollingUpdate");
    strategy.close();
    YamlNode pod = spec.at("template").at("spec").value();
    Deployment deployment =
        new Deployment(
            name,
            namespace,
            spec.integer("replicas"),
            type,
            present,
            limits.intOrPercent("maxSurge"),
            limits.intOrPercent("maxUnavailable"),
            spec.integer("minReadySeconds"),
            spec.integer("progressDeadlineSeconds"),
            spec.integer("revisionHistoryLimit"),
            spec.flag("paused").orElse(false),
            spec.object("selector", PodReader::selector),
            template(spec),
            Fields.name(pod, "restartPolicy"),
            Fields.isPresent(pod, "activeDeadlineSeconds"));
    limits.close();
    return deployment;
  }

  private static Optional<PodTemplate> template(FieldReader spec) {
    return spec.inner("template", PodReader::template);
  }
}
