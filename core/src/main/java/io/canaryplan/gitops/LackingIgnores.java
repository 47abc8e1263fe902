// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an Application has to ignore besides what it ignores already: of the least that an object
 * needs, that without which some state is still a difference (gitops.md 7).
 */
final class LackingIgnores {
  private final List<GitOps> workloads;
  private final Function<OwnedObject, ArgoView.Terms> terms;

  private LackingIgnores(List<GitOps> workloads, Function<OwnedObject, ArgoView.Terms> terms) {
    this.workloads = workloads;
    this.terms = terms;
  }

  static List<IgnoreDifferences> of(
      List<GitOps> workloads, Function<OwnedObject, ArgoView.Terms> terms) {
    LackingIgnores lacking = new LackingIgnores(workloads, terms);
    return GitOps.ignoreDifferences(workloads, object -> object.mode(terms.apply(object).mode()))
        .stream()
        .flatMap(entry -> lacking.of(entry).stream())
        .toList();
  }

  /** One object, and its documents in all states and after all aborts. */
  private record Seen(OwnedObject object, List<YamlNode> live) {}

  private Optional<IgnoreDifferences> of(IgnoreDifferences entry) {
    List<Seen> seen = seen(entry);
    // what no document shows, replicas, is not known to be ignored
    if (seen.isEmpty()) {
      return Optional.of(entry);
    }
    IgnoreDifferences least = entry;
    for (String expression : entry.jqPathExpressions()) {
      least = lessIfSynced(least, without(least, expression, true), seen);
    }
    for (String pointer : entry.jsonPointers()) {
      least = lessIfSynced(least, without(least, pointer, false), seen);
    }
    return least.jqPathExpressions().isEmpty() && least.jsonPointers().isEmpty()
        ? Optional.empty()
        : Optional.of(least);
  }

  private IgnoreDifferences lessIfSynced(
      IgnoreDifferences more, IgnoreDifferences less, List<Seen> seen) {
    return seen.stream().allMatch(one -> isSynced(one, less)) ? less : more;
  }

  private boolean isSynced(Seen seen, IgnoreDifferences more) {
    ComparedObject compared = compared(seen.object(), more);
    return seen.live().stream().allMatch(one -> compared.compare(one) instanceof Comparison.Synced);
  }

  private static IgnoreDifferences without(
      IgnoreDifferences entry, String text, boolean expression) {
    return new IgnoreDifferences(
        entry.group(),
        entry.kind(),
        entry.name(),
        entry.namespace(),
        expression ? entry.jsonPointers() : others(entry.jsonPointers(), text),
        expression ? others(entry.jqPathExpressions(), text) : entry.jqPathExpressions(),
        entry.managedFieldsManagers());
  }

  private static List<String> others(List<String> texts, String text) {
    return texts.stream().filter(one -> !one.equals(text)).toList();
  }

  private List<Seen> seen(IgnoreDifferences entry) {
    List<Seen> all = new ArrayList<>();
    for (GitOps workload : workloads) {
      for (OwnedObject object : workload.objects()) {
        List<YamlNode> live = entry.matches(object.id()) ? live(workload, object) : List.of();
        if (!live.isEmpty()) {
          all.add(new Seen(object, live));
        }
      }
    }
    return all;
  }

  private static List<YamlNode> live(GitOps workload, OwnedObject object) {
    return workload.states().stream()
        .flatMap(state -> state.documents().stream())
        .filter(document -> document.source() == object.git())
        .map(document -> document.document().root())
        .distinct()
        .toList();
  }

  private ComparedObject compared(OwnedObject object, IgnoreDifferences more) {
    ArgoView.Terms here = terms.apply(object);
    List<IgnoreDifferences> all =
        ImmutableList.<IgnoreDifferences>builder().addAll(here.ignores()).add(more).build();
    return ComparedObject.of(object.git().root(), all, here.mode());
  }
}
