// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Checks that a VirtualService can be decoded: known fields, lists, mappings, numbers, hosts. */
final class VirtualServiceShape {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final List<String> PROTOCOLS = List.of("http", "tls", "tcp");

  private final YamlDocument document;
  private final Shape shape;

  VirtualServiceShape(YamlDocument document) {
    this.document = document;
    this.shape = new Shape(document);
  }

  List<Finding> findings() {
    return shape.findings();
  }

  Optional<ObjectId> check() {
    Optional<ObjectId> id = shape.id("VirtualService");
    id.ifPresent(shape::istioVersion);
    if (id.isPresent()) {
      shape.unknownFields(id.get(), VirtualServiceSchema.DOCUMENT);
      shape.mappingIfPresent(document.root(), FieldPath.root(), "spec", "the spec");
      spec(Fields.get(document.root(), "spec").orElseGet(YamlMapping::empty));
    }
    return id;
  }

  private void spec(YamlNode spec) {
    shape.list(spec, SPEC, "hosts");
    shape.list(spec, SPEC, "gateways");
    for (String protocol : PROTOCOLS) {
      List<YamlNode> rules = shape.list(spec, SPEC, protocol);
      for (int i = 0; i < rules.size(); i++) {
        rule(rules.get(i), protocol, i);
      }
    }
    if (PROTOCOLS.stream().noneMatch(protocol -> Fields.isList(spec, protocol))) {
      shape.report(
          IstioRule.VIRTUAL_SERVICE_WITHOUT_ROUTES,
          SPEC,
          "the VirtualService has none of http, tls and tcp as a list; there is nothing to route",
          "add spec.http");
    }
  }

  // Paths are made only where something is wrong or nested: most rules of most documents are sound.
  private void rule(YamlNode rule, String protocol, int index) {
    if (!(rule instanceof YamlMapping)) {
      shape.mapping(rule, SPEC.child(protocol).index(index), "a rule");
      return;
    }
    FieldPath path = SPEC.child(protocol).index(index);
    shape.list(rule, path, "match");
    List<YamlNode> destinations = shape.list(rule, path, "route");
    for (int i = 0; i < destinations.size(); i++) {
      weighted(destinations.get(i), path.child("route").index(i));
    }
    shape.mappingIfPresent(rule, path, "mirror", "the mirror destination");
    Fields.get(rule, "mirror")
        .filter(YamlMapping.class::isInstance)
        .ifPresent(mirror -> destination(mirror, path.child("mirror")));
  }

  private void weighted(YamlNode item, FieldPath path) {
    if (!shape.mapping(item, path, "a destination with a weight")) {
      return;
    }
    shape.numberIfPresent(item, path, "weight");
    FieldPath at = path.child("destination");
    Optional<YamlNode> destination = Fields.get(item, "destination");
    if (destination.isEmpty()) {
      hostMissing(at.child("host"));
    } else if (shape.mapping(destination.get(), at, "a destination")) {
      destination(destination.get(), at);
    }
  }

  private void destination(YamlNode destination, FieldPath path) {
    if (Fields.text(destination, "host").filter(text -> !text.isEmpty()).isEmpty()) {
      hostMissing(path.child("host"));
    }
    shape.mappingIfPresent(destination, path, "port", "the port");
    Fields.get(destination, "port")
        .ifPresent(port -> shape.numberIfPresent(port, path.child("port"), "number"));
  }

  private void hostMissing(FieldPath path) {
    shape.report(
        IstioRule.ISTIO_HOST_MISSING,
        path,
        "a destination has no host; Istio requires one",
        "write the name of a Service as " + path);
  }
}
