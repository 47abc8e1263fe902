// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Quotation;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.VirtualServiceLookup;
import io.canaryplan.yaml.YamlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether each reference means exactly one document (istio.md 1.0, 3.5). */
final class ReferenceChecks {
  private ReferenceChecks() {}

  static void run(MeshReferences references, Findings findings) {
    for (VirtualServiceLookup lookup : references.lookups()) {
      virtualService(lookup, references, findings);
    }
    namespaceLeftOpen(references, findings);
    namesEqual(references.lookups(), findings);
    if (references.subsets().isPresent()) {
      destinationRule(references.subsets().get().name(), references, findings);
    }
    for (KubernetesService service : references.services()) {
      List<KubernetesService> same =
          references.objects().named(KubernetesService.class, service.id().name()).stream()
              .filter(other -> other.id().equals(service.id()))
              .toList();
      ambiguous(same, KubernetesService::document, Paths.CANARY, findings);
    }
  }

  private static void destinationRule(String name, MeshReferences references, Findings findings) {
    FieldPath path = Paths.ISTIO.child("destinationRule").child("name");
    List<DestinationRule> found = references.destinationRules();
    if (name.isEmpty()) {
      withoutName("DestinationRule", name, path, findings);
      return;
    }
    List<DestinationRule> elsewhere = references.objects().named(DestinationRule.class, name);
    if (found.isEmpty() && !elsewhere.isEmpty()) {
      findings.add(
          ReferenceRules.REFERENCE_IN_OTHER_NAMESPACE,
          path,
          """
          the DestinationRule "%s" is in the namespace "%s"; the controller looks for it in that \
          of the Rollout, "%s\""""
              .formatted(
                  name,
                  elsewhere.get(0).id().namespace().orElse(""),
                  references.namespace().orElse("")),
          "move the DestinationRule to the namespace of the Rollout");
    } else if (found.isEmpty()) {
      findings.add(
          ReferenceRules.DESTINATION_RULE_UNKNOWN,
          path,
          """
          the DestinationRule "%s" is not among the documents; whether its subsets fit is \
          unknown"""
              .formatted(name),
          "add its document to the input");
    }
    ambiguous(found, DestinationRule::document, path, findings);
  }

  private static void withoutName(String kind, String text, FieldPath path, Findings findings) {
    findings.add(
        ReferenceRules.REFERENCE_WITHOUT_NAME,
        path,
        "\"%s\" has no name of a %s, and no object of an empty name exists".formatted(text, kind),
        "write the name of the %s in %s".formatted(kind, path));
  }

  private static void virtualService(
      VirtualServiceLookup lookup, MeshReferences references, Findings findings) {
    FieldPath path = lookup.path();
    String name = lookup.name();
    if (lookup.target().name().isEmpty()) {
      withoutName("VirtualService", name, path, findings);
      return;
    }
    Optional<String> namespace = lookup.target().namespace();
    Optional<ObjectId> elsewhere =
        lookup.found().isEmpty() ? elsewhere(lookup, references) : Optional.empty();
    if (elsewhere.isPresent()) {
      String there = elsewhere.get().namespace().orElse("");
      findings.add(
          ReferenceRules.REFERENCE_IN_OTHER_NAMESPACE,
          path,
          "the VirtualService \"%s\" is in the namespace \"%s\"; \"%s\" means \"%s\"%s"
              .formatted(
                  elsewhere.get().name(),
                  there,
                  name,
                  lookup.target().name(),
                  namespace
                      .or(references::namespace)
                      .map(wanted -> " in \"%s\"".formatted(wanted))
                      .orElse("")),
          "write %s as %s.%s".formatted(path, elsewhere.get().name(), there));
    } else if (lookup.found().isEmpty()) {
      findings.add(
          ReferenceRules.VIRTUAL_SERVICE_UNKNOWN,
          path,
          """
          the VirtualService %s%s is not among the documents; whether its routes fit is \
          unknown"""
              .formatted(
                  Quotation.of(lookup.target().name()),
                  namespace.isPresent() ? " of namespace \"" + namespace.get() + "\"" : ""),
          name.contains("/")
              ? "write " + path + " as name.namespace; a slash is part of the name"
              : "add its document to the input, or correct " + path);
    } else if (lookup.isRepeated()) {
      findings.add(
          ReferenceRules.VIRTUAL_SERVICE_REPEATED,
          path,
          """
          the VirtualService "%s" is listed twice; the controller checks both entries against \
          the routes of the first and writes each with its own, while the plan writes the first"""
              .formatted(name),
          "list all its routes in one entry of virtualServices");
      return; // The first entry has said whether the name is ambiguous.
    }
    ambiguous(lookup.found(), VirtualService::document, path, findings);
  }

  /**
   * Returns what a reference was meant for: one of the name in another namespace, or one that the
   * forms {@code namespace/name} and {@code name.namespace.svc} would be, which are none; but not
   * one that another reference means.
   */
  private static Optional<ObjectId> elsewhere(
      VirtualServiceLookup lookup, MeshReferences references) {
    KubernetesObjects objects = references.objects();
    String text = lookup.name();
    int slash = text.indexOf('/');
    String[] pieces = text.split("\\.", 3);
    Stream<ObjectId> same =
        objects.named(VirtualService.class, lookup.target().name()).stream().map(ObjectView::id);
    Stream<ObjectId> meant =
        slash > 0
            ? in(text.substring(0, slash), text.substring(slash + 1), objects)
            : pieces.length == 3 ? in(pieces[1], pieces[0], objects) : Stream.empty();
    return Stream.concat(same, meant)
        .filter(id -> id.namespace().isPresent())
        .filter(
            id ->
                references.virtualServices().stream()
                    .noneMatch(routed -> routed.base().id().equals(id)))
        .findFirst();
  }

  private static Stream<ObjectId> in(String namespace, String name, KubernetesObjects objects) {
    return objects.named(VirtualService.class, name).stream()
        .map(ObjectView::id)
        .filter(id -> id.namespace().equals(Optional.of(namespace)));
  }

  /** A Rollout without a namespace fits whatever has one. */
  private static void namespaceLeftOpen(MeshReferences references, Findings findings) {
    if (references.namespace().isPresent()) {
      return;
    }
    List<ObjectId> found =
        Stream.of(
                references.lookups().stream()
                    .filter(lookup -> lookup.target().namespace().isEmpty())
                    .flatMap(lookup -> lookup.found().stream().limit(1)),
                references.destinationRule().stream(),
                references.services().stream())
            .flatMap(objects -> objects.map(ObjectView::id))
            .filter(id -> id.namespace().isPresent())
            .toList();
    List<String> namespaces =
        found.stream().map(id -> id.namespace().orElseThrow()).distinct().toList();
    if (!namespaces.isEmpty()) {
      findings.add(
          ReferenceRules.NAMESPACE_LEFT_OPEN,
          FieldPath.of("metadata", "namespace"),
          "the Rollout says no namespace; it is taken to mean the %s \"%s\" of namespace \"%s\"%s"
              .formatted(
                  found.get(0).kind(),
                  found.get(0).name(),
                  namespaces.get(0),
                  namespaces.size() == 1
                      ? ""
                      : ", though other objects are in " + String.join(", ", rest(namespaces))),
          namespaces.size() == 1
              ? "set metadata.namespace to " + namespaces.get(0)
              : "put the objects into one namespace, and set metadata.namespace");
    }
  }

  private static List<String> rest(List<String> list) {
    return list.subList(1, list.size());
  }

  /** The controller finds an entry for a VirtualService by name alone; the first wins (3.5). */
  private static void namesEqual(List<VirtualServiceLookup> lookups, Findings findings) {
    Map<String, VirtualServiceLookup> firsts = new HashMap<>();
    for (VirtualServiceLookup lookup : lookups) {
      VirtualServiceLookup first = firsts.putIfAbsent(lookup.target().name(), lookup);
      if (first != null && !lookup.isRepeated() && !lookup.choosesAs(first)) {
        findings.add(
            ReferenceRules.VIRTUAL_SERVICE_NAMES_EQUAL,
            lookup.path(),
            """
            an entry above also names a VirtualService "%s"; the controller checks both against \
            the routes of that entry"""
                .formatted(lookup.target().name()),
            "give the VirtualServices different names, or list the same routes in both entries");
      }
    }
  }

  /** Of very many others the first are told, so that the work for each Rollout is bounded. */
  private static <T> void ambiguous(
      List<T> found, Function<T, YamlDocument> document, FieldPath path, Findings findings) {
    if (found.size() < 2) {
      return;
    }
    Position at = document.apply(found.get(0)).position(FieldPath.root());
    int end = Math.min(found.size(), 1 + FindingLimit.MOST);
    for (int i = 1; i < end; i++) {
      int further = i == end - 1 ? found.size() - end : 0;
      findings
          .about(document.apply(found.get(i)))
          .add(
              ReferenceRules.DOCUMENT_AMBIGUOUS,
              FieldPath.of("metadata", "name"),
              "\""
                  + found.get(i)
                  + "\" is what "
                  + path
                  + " means, but so is the document at "
                  + at
                  + ", which is used"
                  + (further > 0 ? "; further documents of this name: " + further : ""),
              "remove one of the two, or set metadata.namespace in both");
    }
  }
}
