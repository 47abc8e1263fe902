// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.Checked;
import io.canaryplan.istio.validation.IstioValidation;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.kubernetes.ObjectView;
import io.canaryplan.kubernetes.Reading;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * A DestinationRule of any version of networking.istio.io; traffic policies are kept as written.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class DestinationRule extends ObjectView {
  private DestinationRule(ObjectId id, YamlDocument document) {
    super(id, document);
  }

  /**
   * Reads a DestinationRule and reports what is wrong with its root.
   *
   * @return the view and the findings; no value if the document is not a DestinationRule at all
   */
  public static Checked<DestinationRule> from(YamlDocument document) {
    return read(document, true);
  }

  /**
   * As {@link #from}, without a word about fields that Istio does not know, for callers that run
   * {@link IstioValidation} too, which tells them.
   */
  public static Checked<DestinationRule> ofShape(YamlDocument document) {
    return read(document, false);
  }

  private static Checked<DestinationRule> read(YamlDocument document, boolean withFields) {
    FieldReader root = Reading.ofShape(document, "a DestinationRule").root();
    Optional<ObjectId> id = root.id("DestinationRule");
    if (id.isEmpty()) {
      return Checked.failed(root.reading().findings());
    }
    if (IstioShape.isKnownVersion(root, id.get()) && withFields) {
      root.reading().addAll(IstioValidation.unknownFields(document, IstioVersion.newest()));
    }
    FieldReader spec = root.mapping("spec", "the spec");
    IstioShape.requireHost(spec.at("host"), "the DestinationRule");
    for (FieldReader subset : spec.list("subsets")) {
      Subset.check(subset);
    }
    return Checked.of(new DestinationRule(id.get(), document), root.reading().findings());
  }

  /** Returns the host whose traffic the rule is about; absent if there is none. */
  public Optional<String> host() {
    return Fields.name(root(), "spec", "host");
  }

  /** Returns the subsets, one for each item of the list; empty if there is none. */
  public List<Subset> subsets() {
    return Fields.views(Subset::from, root(), "spec", "subsets");
  }

  /** Returns the first subset of this name; absent if there is none. */
  public Optional<Subset> subset(String name) {
    for (Subset subset : subsets()) {
      if (subset.name().equals(name)) {
        return Optional.of(subset);
      }
    }
    return Optional.empty();
  }

  /** Returns this rule with other subsets; kept and moved ones keep their text. */
  public DestinationRule withSubsets(List<Subset> subsets) {
    return new DestinationRule(id(), withItems(NodeView.nodes(subsets), "spec", "subsets"));
  }

  /** Returns this rule for another host. */
  public DestinationRule withHost(String host) {
    return new DestinationRule(id(), with(YamlScalar.of(host), "spec", "host"));
  }

  /** Returns this rule with an annotation set. */
  public DestinationRule withAnnotation(String key, String value) {
    return new DestinationRule(id(), annotated(key, value));
  }

  /** Returns the document's text: the source with only the changed places changed. */
  public String text() {
    return document().text();
  }
}
