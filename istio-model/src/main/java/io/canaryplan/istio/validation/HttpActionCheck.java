// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The webhook's rules for what an http rule does with requests (istio.md H-13). */
final class HttpActionCheck {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*");

  private static final int LARGE_BODY = 100 * 1024;
  private static final int LARGEST_BODY = 1024 * 1024;

  private final Report report;

  HttpActionCheck(Report report) {
    this.report = report;
  }

  void check(Place rule) {
    checkCors(rule.get("corsPolicy"));
    checkFault(rule.get("fault"));
    checkRedirect(rule);
    checkDirectResponse(rule.get("directResponse"));
    new RetryCheck(report).check(rule.get("retries"));
    checkRewrite(rule.get("rewrite"));
    checkDuration(WebhookRouteRules.ISTIO_TIMEOUT, rule.get("timeout"), report);
  }

  /**
   * Checks a duration that is there: at least 1ms and whole milliseconds. What is no duration at
   * all has been told before.
   */
  static void checkDuration(Rule rule, Place place, Report report) {
    OptionalLong value = GoDuration.parse(place.text());
    if (value.isEmpty()) {
      return;
    }
    if (value.getAsLong() < GoDuration.MILLISECOND) {
      report.webhook(rule, place, "the least duration is 1ms", "write 1ms or more");
    } else if (value.getAsLong() % GoDuration.MILLISECOND != 0) {
      report.webhook(
          rule,
          place,
          Quotation.of(place.text()) + " is no whole number of milliseconds",
          "round it to milliseconds");
    }
  }

  private void checkCors(Place cors) {
    Rule rule = WebhookRouteRules.ISTIO_CORS_POLICY;
    for (Place origin : cors.get("allowOrigins").items()) {
      Place last = origin.get("regex");
      last = last.isPresent() ? last : origin.get("prefix");
      last = last.isPresent() ? last : origin.get("exact");
      if (last.text().isEmpty()) {
        report.webhook(rule, origin, "an allowed origin is empty");
      } else {
        HttpMatchCheck.checkRegex(origin, rule, report);
      }
    }
    for (Place method : cors.get("allowMethods").items()) {
      if (!METHODS.contains(method.text())) {
        report.webhook(
            rule, method, Quotation.of(method.text()) + " is no method of HTTP in capitals");
      }
    }
    for (String field : List.of("allowHeaders", "exposeHeaders")) {
      for (Place name : cors.get(field).items()) {
        if (!HeaderText.isName(name.text())) {
          report.webhook(rule, name, Quotation.of(name.text()) + " is no name of a header");
        }
      }
    }
    Place age = cors.get("maxAge");
    OptionalLong value = GoDuration.parse(age.text());
    if (value.isPresent() && value.getAsLong() % GoDuration.SECOND != 0) {
      report.webhook(rule, age, Quotation.of(age.text()) + " is no whole number of seconds");
    } else {
      checkDuration(rule, age, report);
    }
  }

  private void checkFault(Place fault) {
    if (!fault.isPresent()) {
      return;
    }
    Rule rule = WebhookRouteRules.ISTIO_FAULT;
    Place abort = fault.get("abort");
    Place delay = fault.get("delay");
    if (!abort.isPresent() && !delay.isPresent()) {
      report.webhook(rule, fault, fault + " has neither delay nor abort");
    }
    checkPercentage(rule, abort.get("percentage").get("value"));
    checkPercentage(rule, delay.get("percentage").get("value"));
    if (abort.get("http2Error").isPresent()) {
      report.webhook(rule, abort.get("http2Error"), "http2Error is not supported");
    } else if (abort.get("httpStatus").isPresent() && !abort.get("grpcStatus").isPresent()) {
      checkStatus(rule, abort.get("httpStatus"));
    } else if (abort.get("grpcStatus").isPresent()) {
      Place status = abort.get("grpcStatus");
      if (!RetryCheck.isGrpcStatus(status.text())) {
        report.webhook(rule, status, Quotation.of(status.text()) + " is no status of gRPC");
      }
    }
    if (delay.get("exponentialDelay").isPresent()) {
      report.webhook(rule, delay.get("exponentialDelay"), "exponentialDelay is not supported");
    } else {
      checkDuration(rule, delay.get("fixedDelay"), report);
    }
  }

  private void checkPercentage(Rule rule, Place value) {
    double number = value.number();
    if (number != 0 && !(number >= 0.0001 && number <= 100)) {
      report.webhook(
          rule, value, "the percentage " + value.text() + " is neither 0 nor in 0.0001 to 100");
    }
  }

  private void checkStatus(Rule rule, Place status) {
    if (status.integer() < 200 || status.integer() > 600) {
      report.webhook(rule, status, "the status " + status.integer() + " is not in 200 to 600");
    }
  }

  private void checkRedirect(Place rule) {
    Place redirect = rule.get("redirect");
    if (!redirect.isPresent()) {
      return;
    }
    Rule under = WebhookRouteRules.ISTIO_REDIRECT;
    boolean port = redirect.get("port").isPresent() || redirect.get("derivePort").isPresent();
    boolean target = port;
    for (String field : List.of("uri", "authority", "scheme", "prefixRewrite")) {
      target |= !redirect.get(field).text().isEmpty();
    }
    Place prefix = redirect.get("prefixRewrite");
    if (!target) {
      report.webhook(under, redirect, redirect + " names no uri, authority, scheme or port");
    } else if (!prefix.text().isEmpty() && !redirect.get("uri").text().isEmpty()) {
      report.webhook(under, prefix, redirect + " has both uri and prefixRewrite");
    } else if (!prefix.text().isEmpty() && !matchesPrefixesOnly(rule)) {
      report.webhook(under, prefix, "prefixRewrite needs matches of uri by prefix only");
    }
    Place code = redirect.get("redirectCode");
    if (code.integer() != 0 && (code.integer() < 300 || code.integer() > 399)) {
      report.webhook(under, code, "the status " + code.integer() + " is not in 300 to 399");
    }
    String scheme = redirect.get("scheme").text();
    if (!scheme.isEmpty() && !scheme.equals("http") && !scheme.equals("https")) {
      report.webhook(under, redirect.get("scheme"), "the scheme is neither http nor https");
    }
    if (redirect.get("port").integer() > 65_535) {
      report.webhook(under, redirect.get("port"), "the port is not in 1 to 65535");
    }
  }

  private static boolean matchesPrefixesOnly(Place rule) {
    for (Place match : rule.get("match").items()) {
      Place uri = match.get("uri");
      boolean prefix = uri.get("prefix").isPresent() && !uri.get("regex").isPresent();
      if (uri.isPresent() && !prefix) {
        return false;
      }
    }
    return true;
  }

  private void checkDirectResponse(Place response) {
    if (!response.isPresent()) {
      return;
    }
    checkStatus(WebhookRouteRules.ISTIO_DIRECT_RESPONSE, response.get("status"));
    Place body = response.get("body");
    int size = body.get("string").text().getBytes(StandardCharsets.UTF_8).length;
    if (body.get("bytes").isPresent()) {
      size = body.get("bytes").text().length() / 4 * 3; // base64
    }
    if (size > LARGEST_BODY) {
      report.webhook(
          WebhookRouteRules.ISTIO_DIRECT_RESPONSE,
          body,
          "the body has more than " + LARGEST_BODY + " bytes");
    } else if (size > LARGE_BODY) {
      report.warning(
          WebhookRouteRules.ISTIO_DIRECT_RESPONSE_LARGE,
          body,
          "the body has " + size + " bytes, which every proxy gets",
          "serve large answers from a Service");
    }
  }

  private void checkRewrite(Place rewrite) {
    if (!rewrite.isPresent()) {
      return;
    }
    Rule rule = WebhookRouteRules.ISTIO_REWRITE;
    Place regex = rewrite.get("uriRegexRewrite");
    boolean uri = !rewrite.get("uri").text().isEmpty();
    if (!uri && !regex.isPresent() && rewrite.get("authority").text().isEmpty()) {
      report.webhook(rule, rewrite, rewrite + " names no uri, uriRegexRewrite or authority");
    } else if (uri && regex.isPresent()) {
      report.webhook(rule, regex, rewrite + " has both uri and uriRegexRewrite");
    } else if (regex.isPresent()) {
      Place match = regex.get("match");
      if (match.text().isEmpty() || regex.get("rewrite").text().isEmpty()) {
        report.webhook(rule, regex, regex + " needs both match and rewrite");
      } else {
        report.complaint(rule, match, RegexSyntax.complaint(match.text()));
      }
    }
  }
}
