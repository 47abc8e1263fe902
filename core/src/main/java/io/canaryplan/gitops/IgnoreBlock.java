// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the least that one object needs ignored, so that Argo CD shows it Synced in every state of
 * a plan and after every abort (gitops.md 7). The order matters for readability only.
 */
final class IgnoreBlock {
  private static final String HASH_LABEL =
      ".spec.subsets[]?.labels[\"" + ControllerMarks.HASH + "\"]";
  private static final String EMPTY_LABELS = ".spec.subsets[]? | .labels | select(. == {})";
  private static final String SELECTOR_HASH = "/spec/selector/" + ControllerMarks.HASH;
  static final String REPLICAS = "/spec/replicas";

  private static final ImmutableList<String> KINDS =
      ImmutableList.of("Service", "VirtualService", "DestinationRule");

  private final ObjectDrift object;
  private final ComparisonMode mode;
  private final Set<String> expressions = new LinkedHashSet<>();
  private final Set<String> pointers = new LinkedHashSet<>();

  private IgnoreBlock(ObjectDrift object, ComparisonMode mode) {
    this.object = object;
    this.mode = mode;
  }

  /** Returns what an object needs in a comparison; absent if it needs nothing. */
  static Optional<IgnoreDifferences> of(ObjectDrift object, ComparisonMode mode) {
    IgnoreBlock block = new IgnoreBlock(object, mode);
    block.addRules();
    block.addSubsets();
    if (block.shown(Ownership.SELECTOR_HASH).findAny().isPresent()) {
      block.pointers.add(SELECTOR_HASH);
    }
    return block.expressions.isEmpty() && block.pointers.isEmpty()
        ? Optional.empty()
        : Optional.of(entry(object.id(), block.pointers, block.expressions));
  }

  /** Returns the entry of a workload whose replicas git has and others set. */
  static IgnoreDifferences ofReplicas(ObjectId id) {
    return entry(id, ImmutableList.of(REPLICAS), ImmutableList.of());
  }

  /** Returns one entry for each object, in the order of {@link #KINDS}. */
  static List<IgnoreDifferences> joined(List<IgnoreDifferences> entries) {
    Map<IgnoreDifferences, IgnoreDifferences> byObject = new LinkedHashMap<>();
    for (IgnoreDifferences entry : entries) {
      byObject.merge(about(entry), entry, IgnoreBlock::both);
    }
    List<IgnoreDifferences> all = new ArrayList<>(byObject.values());
    all.sort(Comparator.comparingInt(IgnoreBlock::rank));
    return ImmutableList.copyOf(all);
  }

  private static IgnoreDifferences about(IgnoreDifferences entry) {
    return new IgnoreDifferences(
        entry.group(),
        entry.kind(),
        entry.name(),
        entry.namespace(),
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.of());
  }

  /** Two workloads can write into one object. */
  private static IgnoreDifferences both(IgnoreDifferences one, IgnoreDifferences other) {
    return new IgnoreDifferences(
        one.group(),
        one.kind(),
        one.name(),
        one.namespace(),
        Sets.union(set(one.jsonPointers()), set(other.jsonPointers())).immutableCopy().asList(),
        Sets.union(set(one.jqPathExpressions()), set(other.jqPathExpressions()))
            .immutableCopy()
            .asList(),
        ImmutableList.of());
  }

  private static Set<String> set(List<String> texts) {
    return ImmutableSet.copyOf(texts);
  }

  private static int rank(IgnoreDifferences entry) {
    int known = KINDS.indexOf(entry.kind());
    return known < 0 ? KINDS.size() : known;
  }

  private static IgnoreDifferences entry(
      ObjectId id, Iterable<String> pointers, Iterable<String> expressions) {
    return new IgnoreDifferences(
        id.group(),
        id.kind(),
        Optional.of(id.name()),
        id.namespace(),
        ImmutableList.copyOf(pointers),
        ImmutableList.copyOf(expressions),
        ImmutableList.of());
  }

  private Stream<Drift> shown(Ownership kind) {
    return object.drifts().stream()
        .filter(drift -> drift.key().kind() == kind && drift.isShown(mode));
  }

  private void addRules() {
    Set<Optional<String>> whole =
        shown(Ownership.MANAGED_ROUTE)
            .map(drift -> drift.key().name())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    whole.forEach(name -> expressions.add(JqText.rule(name)));
    for (Drift drift : object.drifts()) {
      Drift.Key key = drift.key();
      boolean ignored = key.list().equals("http") && whole.contains(key.name());
      if (!drift.isShown(mode) || ignored) {
        continue;
      }
      if (key.kind() == Ownership.WEIGHT) {
        expressions.add(JqText.weights(key.list(), key.name()));
      } else if (key.kind() == Ownership.DESTINATION) {
        expressions.add(JqText.destinations(key.list(), key.name(), others(drift)));
      }
    }
  }

  /**
   * Returns a condition for the destinations that do not always stay. It names those that stay:
   * what an experiment's are called differs from one version to the next.
   */
  private String others(Drift drift) {
    Set<Drift.Destination> staying = new LinkedHashSet<>();
    Drift.Key key = drift.key();
    for (YamlNode rule : Fields.items(object.git().root(), "spec", key.list())) {
      if (!key.list().equals("http") || Fields.text(rule, "name").equals(key.name())) {
        Fields.items(rule, "route").stream()
            .map(ObjectDrift::destination)
            .filter(destination -> !drift.destinations().contains(destination))
            .forEach(staying::add);
      }
    }
    Set<Optional<String>> hosts =
        staying.stream()
            .map(Drift.Destination::host)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (staying.isEmpty()) {
      return "true";
    }
    boolean byHost = drift.destinations().stream().noneMatch(other -> hosts.contains(other.host()));
    if (byHost) {
      return JqText.noneOf(".destination.host", hosts);
    }
    return staying.stream()
        .map(
            destination ->
                "(.destination.host != %s or .destination.subset != %s)"
                    .formatted(
                        JqText.literal(destination.host()), JqText.literal(destination.subset())))
        .collect(Collectors.joining(" and "));
  }

  private void addSubsets() {
    Set<Optional<String>> changing =
        shown(Ownership.SUBSET)
            .map(drift -> drift.key().name())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!changing.isEmpty()) {
      Set<Optional<String>> staying =
          Fields.items(object.git().root(), "spec", "subsets").stream()
              .map(subset -> Fields.text(subset, "name"))
              .filter(name -> !changing.contains(name))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      String others = staying.isEmpty() ? "true" : JqText.noneOf(".name", staying);
      expressions.add(".spec.subsets[]? | select(" + others + ")");
    }
    List<Drift> labels = shown(Ownership.SUBSET_HASH).toList();
    if (!labels.isEmpty()) {
      expressions.add(HASH_LABEL);
    }
    if (labels.stream().anyMatch(Drift::bringsLabels)) {
      expressions.add(EMPTY_LABELS);
    }
  }

  @Override
  public String toString() {
    return Objects.toString(expressions) + pointers;
  }
}
