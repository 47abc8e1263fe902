// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.istio.KubernetesObject;
import io.canaryplan.istio.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the planner over all inputs. */
final class Planning {
  private static final String ROLLOUT_GROUP = "argoproj.io";

  private final Manifests manifests;
  private final PlannerOptions options;
  private final Surroundings surroundings;

  Planning(Manifests manifests, PlannerOptions options) {
    this.manifests = requireNonNull(manifests, "manifests");
    this.options = requireNonNull(options, "options");
    this.surroundings = Surroundings.of(manifests.documents());
  }

  PlannedManifests run() {
    List<YamlDocument> rollouts =
        manifests.documents().stream().filter(Planning::isRollout).toList();
    List<Finding> findings = new ArrayList<>(manifests.findings());
    findings.addAll(surroundings.findings());
    findings.addAll(duplicates(rollouts));
    if (rollouts.isEmpty() && manifests.findings().stream().noneMatch(Finding::isError)) {
      findings.add(noRollout());
    }
    ImmutableList<PlannedRollout> planned =
        rollouts.stream()
            .map(document -> RolloutPlanning.plan(document, surroundings, options))
            .collect(ImmutableList.toImmutableList());
    return new PlannedManifests(planned, findings.stream().sorted().toList());
  }

  /** A document without apiVersion counts, so that the reader can say what it lacks. */
  private static boolean isRollout(YamlDocument document) {
    Optional<String> kind = text(document, "kind");
    Optional<String> apiVersion = text(document, "apiVersion");
    return kind.equals(Optional.of("Rollout"))
        && apiVersion.map(version -> version.startsWith(ROLLOUT_GROUP + "/")).orElse(true);
  }

  private static Optional<String> text(YamlDocument document, String key) {
    return document
        .root()
        .at(FieldPath.of(key))
        .filter(YamlScalar.class::isInstance)
        .map(node -> ((YamlScalar) node).text());
  }

  private Finding noRollout() {
    Finding finding =
        Finding.of(
                InputRule.NO_ROLLOUT,
                FieldPath.root(),
                "there is no Rollout in the input, so there is nothing to plan")
            .withHint("add a document with apiVersion argoproj.io/v1alpha1 and kind Rollout");
    return manifests.files().stream()
        .findFirst()
        .map(file -> finding.at(new Position(file, 1, 1)))
        .orElse(finding);
  }

  private static List<Finding> duplicates(List<YamlDocument> rollouts) {
    Map<String, Position> firsts = new LinkedHashMap<>();
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    for (YamlDocument document : rollouts) {
      Optional<ObjectId> id = KubernetesObject.idOf(document.root());
      if (id.isEmpty()) {
        continue;
      }
      FieldPath path = FieldPath.of("metadata", "name");
      Position position = document.position(path);
      String key = id.get().namespace().orElse("") + "/" + id.get().name();
      Position first = firsts.putIfAbsent(key, position);
      if (first != null) {
        findings.add(duplicate(id.get(), path, first).at(position));
      }
    }
    return findings.build();
  }

  private static Finding duplicate(ObjectId id, FieldPath path, Position first) {
    return Finding.of(
            InputRule.DUPLICATE_ROLLOUT,
            path,
            "the Rollout \""
                + id.name()
                + "\" is given a second time, first at "
                + first
                + "; a name can stand for one Rollout of a namespace only")
        .withHint("remove one of the two, or change metadata.name or metadata.namespace");
  }
}
