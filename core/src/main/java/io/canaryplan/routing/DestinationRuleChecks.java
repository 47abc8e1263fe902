// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.Subset;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the controller does to the DestinationRule of subset mode (istio.md 2). */
final class DestinationRuleChecks {
  private static final FieldPath SUBSETS = FieldPath.of("spec", "subsets");

  private DestinationRuleChecks() {}

  static void run(MeshReferences references, Findings findings) {
    if (references.subsets().isEmpty() || references.destinationRule().isEmpty()) {
      return;
    }
    IstioDestinationRuleRef reference = references.subsets().get();
    DestinationRule rule = references.destinationRule().get();
    FieldPath path = MeshChecks.ISTIO.child("destinationRule");
    exists(rule, reference.canarySubsetName(), path.child("canarySubsetName"), findings);
    exists(rule, reference.stableSubsetName(), path.child("stableSubsetName"), findings);
    removed(references.strategy(), reference, rule, findings);
    rewritten(reference, rule, findings);
  }

  private static void exists(DestinationRule rule, String name, FieldPath path, Findings findings) {
    if (rule.subset(name).isEmpty()) {
      List<String> known = new ArrayList<>();
      for (Subset subset : rule.subsets()) {
        if (!subset.name().isEmpty()) {
          known.add(subset.name());
        }
      }
      findings.add(
          ReferenceRules.SUBSET_NOT_FOUND,
          path,
          "\"%s\" has no subset \"%s\"%s; the controller makes none"
              .formatted(
                  rule.id().name(),
                  name,
                  known.isEmpty() ? " nor any other" : ", only " + String.join(", ", known)),
          "correct %s, or add the subset to the DestinationRule".formatted(path));
    }
  }

  private static boolean isKept(IstioDestinationRuleRef reference, String subset) {
    return subset.equals(reference.canarySubsetName())
        || subset.equals(reference.stableSubsetName());
  }

  /** Every further subset is dropped (2.1). */
  private static void removed(
      CanaryStrategy strategy,
      IstioDestinationRuleRef reference,
      DestinationRule rule,
      Findings findings) {
    Set<String> experiments = new HashSet<>();
    for (CanaryStep step : strategy.steps()) {
      for (ExperimentTemplate template : MeshStepChecks.templates(step)) {
        experiments.add(template.serviceName().orElse(""));
      }
    }
    List<Subset> subsets = rule.subsets();
    for (int i = 0; i < subsets.size(); i++) {
      String name = subsets.get(i).name();
      if (!name.isEmpty() && !isKept(reference, name)) {
        boolean experiment = experiments.contains(name);
        findings
            .about(rule.document())
            .add(
                SubsetRules.FOREIGN_SUBSET_REMOVED,
                SUBSETS.index(i),
                """
                the subset "%s" is removed with the first write%s; the controller keeps canary and \
                stable only"""
                    .formatted(name, experiment ? " unless its experiment is running" : ""),
                "move the subset to a DestinationRule of its own");
      }
    }
  }

  /** 2.3. */
  private static void rewritten(
      IstioDestinationRuleRef reference, DestinationRule rule, Findings findings) {
    List<Subset> subsets = rule.subsets();
    for (int i = 0; i < subsets.size(); i++) {
      Subset subset = subsets.get(i);
      if (isKept(reference, subset.name()) && subset.hasOtherKeys()) {
        findings
            .about(rule.document())
            .add(
                SubsetRules.DESTINATION_RULE_ALWAYS_WRITTEN,
                SUBSETS.index(i),
                """
                the subset "%s" has keys besides name and labels; the controller writes the \
                unchanged rule again in every pass"""
                    .formatted(subset.name()),
                "nothing to change, or move the keys to spec.trafficPolicy");
        return;
      }
    }
  }
}
