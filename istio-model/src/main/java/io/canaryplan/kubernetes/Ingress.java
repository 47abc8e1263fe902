// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.Checked;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An Ingress: the Services that its rules lead to.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Ingress extends ObjectView {
  private Ingress(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads an Ingress of {@code networking.k8s.io} or of the old {@code extensions}.
   *
   * @return the view and the findings; no value if the document is not an Ingress at all
   */
  public static Checked<Ingress> from(YamlDocument document) {
    FieldReader root = Reading.ofShape(document, "an Ingress").root();
    Optional<ObjectId> id = root.id("Ingress");
    return id.isPresent()
        ? Checked.of(new Ingress(id.get(), document), root.reading().findings())
        : Checked.failed(root.reading().findings());
  }

  /**
   * Returns the names of the Services of all rules' backends, in order: {@code service.name}, or
   * {@code serviceName} as older versions write it; the default backend is none of them.
   */
  public Set<String> ruleServices() {
    Set<String> services = new LinkedHashSet<>();
    for (YamlNode rule : Fields.items(root(), "spec", "rules")) {
      for (YamlNode path : Fields.items(rule, "http", "paths")) {
        Fields.text(path, "backend", "service", "name")
            .or(() -> Fields.text(path, "backend", "serviceName"))
            .ifPresent(services::add);
      }
    }
    return services;
  }
}
