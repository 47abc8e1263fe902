// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The webhook's rules for the TLS of a Gateway's server (istio-validation.md 1.3). */
final class ServerTlsCheck {
  private static final Rule RULE = GatewayRules.ISTIO_SERVER_CERTIFICATES;

  private static final Set<String> CIPHERS =
      Set.of(
          "ALL",
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-CHACHA20-POLY1305",
          "ECDHE-RSA-CHACHA20-POLY1305",
          "ECDHE-ECDSA-AES128-SHA",
          "ECDHE-RSA-AES128-SHA",
          "ECDHE-ECDSA-AES256-SHA",
          "ECDHE-RSA-AES256-SHA",
          "AES128-GCM-SHA256",
          "AES256-GCM-SHA384",
          "AES128-SHA",
          "AES256-SHA",
          "DES-CBC3-SHA");

  private static final List<String> CERTIFICATES =
      List.of(
          "serverCertificate",
          "privateKey",
          "caCertificates",
          "tlsCertificates",
          "credentialName",
          "credentialNames");

  private final Report report;

  ServerTlsCheck(Report report) {
    this.report = report;
  }

  /** Returns whether TLS is passed through and no certificates are named. */
  static boolean isPlain(Place tls) {
    boolean files =
        List.of("caCertificates", "privateKey", "serverCertificate").stream()
            .anyMatch(field -> isGiven(tls, field));
    return isPassThrough(tls) && !files;
  }

  private static boolean isPassThrough(Place tls) {
    return List.of("", "PASSTHROUGH", "AUTO_PASSTHROUGH").contains(tls.get("mode").text());
  }

  private static boolean isGiven(Place tls, String field) {
    return !tls.get(field).text().isEmpty() || tls.get(field).hasItems();
  }

  void check(Place tls) {
    if (!tls.isPresent()) {
      return;
    }
    checkCiphers(tls);
    String mode = tls.get("mode").text();
    if (mode.equals("ISTIO_MUTUAL")) {
      for (String field : CERTIFICATES) {
        if (isGiven(tls, field)) {
          report.webhook(
              RULE, tls.get(field), "mode ISTIO_MUTUAL excludes " + field, "remove " + field);
        }
      }
      return;
    }
    if (isPassThrough(tls)) {
      Stream.concat(CERTIFICATES.stream(), Stream.of("caCrl"))
          .filter(field -> isGiven(tls, field))
          .findFirst() // the others are the same cause
          .ifPresent(
              field ->
                  report.warning(
                      GatewayRules.ISTIO_SERVER_TLS_IGNORED,
                      tls.get(field),
                      "TLS is passed through; certificates are ignored",
                      "remove " + field + ", or set mode"));
    }
    checkSources(tls);
    if (isPassThrough(tls)) {
      if (isGiven(tls, "caCrl") && isGiven(tls, "credentialName")) {
        report.webhook(RULE, tls.get("caCrl"), "credentialName excludes caCrl", "remove caCrl");
      }
    } else if (!isGiven(tls, "credentialName") && !isGiven(tls, "credentialNames")) {
      checkCertificates(tls, mode); // otherwise they come from the cluster
    }
  }

  private void checkCiphers(Place tls) {
    Place ciphers = tls.get("cipherSuites");
    boolean old =
        tls.get("minProtocolVersion").text().equals("TLSV1_0")
            || tls.get("minProtocolVersion").text().equals("TLSV1_1");
    if (old && !ciphers.hasItems()) {
      report.warning(
          GatewayRules.ISTIO_SERVER_TLS_IGNORED,
          tls.get("minProtocolVersion"),
          "TLS below 1.2 works only with cipherSuites that allow it",
          "set minProtocolVersion: TLSV1_2, or add cipherSuites");
    }
    Set<String> seen = new HashSet<>();
    for (Place cipher : ciphers.items()) {
      boolean known = isKnown(cipher.text());
      if (!known || !seen.add(cipher.text())) {
        report.warning(
            GatewayRules.ISTIO_SERVER_TLS_IGNORED,
            cipher,
            "the cipher suite " + cipher.text() + (known ? " stands twice" : " is unknown"),
            "remove it");
      }
    }
  }

  /** What starts with a sign is an expression of several suites, which Istio does not read. */
  private static boolean isKnown(String cipher) {
    return cipher.isEmpty()
        || !Character.isLetterOrDigit(cipher.charAt(0))
        || CIPHERS.contains(cipher);
  }

  private void checkSources(Place tls) {
    int sources = isGiven(tls, "serverCertificate") && isGiven(tls, "privateKey") ? 1 : 0;
    for (String field : List.of("credentialName", "credentialNames", "tlsCertificates")) {
      sources += isGiven(tls, field) ? 1 : 0;
    }
    if (sources > 1) {
      report.webhook(
          RULE, tls, tls + " names certificates in more than one way", "keep one of them");
    }
  }

  private void checkCertificates(Place tls, String mode) {
    if (mode.equals("SIMPLE") && isGiven(tls, "caCrl")) {
      report.webhook(RULE, tls.get("caCrl"), "mode SIMPLE excludes caCrl", "remove caCrl");
    }
    if (!mode.equals("SIMPLE") && !isGiven(tls, "caCertificates")) {
      report.webhook(
          RULE, tls, "mode " + mode + " needs caCertificates", "add it, or add credentialName");
    }
    List<Place> certificates = tls.get("tlsCertificates").items();
    if (certificates.size() > 2) {
      report.warning(
          GatewayRules.ISTIO_SERVER_TLS_IGNORED,
          tls.get("tlsCertificates"),
          "there are more than two server certificates",
          "keep two of them");
    }
    for (Place certificate : certificates.isEmpty() ? List.of(tls) : certificates) {
      for (String field : List.of("serverCertificate", "privateKey")) {
        if (!isGiven(certificate, field)) {
          report.webhook(
              RULE,
              certificate,
              "mode " + mode + " needs " + field,
              "add it, or add credentialName");
        }
      }
    }
  }
}
