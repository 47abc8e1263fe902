// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;

/** The rules under which the views report that a document does not have the expected shape. */
public enum IstioRule implements Rule {
  /** A document is of another kind than the view it was given to. */
  ISTIO_KIND_MISMATCH(Severity.ERROR),
  /** The version of networking.istio.io is none of v1, v1beta1 and v1alpha3. */
  ISTIO_VERSION_UNKNOWN(Severity.WARNING),
  /** A document has no apiVersion, kind or metadata.name, or a subset has no name. */
  ISTIO_NAME_MISSING(Severity.ERROR),
  /** A field that must be a sequence is something else. */
  ISTIO_LIST_EXPECTED(Severity.ERROR),
  /** A field, a rule or a list item that must be a mapping is null or something else. */
  ISTIO_MAPPING_EXPECTED(Severity.ERROR),
  /** A weight or port is not a whole number of at most 32 bits. */
  ISTIO_NUMBER_EXPECTED(Severity.ERROR),
  /** A destination, or a DestinationRule, has no host (istio.md D-1, DR-1). */
  ISTIO_HOST_MISSING(Severity.ERROR),
  /** A VirtualService has none of http, tls and tcp as a list (istio.md R-VS3, VS-2). */
  VIRTUAL_SERVICE_WITHOUT_ROUTES(Severity.ERROR);

  private final Severity severity;

  IstioRule(Severity severity) {
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
