// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.TemplateExpression;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlRules;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out documents that are templates although they are sound YAML: {@code image: "{{
 * .Values.image }}"}. Only kinds whose fields are judged are looked at, and of these not the fields
 * that hold scripts and texts of other programs, where such an expression may be meant.
 */
final class Unrendered {
  private static final Set<String> KINDS =
      ImmutableSet.of(
          "Rollout", "Deployment", "VirtualService", "DestinationRule", "Gateway", "Service");

  private static final Set<String> FREE_TEXT =
      ImmutableSet.of("annotations", "args", "body", "command", "config", "env", "status");

  /** Fields that hold a number, a boolean, a time or a name, wherever they stand. */
  private static final Set<String> PLAIN_VALUES =
      ImmutableSet.of(
          "abortScaleDownDelaySeconds",
          "activeService",
          "autoPromotionEnabled",
          "autoPromotionSeconds",
          "canaryService",
          "containerPort",
          "duration",
          "dynamicStableScale",
          "host",
          "image",
          "maxSurge",
          "maxUnavailable",
          "minReadySeconds",
          "namespace",
          "number",
          "percentage",
          "port",
          "previewReplicaCount",
          "previewService",
          "progressDeadlineSeconds",
          "replicas",
          "revisionHistoryLimit",
          "scaleDownDelaySeconds",
          "setWeight",
          "stableService",
          "subset",
          "templateName",
          "weight");

  /** Mappings whose values are such. */
  private static final Set<String> LABELS =
      ImmutableSet.of("labels", "matchLabels", "nodeSelector", "selector");

  /** Owners whose {@code name} is such; elsewhere a name can be any text. */
  private static final Set<String> NAMED =
      ImmutableSet.of(
          "metadata", "containers", "initContainers", "virtualService", "destinationRule");

  /** Lists of names. */
  private static final Set<String> LISTS = ImmutableSet.of("gateways", "hosts");

  /** Mappings whose keys are any text, so that they say nothing of the value. */
  private static final Set<String> FREE_KEYS =
      ImmutableSet.of("add", "options", "set", "volumeAttributes");

  private Unrendered() {}

  /** Returns the documents that are none; one finding for each file goes to {@code findings}. */
  static List<YamlDocument> leaveOut(
      List<YamlDocument> documents, List<Finding> findings, Workers workers) {
    Set<String> told = new HashSet<>();
    for (Finding finding : findings) {
      if (finding.rule().equals(YamlRules.TEMPLATE_EXPRESSION)) {
        finding.position().ifPresent(position -> told.add(position.file()));
      }
    }
    List<Optional<Finding>> templates = workers.map(documents, Unrendered::find);
    List<YamlDocument> rendered = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      if (templates.get(i).isEmpty()) {
        rendered.add(documents.get(i));
      } else if (told.add(documents.get(i).file())) {
        findings.add(templates.get(i).get());
      }
    }
    return rendered;
  }

  private static Optional<Finding> find(YamlDocument document) {
    return isJudged(document) ? find(document.root(), "") : Optional.empty();
  }

  private static boolean isJudged(YamlDocument document) {
    return document.at(FieldPath.of("kind")).orElse(null) instanceof YamlScalar kind
        && KINDS.contains(kind.text());
  }

  /** Looks through what stands below the key {@code owner}, also in a list there. */
  private static Optional<Finding> find(YamlNode node, String owner) {
    if (node instanceof YamlScalar scalar) {
      return finding(
          scalar,
          LISTS.contains(owner)
              ? TemplateExpression.inPlainValue(scalar.text())
              : TemplateExpression.in(scalar.text()));
    }
    Optional<Finding> found = Optional.empty();
    if (node instanceof YamlSequence list) {
      for (int i = 0; i < list.size() && found.isEmpty(); i++) {
        found = find(list.items().get(i), owner);
      }
      return found;
    }
    List<YamlMapping.Entry> entries = ((YamlMapping) node).entries();
    for (int i = 0; i < entries.size() && found.isEmpty(); i++) {
      YamlMapping.Entry entry = entries.get(i);
      String key = entry.key().text();
      if (!FREE_TEXT.contains(key)) {
        boolean plain = isPlainValue(owner, key);
        found = find(entry.key(), "").or(() -> plain ? ofPlain(entry.value()) : Optional.empty());
        found = found.or(() -> find(entry.value(), key));
      }
    }
    return found;
  }

  private static boolean isPlainValue(String owner, String key) {
    return (PLAIN_VALUES.contains(key) && !FREE_KEYS.contains(owner))
        || LABELS.contains(owner)
        || (key.equals("name") && NAMED.contains(owner));
  }

  private static Optional<Finding> ofPlain(YamlNode value) {
    if (value instanceof YamlScalar scalar) {
      return finding(scalar, TemplateExpression.inPlainValue(scalar.text()));
    }
    // [[ replicas ]] without quotes is a list in a list
    boolean brackets =
        value instanceof YamlSequence outer
            && outer.size() == 1
            && outer.items().get(0) instanceof YamlSequence inner
            && inner.size() == 1
            && inner.items().get(0) instanceof YamlScalar;
    return brackets ? finding(value, Optional.of(TemplateExpression.brackets())) : Optional.empty();
  }

  // nearly no text holds one: where it stands is worked out for those only
  private static Optional<Finding> finding(YamlNode value, Optional<TemplateExpression> template) {
    return template.flatMap(expression -> value.range().map(expression::finding));
  }
}
