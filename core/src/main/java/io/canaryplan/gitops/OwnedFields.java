// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields of an object the controller writes, as the states of the plan show it (gitops.md 1).
 */
final class OwnedFields {
  private static final FieldPath HTTP = FieldPath.of("spec", "http");
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata", "annotations");
  private static final int MOST_LEAVES = 10_000;

  private final Set<FieldPath> rules = new LinkedHashSet<>();
  private final Map<String, WrittenObject.State> managed = new LinkedHashMap<>();

  private OwnedFields() {}

  /** Returns what the states of an object show. */
  static OwnedFields of(Judgement judgement) {
    OwnedFields fields = new OwnedFields();
    YamlNode git = judgement.object().git().root();
    for (Judgement.Outcome outcome : judgement.outcomes()) {
      YamlNode live = outcome.state().document().root();
      for (FieldChange change : outcome.raw()) {
        if (isWeight(change.path())) {
          fields.rules.add(ruleInGit(change.path(), git, live));
        } else if (isNewRule(change)) {
          nameOf(live, change.path())
              .ifPresent(name -> fields.managed.putIfAbsent(name, outcome.state()));
        }
      }
    }
    return fields;
  }

  /** Returns whether it is a weight of a destination. */
  static boolean isWeight(FieldPath path) {
    return path.segments().size() == 6 && lastKey(path).equals("weight");
  }

  /** Returns whether it is a rule that git does not have. */
  static boolean isNewRule(FieldChange change) {
    return change.before().isEmpty()
        && change.path().segments().size() == 3
        && change.path().startsWith(HTTP);
  }

  /** Returns whether it is the hash of a version, or the labels that hold nothing else. */
  static boolean isHash(FieldPath path) {
    String key = lastKey(path);
    return key.equals(ControllerMarks.HASH)
        || (key.equals("labels") && path.startsWith(FieldPath.of("spec", "subsets")));
  }

  /** Returns whether it is an annotation, which is never compared where git has none. */
  static boolean isAnnotation(FieldPath path) {
    return path.startsWith(ANNOTATIONS);
  }

  static String lastKey(FieldPath path) {
    Segment last = path.segments().get(path.segments().size() - 1);
    return last instanceof Segment.Key key ? key.name() : "";
  }

  static Optional<String> nameOf(YamlNode root, FieldPath rule) {
    return root.at(rule).flatMap(node -> Fields.text(node, "name"));
  }

  /** Header and mirror routes stand on top, so that git's rules keep their places from below. */
  private static FieldPath ruleInGit(FieldPath weight, YamlNode git, YamlNode live) {
    FieldPath rule = weight.parent().parent().parent();
    FieldPath list = rule.parent();
    int more = size(live, list) - size(git, list);
    int index = ((Segment.Index) rule.segments().get(2)).value();
    return list.index(Math.max(0, index - Math.max(0, more)));
  }

  private static int size(YamlNode root, FieldPath list) {
    return root.at(list).map(node -> Fields.items(node).size()).orElse(0);
  }

  /** Returns git's rules whose weights move, {@code spec.http[0]}. */
  Set<FieldPath> rules() {
    return rules;
  }

  /** Returns the names of the rules that git does not have, each with its first state. */
  Map<String, WrittenObject.State> managed() {
    return managed;
  }

  /** Returns the fields at or below these places of git that the controller does not write. */
  List<FieldPath> others(YamlNode git, Set<FieldPath> places) {
    List<FieldPath> leaves = new ArrayList<>();
    for (FieldPath place : places) {
      git.at(place).ifPresent(node -> leaves(place, node, leaves));
    }
    return leaves.stream().filter(leaf -> !isOwned(leaf)).distinct().toList();
  }

  private boolean isOwned(FieldPath leaf) {
    if (isHash(leaf)) {
      return true;
    }
    return isWeight(leaf) && (rules.isEmpty() || rules.contains(leaf.parent().parent().parent()));
  }

  private static void leaves(FieldPath path, YamlNode node, List<FieldPath> leaves) {
    if (leaves.size() >= MOST_LEAVES) {
      return;
    }
    if (node instanceof YamlMapping mapping && !mapping.isEmpty()) {
      mapping
          .entries()
          .forEach(entry -> leaves(path.child(entry.key().text()), entry.value(), leaves));
    } else if (node instanceof YamlSequence list && !list.isEmpty()) {
      for (int i = 0; i < list.size(); i++) {
        leaves(path.index(i), list.items().get(i), leaves);
      }
    } else {
      leaves.add(path);
    }
  }

  /** Returns the expressions that ignore these fields and no others, in order (gitops.md 7). */
  List<String> expressions(YamlNode git) {
    ImmutableList.Builder<String> all = ImmutableList.builder();
    managed.keySet().forEach(name -> all.add(rule(Optional.of(name))));
    Set<String> told = new LinkedHashSet<>();
    for (FieldPath rule : rules) {
      told.add(weights(git, rule));
    }
    return all.addAll(told).build();
  }

  /** Returns the expression that ignores a rule as a whole. */
  static String rule(Optional<String> name) {
    return ".spec.http[]? | select(.name == %s)"
        .formatted(name.map(OwnedFields::quoted).orElse("null"));
  }

  private static String weights(YamlNode git, FieldPath rule) {
    String protocol = lastKey(rule.parent());
    return protocol.equals("http")
        ? rule(nameOf(git, rule)) + " | .route[]?.weight"
        : ".spec.%s[]?.route[]?.weight".formatted(protocol);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
