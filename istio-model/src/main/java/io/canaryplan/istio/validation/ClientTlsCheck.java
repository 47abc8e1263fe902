// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Splitter;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.List;

/** The webhook's rules for TLS towards a host (istio-validation.md 1.3). */
final class ClientTlsCheck {
  private static final Rule RULE = PolicyRules.ISTIO_CLIENT_TLS;
  private static final String CONFIG_MAP = "configmap://";

  private final Metadata metadata;
  private final Report report;

  ClientTlsCheck(Metadata metadata, Report report) {
    this.metadata = metadata;
    this.report = report;
  }

  void check(Place tls) {
    checkConfigMap(tls.get("credentialName"));
    String mode = tls.get("mode").text();
    boolean simple = mode.equals("SIMPLE");
    boolean mutual = mode.equals("MUTUAL");
    if (!simple && !mutual) {
      return;
    }
    Place credential = tls.get("credentialName");
    if (tls.get("insecureSkipVerify").isTrue()) {
      boolean verified =
          isGiven(tls, "caCertificates")
              || tls.get("subjectAltNames").hasItems()
              || (simple && !credential.text().isEmpty());
      if (verified) {
        report.webhook(
            RULE,
            tls.get("insecureSkipVerify"),
            "insecureSkipVerify contradicts what would be verified",
            "remove insecureSkipVerify, or caCertificates, credentialName and subjectAltNames");
      }
    }
    if (!credential.text().isEmpty()) {
      checkCredential(tls);
    } else if (mutual) {
      for (String field : List.of("clientCertificate", "privateKey")) {
        if (!isGiven(tls, field)) {
          report.webhook(RULE, tls, "mode MUTUAL needs " + field, "add " + tls.get(field));
        }
      }
    }
  }

  private void checkCredential(Place tls) {
    for (String field : List.of("clientCertificate", "privateKey", "caCertificates", "caCrl")) {
      if (isGiven(tls, field)) {
        report.webhook(
            RULE, tls.get(field), "credentialName excludes " + field, "remove one of the two");
        break; // the other files are the same cause
      }
    }
  }

  /** Checks {@code configmap://NAMESPACE/NAME}, whatever the mode. */
  private void checkConfigMap(Place credential) {
    String name = credential.text();
    if (!name.startsWith(CONFIG_MAP)) {
      return;
    }
    List<String> parts = Splitter.on('/').splitToList(name.substring(CONFIG_MAP.length()));
    if (parts.size() < 2 || parts.get(0).isEmpty() || parts.get(1).isEmpty()) {
      report.webhook(
          RULE,
          credential,
          Quotation.of(name) + " lacks a namespace or a name",
          "write " + CONFIG_MAP + "NAMESPACE/NAME");
    } else if (!parts.get(0).equals(metadata.namespace())) {
      report.webhook(
          RULE,
          credential,
          "the ConfigMap is not in the namespace of the DestinationRule",
          "name one of the namespace " + metadata.namespace());
    }
  }

  private static boolean isGiven(Place tls, String field) {
    return !tls.get(field).text().isEmpty();
  }
}
