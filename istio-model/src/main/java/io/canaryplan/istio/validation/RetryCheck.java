// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Splitter;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.Set;

/** The webhook's rules for retries (istio.md H-13, istio-validation.md 1.2). */
final class RetryCheck {
  private static final Set<String> CONDITIONS =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "envoy-ratelimited",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "http3-post-connect-failure",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

  // of Go's net/http: 100 to 103, 200 to 208, 226, 300 to 308 without 306, 400 to 431 with gaps
  private static final Set<Integer> NO_STATUS = Set.of(306, 419, 420, 427, 430, 509);

  private static final Set<String> GRPC_STATUSES =
      Set.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  private final Report report;

  RetryCheck(Report report) {
    this.report = report;
  }

  void check(Place retries) {
    if (!retries.isPresent()) {
      return;
    }
    Rule rule = WebhookRouteRules.ISTIO_RETRIES;
    long attempts = retries.get("attempts").integer();
    Place condition = retries.get("retryOn");
    boolean configured =
        retries.get("perTryTimeout").isPresent()
            || !condition.text().isEmpty()
            || retries.get("retryRemoteLocalities").isPresent();
    if (attempts < 0) {
      report.webhook(rule, retries.get("attempts"), "there are fewer than no attempts");
    } else if (attempts == 0 && configured) {
      report.webhook(
          rule,
          retries,
          retries + " has settings but no attempts",
          "set " + retries.get("attempts"));
    }
    HttpActionCheck.checkDuration(rule, retries.get("perTryTimeout"), report);
    HttpActionCheck.checkDuration(rule, retries.get("backoff"), report);
    if (condition.text().isEmpty()) {
      return;
    }
    for (String part : Splitter.on(',').split(condition.text())) {
      if (!CONDITIONS.contains(part) && !isHttpStatus(part)) {
        report.webhook(
            rule,
            condition,
            Quotation.of(part) + " is no condition to retry on",
            "separate known conditions by commas without blanks");
      }
    }
  }

  static boolean isGrpcStatus(String name) {
    return GRPC_STATUSES.contains(name);
  }

  private static boolean isHttpStatus(String text) {
    if (!HostNames.isNumber(text) || text.length() > 3) {
      return false;
    }
    int status = Integer.parseInt(text);
    boolean known =
        (status >= 100 && status <= 103)
            || (status >= 200 && status <= 208)
            || status == 226
            || (status >= 300 && status <= 308)
            || (status >= 400 && status <= 418)
            || (status >= 421 && status <= 431)
            || status == 451
            || (status >= 500 && status <= 511);
    return known && !NO_STATUS.contains(status);
  }
}
