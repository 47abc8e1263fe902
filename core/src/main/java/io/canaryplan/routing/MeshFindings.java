// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects findings about a Rollout and the documents beside it. */
final class MeshFindings {
  private final Optional<YamlDocument> rollout;
  private final List<Finding> findings = new ArrayList<>();

  MeshFindings(Optional<YamlDocument> rollout) {
    this.rollout = rollout;
  }

  List<Finding> all() {
    return findings;
  }

  /** Reports something about a field of the Rollout. */
  void rollout(RoutingRule rule, FieldPath path, String message, String hint) {
    add(rule, rollout, path, path, message, hint);
  }

  /** As {@link #rollout}, where the controller shows another path (istio.md 3.5). */
  void rollout(
      RoutingRule rule, FieldPath path, FieldPath controllerPath, String message, String hint) {
    add(rule, rollout, path, controllerPath, message, hint);
  }

  /** Reports something about a field of another document. */
  void document(
      RoutingRule rule, YamlDocument document, FieldPath path, String message, String hint) {
    add(rule, Optional.of(document), path, path, message, hint);
  }

  /** As {@link #document}, for what the controller reports under a path of the Rollout. */
  void document(
      RoutingRule rule,
      YamlDocument document,
      FieldPath path,
      FieldPath controllerPath,
      String message,
      String hint) {
    add(rule, Optional.of(document), path, controllerPath, message, hint);
  }

  private void add(
      RoutingRule rule,
      Optional<YamlDocument> document,
      FieldPath path,
      FieldPath controllerPath,
      String message,
      String hint) {
    Finding finding = Finding.of(rule, path, message).withHint(hint);
    if (document.isPresent()) {
      finding = finding.at(document.get().position(path));
    }
    findings.add(
        path.equals(controllerPath)
            ? finding
            : finding.withControllerPath(controllerPath.toString()));
  }
}
