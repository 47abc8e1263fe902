// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Rule;
import java.util.List;
import java.util.OptionalLong;

/** The webhook's rules for connection pools (istio-validation.md 1.3). */
final class ConnectionPoolCheck {
  private static final Rule RULE = PolicyRules.ISTIO_CONNECTION_POOL;
  private static final List<String> HTTP_LIMITS =
      List.of(
          "http1MaxPendingRequests",
          "http2MaxRequests",
          "maxRequestsPerConnection",
          "maxRetries",
          "maxConcurrentStreams");

  private final Report report;

  ConnectionPoolCheck(Report report) {
    this.report = report;
  }

  void check(Place pool) {
    if (!pool.isPresent()) {
      return;
    }
    Place http = pool.get("http");
    Place tcp = pool.get("tcp");
    if (!http.isPresent() && !tcp.isPresent()) {
      report.webhook(RULE, pool, pool + " has neither http nor tcp");
    }
    for (String limit : HTTP_LIMITS) {
      checkLimit(http.get(limit));
    }
    checkLimit(tcp.get("maxConnections"));
    HttpActionCheck.checkDuration(RULE, http.get("idleTimeout"), report);
    Place upgrade = http.get("h2UpgradePolicy");
    if (upgrade.text().equals("UPGRADE") && http.get("useClientProtocol").isTrue()) {
      report.webhook(
          RULE,
          http.get("useClientProtocol"),
          "useClientProtocol contradicts h2UpgradePolicy: UPGRADE",
          "remove one of the two");
    }
    Place keepAlive = http.get("http2KeepAlive");
    if (keepAlive.isPresent()) {
      for (String field : List.of("interval", "timeout")) {
        if (!keepAlive.get(field).isPresent()) {
          report.webhook(RULE, keepAlive, keepAlive + " has no " + field, "add both durations");
        }
        HttpActionCheck.checkDuration(RULE, keepAlive.get(field), report);
      }
    }
    checkIdleTimeout(tcp.get("idleTimeout"));
    HttpActionCheck.checkDuration(RULE, tcp.get("connectTimeout"), report);
    HttpActionCheck.checkDuration(RULE, tcp.get("maxConnectionDuration"), report);
    HttpActionCheck.checkDuration(RULE, tcp.get("tcpKeepalive").get("time"), report);
    HttpActionCheck.checkDuration(RULE, tcp.get("tcpKeepalive").get("interval"), report);
  }

  /** Less than 1ms means no timeout at all, which is fine. */
  private void checkIdleTimeout(Place timeout) {
    OptionalLong value = GoDuration.parse(timeout.text());
    if (value.isPresent() && value.getAsLong() / GoDuration.MILLISECOND != 0) {
      HttpActionCheck.checkDuration(RULE, timeout, report);
    }
  }

  private void checkLimit(Place limit) {
    if (limit.integer() < 0) {
      report.webhook(RULE, limit, limit + " " + limit.integer() + " is below 0");
    }
  }
}
