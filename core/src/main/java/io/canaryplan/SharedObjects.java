// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Services and DestinationRules that several Rollouts of the inputs name. The controller notes on
 * each for which Rollout it writes into it, and refuses a Service that carries another's name
 * (istio.md 2.1, 3.5).
 */
final class SharedObjects {
  private static final FieldPath DESTINATION_RULE =
      FieldPath.of("spec", "strategy", "canary", "trafficRouting", "istio", "destinationRule");

  private final Map<String, Use> firsts = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private record Use(String rollout, Position position) {}

  /** Notes what a Rollout names, and whether another one has named it before. */
  void add(Rollout rollout, YamlDocument document) {
    if (rollout.name().isEmpty()) {
      return;
    }
    for (NamedService service : NamedService.of(rollout)) {
      use(
          InputRules.SERVICE_SHARED,
          "the Service %s is already that of the Rollout %s (%s): in one namespace the controller"
              + " refuses all but the one for which it writes into it first",
          service.name(),
          service.path(),
          rollout,
          document);
    }
    rollout
        .canary()
        .flatMap(CanaryStrategy::trafficRouting)
        .flatMap(TrafficRouting::istio)
        .flatMap(istio -> istio.destinationRule())
        .ifPresent(
            rule ->
                use(
                    InputRules.DESTINATION_RULE_SHARED,
                    "the DestinationRule %s is already that of the Rollout %s (%s): in one"
                        + " namespace each removes the subsets of the other, or writes over their"
                        + " hashes",
                    rule.name(),
                    DESTINATION_RULE.child("name"),
                    rollout,
                    document));
  }

  private void use(
      Rule rule,
      String message,
      String name,
      FieldPath path,
      Rollout rollout,
      YamlDocument document) {
    if (name.isEmpty()) {
      return;
    }
    Position position = document.position(path);
    String key = rule.id() + " " + rollout.namespace().orElse("") + "/" + name;
    Use first = firsts.putIfAbsent(key, new Use(rollout.name(), position));
    // two Rollouts of one name are told as that
    if (first != null && !first.rollout().equals(rollout.name())) {
      // without a namespace they may be meant for two of them
      Severity severity = rollout.namespace().isEmpty() ? Severity.WARNING : rule.severity();
      findings.add(
          Finding.of(
                  rule,
                  path,
                  message.formatted(
                      Quotation.of(name), Quotation.of(first.rollout()), first.position()))
              .withHint("name another one in " + path)
              .withSeverity(severity)
              .at(position));
    }
  }

  /** Returns what was found, in the order of the Rollouts. */
  List<Finding> findings() {
    return ImmutableList.copyOf(findings);
  }
}
