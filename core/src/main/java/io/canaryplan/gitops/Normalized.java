// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.gitops.Comparison.Side;
import io.canaryplan.gitops.Comparison.Skipped;
import io.canaryplan.hash.PodSpecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of a comparison without what is ignored.
 *
 * @param git the document of git
 * @param lastApplied the document of git that was applied last; the same one if it is git's
 * @param live the live document
 */
record Normalized(Json.Fields git, Json.Fields lastApplied, Json.Fields live) {
  private static final String METADATA = "metadata";
  private static final String SPEC = "spec";
  private static final String TEMPLATE = "template";

  /** Returns all without what is ignored, with the fields of known types in their own form. */
  static Normalized of(
      Json.Fields git,
      Json.Fields lastApplied,
      Json.Fields live,
      Ignores ignores,
      List<Skipped> skipped)
      throws Ignores.UnknownResult {
    List<List<String>> owned = trusted(git, lastApplied, live, ignores);
    ListKeys keys = ListKeys.serverSide(git);
    Json.Fields own =
        ignores.removedFrom(
            (Json.Fields) ManagedFields.without(git, owned, "", keys), Side.GIT, skipped);
    Json.Fields there =
        ignores.removedFrom(
            (Json.Fields) ManagedFields.without(live, owned, "", keys), Side.LIVE, skipped);
    Json.Fields before =
        git.equals(lastApplied)
            ? own
            : ignores.removedFrom(lastApplied, Side.GIT, new ArrayList<>());
    return new Normalized(own, before, there).withKnownTypes();
  }

  /** Returns what the live object is predicted to be after an apply. */
  Json.Fields predicted(ComparisonMode mode) {
    Json.Fields config = without(git, "creationTimestamp");
    Json.Fields there = without(live, "creationTimestamp");
    if (mode != ComparisonMode.CLIENT_SIDE) {
      return shown(
          Apply.serverSide(
              config, there, Optional.of(lastApplied).filter(old -> !old.equals(git))));
    }
    Json.Fields bare = bare(config);
    Json.Fields before = git.equals(lastApplied) ? bare : bare(lastApplied);
    ListKeys keys = ListKeys.clientSide(config);
    if (keys.isBuiltIn()) {
      return shown(KeyedMerge.clientSide(before, bare, there, keys));
    }
    Json.Fields known = KnownFields.of(before, there);
    return shown(MergePatch.apply(there, MergePatch.threeWay(before, bare, known)));
  }

  /** Returns the live object as it is shown. */
  Json.Fields shown() {
    return shown(without(live, "creationTimestamp"));
  }

  private static Json.Fields shown(Json.Fields object) {
    return Defaults.of(without(object, "managedFields"));
  }

  /** Returns the differing places that a trusted manager owns (GT-28). */
  private static List<List<String>> trusted(
      Json.Fields git, Json.Fields lastApplied, Json.Fields live, Ignores ignores) {
    if (ignores.managers().isEmpty()) {
      return List.of();
    }
    ManagedFields fields = ManagedFields.of(live);
    ListKeys keys = ListKeys.serverSide(git);
    List<List<String>> modified = ManagedFields.modified(live, git, keys);
    if (fields.isEmpty()) {
      // Nothing says who wrote what: all that git did not write was the controller.
      boolean trusted = ignores.managers().contains(ManagedFields.CONTROLLER);
      List<List<String>> written =
          trusted ? ManagedFields.modified(live, lastApplied, keys) : List.of();
      return modified.stream().filter(written::contains).toList();
    }
    List<ManagedFields.Entry> entries = fields.of(ignores.managers());
    return modified.stream()
        .filter(place -> entries.stream().anyMatch(entry -> entry.owns(place)))
        .toList();
  }

  // A Rollout's pod spec is a type that Argo CD knows, and so is all of a built-in kind.
  private Normalized withKnownTypes() {
    boolean known =
        ListKeys.serverSide(git).isBuiltIn()
            || (git.text("kind").equals("Rollout")
                && git.text("apiVersion").startsWith("argoproj.io/"));
    if (!known || podSpec(git).equals(podSpec(live))) {
      return this;
    }
    Json.Fields own = rewritten(git);
    Json.Fields before = git.equals(lastApplied) ? own : rewritten(lastApplied);
    return new Normalized(own, before, rewritten(live));
  }

  private static Json.Fields rewritten(Json.Fields object) {
    Json.Fields pod = podSpec(object);
    if (pod.values().isEmpty()) {
      return object;
    }
    return PodSpecs.rewritten(JsonNodes.of(pod))
        .map(node -> new JsonReader().fields(node))
        .map(
            spec -> {
              Json.Fields template = object.below(SPEC).below(TEMPLATE);
              Json.Fields changed = Defaults.with(template, SPEC, spec);
              return Defaults.with(
                  object, SPEC, Defaults.with(object.below(SPEC), TEMPLATE, changed));
            })
        .orElse(object);
  }

  private static Json.Fields podSpec(Json.Fields object) {
    return object.below(SPEC).below(TEMPLATE).below(SPEC);
  }

  private static Json.Fields without(Json.Fields object, String field) {
    Json.Fields metadata = object.below(METADATA);
    if (metadata.get(field) == null) {
      return object;
    }
    Map<String, Json> kept = new LinkedHashMap<>(metadata.values());
    kept.remove(field);
    Map<String, Json> result = new LinkedHashMap<>(object.values());
    result.put(METADATA, new Json.Fields(kept));
    return new Json.Fields(result);
  }

  private static Json.Fields bare(Json.Fields object) {
    return withoutEmptyAnnotations(without(without(object, "creationTimestamp"), "namespace"));
  }

  private static Json.Fields withoutEmptyAnnotations(Json.Fields object) {
    Json annotations = object.below(METADATA).get("annotations");
    boolean empty =
        annotations instanceof Json.Null
            || (annotations instanceof Json.Fields fields && fields.values().isEmpty());
    return empty ? without(object, "annotations") : object;
  }
}
