// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.SchemaRules;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Says what a cluster with Istio would refuse, and warn of, if one document were applied: the API
 * server by Istio's CRD, then Istio's webhook (istio-validation.md). Known are VirtualService,
 * DestinationRule and Gateway; of a ServiceEntry only the names of its fields.
 *
 * <p>Nothing outside the document is looked at, and of one cause there is one finding. Reading
 * never throws, whatever the document holds.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class IstioValidation {
  private static final String GROUP = "networking.istio.io/";
  private static final Set<String> VERSIONS = Set.of("v1", "v1beta1", "v1alpha3");
  private static final List<String> TOP_LEVEL =
      List.of("apiVersion", "kind", "metadata", "spec", "status");

  private IstioValidation() {}

  /** Returns what the newest known version says; see {@link #check(YamlDocument, IstioVersion)}. */
  public static List<Finding> check(YamlDocument document) {
    return check(document, IstioVersion.newest());
  }

  /**
   * Returns what is found in a document, ordered by position; nothing for a document of another API
   * group or of a kind that is not known.
   *
   * @param version the version of Istio in the cluster
   */
  public static List<Finding> check(YamlDocument document, IstioVersion version) {
    return check(document, version, Unchanged.NOTHING);
  }

  /** As {@link #check(YamlDocument, IstioVersion)}, without a look at what is unchanged. */
  static List<Finding> check(YamlDocument document, IstioVersion version, Unchanged unchanged) {
    Place root = Place.root(document.root(), version);
    String apiVersion = root.get("apiVersion").text();
    String kind = root.get("kind").text();
    if (!apiVersion.startsWith(GROUP) || Schema.message(kind) == null) {
      return List.of();
    }
    Report report = new Report(document);
    if (VERSIONS.contains(apiVersion.substring(GROUP.length()))) {
      check(root, kind, unchanged, report);
    } else {
      report.schema(
          ApiServerRules.ISTIO_API_VERSION,
          FieldPath.of("apiVersion"),
          "there is no " + kind + " in " + Quotation.of(apiVersion),
          "set apiVersion to networking.istio.io/v1");
    }
    // of most documents there is nothing to say
    return report.findings().isEmpty()
        ? List.of()
        : report.findings().stream().distinct().sorted().toList();
  }

  /**
   * Returns only what {@link #check(YamlDocument, IstioVersion)} says of fields that the version
   * does not know.
   */
  public static List<Finding> unknownFields(YamlDocument document, IstioVersion version) {
    Place root = Place.root(document.root(), version);
    String kind = root.get("kind").text();
    if (Schema.message(kind) == null) {
      return List.of();
    }
    Report report = new Report(document);
    checkSchema(root, kind, Unchanged.NOTHING, report);
    return report.findings().stream()
        .filter(finding -> finding.rule().equals(SchemaRules.UNKNOWN_FIELD))
        .sorted()
        .toList();
  }

  private static SchemaCheck checkSchema(
      Place root, String kind, Unchanged unchanged, Report report) {
    SchemaCheck schema = new SchemaCheck(report, root.version(), unchanged);
    unknown(root, "a " + kind, TOP_LEVEL, report);
    unknown(root.get("metadata"), "", KubernetesObject.metadataFields(), report);
    Place spec = root.spec(kind);
    if (spec.isPresent()) {
      schema.check(spec);
    }
    return schema;
  }

  /** Returns whether Istio can read a document, so that its webhook comes to rules. */
  static boolean isDecodable(YamlDocument document, IstioVersion version) {
    Place root = Place.root(document.root(), version);
    String kind = root.get("kind").text();
    return Schema.message(kind) != null
        && checkSchema(root, kind, Unchanged.NOTHING, new Report(document)).isDecodable();
  }

  private static void check(Place root, String kind, Unchanged unchanged, Report report) {
    SchemaCheck schema = checkSchema(root, kind, unchanged, report);
    Place spec = root.spec(kind);
    if (!schema.isDecodable() || !unchanged.isDecodable()) {
      return; // Istio cannot read it, so that no rule of the webhook comes to it
    }
    Metadata metadata = Metadata.of(root);
    if (!kind.equals("ServiceEntry") && metadata.areAnnotationsAllowed(report)) {
      switch (kind) {
        case "VirtualService" -> new VirtualServiceCheck(spec, metadata, unchanged, report).check();
        case "DestinationRule" ->
            new DestinationRuleCheck(spec, metadata, unchanged, report).check();
        case "Gateway" -> new GatewayCheck(spec, metadata, report).check();
        default -> {}
      }
    }
  }

  private static void unknown(Place owner, String words, Collection<String> names, Report report) {
    if (!(owner.node() instanceof YamlMapping mapping)) {
      return;
    }
    for (YamlMapping.Entry entry : mapping.entries()) {
      if (!names.contains(entry.key().text()) && !entry.key().isCollection()) {
        Finding finding = UnknownField.of(owner.path(), words, entry.key().text(), names);
        report.add(entry.key().range().map(finding::at).orElse(finding));
      }
    }
  }
}
