// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.review.FieldEdit.By;
import io.canaryplan.review.FieldEdit.Fate;
import io.canaryplan.review.LiveDocuments.Live;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of edits of one document (gitops.md 1 and 8).
 *
 * @param key the object
 * @param base the document before
 * @param head the document after
 * @param live the document as the controller has it at rest, and in the states after it
 */
record EditFates(ObjectKey key, YamlNode base, YamlNode head, List<Live> live) {
  private static final FieldPath STATUS = FieldPath.of("status");
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata", "annotations");
  private static final Set<String> WITH_STATUS =
      Set.of("argoproj.io", "apps", "networking.istio.io", "");
  // gitops.md 1: written into the Rollout at each revision
  private static final Set<String> OWN_ANNOTATIONS =
      Set.of("rollout.argoproj.io/revision", "rollout.argoproj.io/workload-generation");
  private static final int MOST_STATES = 3;

  Optional<Fate> of(FieldChange change) {
    FieldPath path = change.path();
    if (path.startsWith(STATUS) && WITH_STATUS.contains(key.group())) {
      return Optional.of(
          new Fate(
              By.API_SERVER,
              "the API server drops a status that is applied",
              "the API server drops a status that is applied"));
    }
    if (key.kind().equals("Rollout") && isOwnAnnotation(path)) {
      return Optional.of(
          new Fate(
              By.CONTROLLER,
              "stays until the next revision",
              "the controller writes the number of the revision"));
    }
    return byController(change).or(() -> byIstio(change));
  }

  private static boolean isOwnAnnotation(FieldPath path) {
    return path.startsWith(ANNOTATIONS)
        && path.segments().size() == 3
        && OWN_ANNOTATIONS.contains(lastKey(path));
  }

  private Optional<Fate> byController(FieldChange change) {
    FieldPath path = change.path();
    YamlNode tree = change.after().isPresent() ? head : base;
    Optional<YamlNode> written = change.after().isPresent() ? head.at(path) : Optional.empty();
    Map<String, String> fought = new LinkedHashMap<>();
    Optional<YamlNode> rest = Optional.empty();
    boolean fightsAtRest = false;
    for (int i = 0; i < live.size(); i++) {
      Optional<YamlNode> value = Counterpart.of(path, tree, live.get(i).root());
      boolean fights = !Counterpart.agrees(written, value);
      if (i == 0) {
        rest = value;
        fightsAtRest = fights;
      } else if (fights) {
        fought.merge(does(value), live.get(i).label(), (one, other) -> one + ", " + other);
      }
    }
    if (!fightsAtRest && fought.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Fate(
            By.CONTROLLER,
            fightsAtRest ? does(rest) : "stays, it is what the controller writes too",
            during(fought, isWeight(path))));
  }

  private static String during(Map<String, String> fought, boolean weight) {
    if (fought.isEmpty()) {
      return "stays, it is what the controller writes too";
    }
    String text =
        fought.entrySet().stream()
            .limit(MOST_STATES)
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .collect(Collectors.joining("; "));
    return text
        + (fought.size() > MOST_STATES ? "; and so on" : "")
        // gitops.md 4: the weight is written only once the stable pods for it are there
        + (weight
            ? "; while stable pods are missing, the edit stays until they are available"
            : "");
  }

  private static String does(Optional<YamlNode> value) {
    return value
        .map(node -> "the controller writes " + text(node))
        .orElse("the controller removes it");
  }

  private static String text(YamlNode node) {
    if (node.equals(YamlScalar.of(PlanHashes.CANARY_PLACEHOLDER))) {
      return "the hash of the new version";
    }
    if (node.equals(YamlScalar.of(PlanHashes.STABLE_PLACEHOLDER))) {
      return "the hash of the stable version";
    }
    return node instanceof YamlScalar scalar ? scalar.text() : node.toString();
  }

  /** Istio sends everything to an only destination (istio.md 4.3). */
  private Optional<Fate> byIstio(FieldChange change) {
    FieldPath path = change.path();
    boolean lone =
        key.kind().equals("VirtualService")
            && isWeight(path)
            && siblings(change.after().isPresent() ? head : base, path) == 1;
    String ignored = "Istio sends everything to the only destination, whatever its weight";
    return lone ? Optional.of(new Fate(By.ISTIO, ignored, ignored)) : Optional.empty();
  }

  private static int siblings(YamlNode tree, FieldPath weight) {
    return tree.at(weight.parent().parent()).orElse(null) instanceof YamlSequence list
        ? list.items().size()
        : 0;
  }

  private static boolean isWeight(FieldPath path) {
    return path.segments().size() > 2 && lastKey(path).equals("weight");
  }

  private static String lastKey(FieldPath path) {
    Segment last = path.segments().get(path.segments().size() - 1);
    return last instanceof Segment.Key named ? named.name() : "";
  }
}
