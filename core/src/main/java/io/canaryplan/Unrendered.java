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
      ImmutableSet.of("Rollout", "VirtualService", "DestinationRule", "Gateway", "Service");

  private static final Set<String> FREE_TEXT =
      ImmutableSet.of("annotations", "args", "body", "command", "config", "env", "status");

  private Unrendered() {}

  /** Returns the documents that are none; one finding for each file goes to {@code findings}. */
  static List<YamlDocument> leaveOut(List<YamlDocument> documents, List<Finding> findings) {
    Set<String> told = new HashSet<>();
    for (Finding finding : findings) {
      if (finding.rule().equals(YamlRules.TEMPLATE_EXPRESSION)) {
        finding.position().ifPresent(position -> told.add(position.file()));
      }
    }
    List<YamlDocument> rendered = new ArrayList<>();
    for (YamlDocument document : documents) {
      Optional<Finding> template =
          isJudged(document) ? find(document.root()) : Optional.<Finding>empty();
      if (template.isEmpty()) {
        rendered.add(document);
      } else if (told.add(document.file())) {
        findings.add(template.get());
      }
    }
    return rendered;
  }

  private static boolean isJudged(YamlDocument document) {
    return document.at(FieldPath.of("kind")).orElse(null) instanceof YamlScalar kind
        && KINDS.contains(kind.text());
  }

  private static Optional<Finding> find(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      // nearly no text holds one: where it stands is worked out for those only
      return TemplateExpression.in(scalar.text())
          .flatMap(template -> scalar.range().map(template::finding));
    }
    Optional<Finding> found = Optional.empty();
    if (node instanceof YamlSequence list) {
      for (int i = 0; i < list.size() && found.isEmpty(); i++) {
        found = find(list.items().get(i));
      }
      return found;
    }
    List<YamlMapping.Entry> entries = ((YamlMapping) node).entries();
    for (int i = 0; i < entries.size() && found.isEmpty(); i++) {
      YamlMapping.Entry entry = entries.get(i);
      if (!FREE_TEXT.contains(entry.key().text())) {
        found = find(entry.key()).or(() -> find(entry.value()));
      }
    }
    return found;
  }
}
