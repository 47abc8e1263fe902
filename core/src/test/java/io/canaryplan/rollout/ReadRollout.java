// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;

/** Short manifests for tests. */
final class ReadRollout {
  private ReadRollout() {}

  static YamlDocument document(String text) {
    return YamlReader.read("rollout.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0);
  }

  /** Returns a Rollout with these lines below {@code spec}, which starts in line 5. */
  static YamlDocument spec(String lines) {
    return document(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
        """
            + lines.indent(2));
  }

  /** Returns a Rollout with these lines below {@code spec.strategy.canary}, from line 7 on. */
  static YamlDocument canary(String lines) {
    return spec("strategy:\n  canary:\n" + lines.indent(4));
  }

  /** Returns a Rollout with these steps, from line 8 on. */
  static YamlDocument steps(String lines) {
    return canary("steps:\n" + lines);
  }

  static List<String> findings(YamlDocument document) {
    return RolloutReader.read(document).findings().stream().map(Finding::toString).toList();
  }
}
