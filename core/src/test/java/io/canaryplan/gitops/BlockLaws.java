// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a generated block promises (gitops.md 7): with it every object is Synced in every state and
 * after every abort, and without any one of its expressions some object is not.
 */
public final class BlockLaws {
  private BlockLaws() {}

  /** Checks the blocks for all comparisons of one workload. */
  public static void check(GitOps workload) {
    for (ComparisonMode mode : ComparisonMode.values()) {
      check(workload, mode);
    }
  }

  /** Checks the blocks for documents that have been written some way. */
  public static void check(List<List<StateDocument>> states, Set<String> managed) {
    List<LiveState> live = new ArrayList<>();
    for (List<StateDocument> documents : states) {
      live.add(new LiveState(live.size(), false, "some", Optional.empty(), documents));
    }
    check(GitOps.of(live, managed));
  }

  private static void check(GitOps workload, ComparisonMode mode) {
    List<IgnoreDifferences> block = workload.ignoreDifferences(mode);
    assertThat(drifting(workload, block, mode)).as("%s with %s", mode, block).isEmpty();
    for (int i = 0; i < block.size(); i++) {
      IgnoreDifferences entry = block.get(i);
      List<IgnoreDifferences> lesser = new ArrayList<>();
      for (String expression : entry.jqPathExpressions()) {
        lesser.add(
            with(entry, entry.jsonPointers(), except(entry.jqPathExpressions(), expression)));
      }
      for (String pointer : entry.jsonPointers()) {
        lesser.add(with(entry, except(entry.jsonPointers(), pointer), entry.jqPathExpressions()));
      }
      for (IgnoreDifferences less : lesser) {
        List<IgnoreDifferences> rest = new ArrayList<>(block);
        rest.set(i, less);
        assertThat(drifting(workload, rest, mode))
            .as("%s with %s in place of %s", mode, less, entry)
            .isNotEmpty();
      }
    }
  }

  private static List<String> except(List<String> texts, String one) {
    return texts.stream().filter(text -> !text.equals(one)).toList();
  }

  private static IgnoreDifferences with(
      IgnoreDifferences entry, List<String> pointers, List<String> expressions) {
    return new IgnoreDifferences(
        entry.group(),
        entry.kind(),
        entry.name(),
        entry.namespace(),
        pointers,
        expressions,
        ImmutableList.of());
  }

  /** Returns what is not Synced in some state. */
  private static Set<String> drifting(
      GitOps workload, List<IgnoreDifferences> block, ComparisonMode mode) {
    Set<String> found = new LinkedHashSet<>();
    for (LiveState state : workload.states()) {
      for (StateDocument document : state.documents()) {
        // an annotation of another Rollout in git is never ignored
        YamlNode git = unmarked(document.source());
        YamlNode live = unmarked(document.document());
        Comparison shown = ComparedObject.of(git, block, mode).compare(live);
        if (!(shown instanceof Comparison.Synced)) {
          found.add(state + " " + document.id() + " " + shown + "\n" + document.text());
        }
      }
    }
    for (OwnedObject object : workload.objects()) {
      boolean replicas = object.fields().stream().anyMatch(BlockLaws::isReplicas);
      if (replicas && Fields.isPresent(object.git().root(), "spec", "replicas")) {
        YamlNode live =
            object.git().with(FieldPath.of("spec", "replicas"), YamlScalar.of(4711)).root();
        Comparison shown = ComparedObject.of(object.git().root(), block, mode).compare(live);
        if (!(shown instanceof Comparison.Synced)) {
          found.add(object.id() + " " + shown);
        }
      }
    }
    return found;
  }

  private static boolean isReplicas(OwnedField field) {
    return field.kind() == Ownership.AUTOSCALED_REPLICAS
        || field.kind() == Ownership.TAKEN_OVER_REPLICAS;
  }

  private static YamlNode unmarked(YamlDocument document) {
    FieldPath mark = FieldPath.of("metadata", "annotations", ControllerMarks.MANAGED_BY);
    return document.at(mark).isPresent() ? document.without(mark).root() : document.root();
  }
}
