// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.kubernetes.KubernetesService;
import io.canaryplan.routing.istio.MeshReferences;
import io.canaryplan.routing.istio.VirtualServiceLookup;
import io.canaryplan.yaml.YamlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether each reference means exactly one document (istio.md 1.0, 3.5). */
final class ReferenceChecks {
  private ReferenceChecks() {}

  static void run(MeshReferences references, Findings findings) {
    for (VirtualServiceLookup lookup : references.lookups()) {
      virtualService(lookup, findings);
    }
    namesEqual(references.lookups(), findings);
    if (references.subsets().isPresent()) {
      destinationRule(references.subsets().get().name(), references.destinationRules(), findings);
    }
    for (KubernetesService service : references.services()) {
      List<KubernetesService> same =
          references.objects().named(KubernetesService.class, service.id().name()).stream()
              .filter(other -> other.id().equals(service.id()))
              .toList();
      ambiguous(same, KubernetesService::document, Paths.CANARY, findings);
    }
  }

  private static void destinationRule(String name, List<DestinationRule> found, Findings findings) {
    FieldPath path = Paths.ISTIO.child("destinationRule").child("name");
    if (found.isEmpty()) {
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

  private static void virtualService(VirtualServiceLookup lookup, Findings findings) {
    FieldPath path = lookup.path();
    String name = lookup.name();
    if (name.isEmpty()) {
      return; // The reader has said that the name is missing.
    }
    Optional<String> namespace = lookup.target().namespace();
    if (lookup.found().isEmpty()) {
      findings.add(
          ReferenceRules.VIRTUAL_SERVICE_UNKNOWN,
          path,
          """
          the VirtualService "%s"%s is not among the documents; whether its routes fit is \
          unknown"""
              .formatted(
                  lookup.target().name(),
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

  private static <T> void ambiguous(
      List<T> found, Function<T, YamlDocument> document, FieldPath path, Findings findings) {
    for (T other : found.subList(Math.min(1, found.size()), found.size())) {
      YamlDocument first = document.apply(found.get(0));
      findings
          .about(document.apply(other))
          .add(
              ReferenceRules.DOCUMENT_AMBIGUOUS,
              FieldPath.of("metadata", "name"),
              "\"%s\" is what %s means, but so is the document at %s, which is used"
                  .formatted(other, path, first.position(FieldPath.root())),
              "remove one of the two, or set metadata.namespace in both");
    }
  }
}
