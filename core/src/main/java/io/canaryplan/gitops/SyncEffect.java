// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sync takes away from one object in one state, before the controller reacts (gitops.md
 * GT-30). What is empty stays as it is.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param removed names of the rules that are no longer there
 * @param remade those of them that the controller makes again, since the step that makes them is
 *     current; the others do not come back (GT-37)
 * @param weights the rules whose weights change
 * @param subsets names of the subsets that lose their hash label or get another
 * @param selector whether a Service's selector loses the hash or gets another
 */
public record SyncEffect(
    List<String> removed,
    List<String> remade,
    List<Weights> weights,
    List<String> subsets,
    boolean selector) {
  /**
   * Weights of a rule that a sync writes over.
   *
   * @param rule the rule's name; absent for one without
   * @param before the weights of its destinations in their order, absent ones as 0
   * @param after the weights that git has
   */
  public record Weights(Optional<String> rule, List<Integer> before, List<Integer> after) {
    /** Copies the lists. */
    public Weights {
      before = ImmutableList.copyOf(before);
      after = ImmutableList.copyOf(after);
    }
  }

  /** Copies the lists. */
  public SyncEffect {
    removed = ImmutableList.copyOf(removed);
    remade = ImmutableList.copyOf(remade);
    weights = ImmutableList.copyOf(weights);
    subsets = ImmutableList.copyOf(subsets);
  }

  /** Returns whether a sync takes nothing away. */
  public boolean isEmpty() {
    return removed.isEmpty() && weights.isEmpty() && subsets.isEmpty() && !selector;
  }

  /** Returns this effect while a step is current, which makes its own route again. */
  SyncEffect during(Optional<CanaryStep> step) {
    Optional<String> made =
        step.flatMap(now -> now.part(CanaryStep.ManagedRoute.class))
            .map(CanaryStep.ManagedRoute::name);
    List<String> again = removed.stream().filter(name -> made.equals(Optional.of(name))).toList();
    return again.equals(remade) ? this : new SyncEffect(removed, again, weights, subsets, selector);
  }

  /**
   * Returns what a sync that leaves {@code applied} takes from {@code live}, while no step is
   * current.
   */
  static SyncEffect between(YamlNode live, YamlNode applied) {
    List<String> removed = new ArrayList<>();
    List<Weights> weights = new ArrayList<>();
    for (String list : ImmutableList.of("http", "tls", "tcp")) {
      compareRules(list, live, applied, removed, weights);
    }
    return new SyncEffect(
        removed,
        ImmutableList.of(),
        weights,
        subsets(live, applied),
        !hash(live, "selector").equals(hash(applied, "selector")));
  }

  private static void compareRules(
      String list, YamlNode live, YamlNode applied, List<String> removed, List<Weights> weights) {
    Map<Optional<String>, YamlNode> after = new LinkedHashMap<>();
    for (YamlNode rule : Fields.items(applied, "spec", list)) {
      after.putIfAbsent(Fields.text(rule, "name"), rule);
    }
    boolean named = list.equals("http");
    List<YamlNode> rules = Fields.items(live, "spec", list);
    List<YamlNode> left = Fields.items(applied, "spec", list);
    for (int i = 0; i < rules.size(); i++) {
      Optional<String> name = Fields.text(rules.get(i), "name");
      YamlNode other = named ? after.get(name) : i < left.size() ? left.get(i) : null;
      if (other == null) {
        removed.add(name.orElse(""));
      } else if (!weights(rules.get(i)).equals(weights(other))) {
        weights.add(new Weights(name, weights(rules.get(i)), weights(other)));
      }
    }
  }

  private static List<Integer> weights(YamlNode rule) {
    return Fields.items(rule, "route").stream()
        .map(destination -> Fields.integer(destination, "weight").orElse(0))
        .toList();
  }

  private static List<String> subsets(YamlNode live, YamlNode applied) {
    Map<String, Optional<String>> after = new LinkedHashMap<>();
    for (YamlNode subset : Fields.items(applied, "spec", "subsets")) {
      after.put(Fields.text(subset, "name").orElse(""), label(subset));
    }
    List<String> changed = new ArrayList<>();
    for (YamlNode subset : Fields.items(live, "spec", "subsets")) {
      String name = Fields.text(subset, "name").orElse("");
      if (!label(subset).equals(after.getOrDefault(name, Optional.empty()))) {
        changed.add(name);
      }
    }
    return changed;
  }

  private static Optional<String> label(YamlNode subset) {
    return Fields.text(subset, "labels", ControllerMarks.HASH);
  }

  private static Optional<String> hash(YamlNode object, String mapping) {
    return Fields.text(object, "spec", mapping, ControllerMarks.HASH);
  }
}
