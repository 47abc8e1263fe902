// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Quotation;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The input of Kustomize among the manifests: says once how to render it, and leaves out the
 * patches, which are parts of documents and no documents.
 */
final class Kustomize {
  private static final Set<String> FILES =
      ImmutableSet.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** What a Rollout needs one of, and a patch of its strategy or replicas has none of. */
  private static final List<String> PODS = ImmutableList.of("selector", "template", "workloadRef");

  // The documents of kustomization files by their folder, "" or ending with a slash.
  private final Map<String, YamlMapping> folders = new LinkedHashMap<>();
  // The first document of these.
  private final Map<String, YamlDocument> documents = new LinkedHashMap<>();
  // The files and folders that these are made of, without a slash at the end.
  private final Set<String> resources = new HashSet<>();

  private Kustomize(List<YamlDocument> all) {
    for (YamlDocument document : all) {
      String file = document.file();
      if (FILES.contains(file.substring(file.lastIndexOf('/') + 1))
          && document.root() instanceof YamlMapping mapping) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        folders.putIfAbsent(folder, mapping);
        documents.putIfAbsent(folder, document);
      }
    }
    folders.forEach(this::look);
  }

  /** Returns the documents that are no patches; what is said of these goes to {@code findings}. */
  static List<YamlDocument> leaveOut(
      List<YamlDocument> documents, List<Finding> findings, Workers workers) {
    Kustomize kustomize = new Kustomize(documents);
    kustomize.finding().ifPresent(findings::add);
    List<Boolean> patches = workers.map(documents, kustomize::isPatch);
    List<YamlDocument> whole = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      if (!patches.get(i)) {
        whole.add(documents.get(i));
      } else if (kustomize.folders.isEmpty()) {
        findings.add(patchAlone(documents.get(i)));
      }
    }
    return whole;
  }

  /** Notes what the kustomization of a folder is made of. */
  private void look(String folder, YamlMapping kustomization) {
    for (String key : List.of("resources", "bases", "components")) {
      for (YamlNode item : items(kustomization, key)) {
        text(item).ifPresent(path -> resources.add(resolve(folder, path)));
      }
    }
  }

  private Optional<Finding> finding() {
    List<String> overlays =
        folders.keySet().stream()
            .filter(folder -> !resources.contains(resolve(folder, ".")))
            .toList();
    if (folders.isEmpty()) {
      return Optional.empty();
    }
    List<String> shown = overlays.isEmpty() ? ImmutableList.copyOf(folders.keySet()) : overlays;
    String first = shown.get(0);
    String more = shown.size() == 1 ? "" : ", likewise for " + (shown.size() - 1) + " more";
    return Optional.of(
        Finding.of(
                InputRules.KUSTOMIZE_INPUT,
                FieldPath.root(),
                "this is the input of Kustomize; bases, patches and overlays are not what the cluster"
                    + " gets")
            .withHint(
                "render it first: kubectl kustomize "
                    + (first.isEmpty() ? "." : first.substring(0, first.length() - 1))
                    + " | canaryplan check -"
                    + more)
            .at(documents.get(first).range(FieldPath.root()).start()));
  }

  /** Returns whether only Kustomize means anything by it: a kustomization, or a patch. */
  static boolean isPart(YamlDocument document) {
    String file = document.file();
    return FILES.contains(file.substring(file.lastIndexOf('/') + 1))
        || hasDirective(document.root());
  }

  private boolean isPatch(YamlDocument document) {
    return isLeftOut(document.file())
        || hasDirective(document.root())
        || (hasNoPods(document) && (!folders.isEmpty() || !hasStrategy(document)));
  }

  /** Returns whether a kustomization stands beside or above the file and does not name it. */
  private boolean isLeftOut(String file) {
    return folders.keySet().stream().anyMatch(file::startsWith) && !resources.contains(file);
  }

  /**
   * Returns whether only Kustomize can read it: {@code $patch} and its like are fields of its own.
   */
  private static boolean hasDirective(YamlNode root) {
    Deque<YamlNode> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      YamlNode node = open.pop();
      if (node instanceof YamlMapping mapping) {
        if (mapping.get("$patch").isPresent()) {
          return true;
        }
        mapping.entries().forEach(entry -> open.push(entry.value()));
      } else if (node instanceof YamlSequence list) {
        list.items().forEach(open::push);
      }
    }
    return false;
  }

  /** Returns whether it is a Rollout with a name and a strategy or replicas, but without pods. */
  private static boolean hasNoPods(YamlDocument document) {
    return Surroundings.isOf(document, "argoproj.io", "Rollout")
        && document.at(FieldPath.of("metadata", "name")).isPresent()
        && document.at(FieldPath.of("spec")).orElse(null) instanceof YamlMapping spec
        && !spec.isEmpty()
        && PODS.stream().noneMatch(key -> spec.get(key).isPresent());
  }

  /** Returns whether there is something to plan, so that the missing pods may be an oversight. */
  private static boolean hasStrategy(YamlDocument document) {
    return document.at(FieldPath.of("spec", "strategy")).orElse(null)
            instanceof YamlMapping strategy
        && !strategy.isEmpty();
  }

  private static Finding patchAlone(YamlDocument document) {
    String kind = document.at(FieldPath.of("kind")).flatMap(Kustomize::text).orElse("document");
    return Finding.of(
            InputRules.PATCH_ALONE,
            FieldPath.root(),
            "this %s is only a part of one, as a patch of Kustomize is; it is not read"
                .formatted(kind.length() > 60 ? Quotation.of(kind) : kind))
        .withHint("render it first: kubectl kustomize FOLDER | canaryplan check -")
        .at(start(document));
  }

  private static Position start(YamlDocument document) {
    return document.range(FieldPath.root()).start();
  }

  private static List<YamlNode> items(YamlMapping mapping, String key) {
    return mapping.get(key).orElse(null) instanceof YamlSequence list
        ? list.items()
        : ImmutableList.of();
  }

  private static Optional<String> text(YamlNode node) {
    return node instanceof YamlScalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /** Returns the path, as the files are named, that stands in a file of {@code folder}. */
  private static String resolve(String folder, String path) {
    List<String> parts = new ArrayList<>();
    for (String part : (folder + path).split("/", -1)) {
      boolean up =
          part.equals("..") && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..");
      if (up) {
        parts.remove(parts.size() - 1);
      } else if (!part.equals(".") && !(part.isEmpty() && !parts.isEmpty())) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
