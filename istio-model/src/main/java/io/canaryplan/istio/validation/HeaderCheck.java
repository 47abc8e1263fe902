// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Ascii;
import io.canaryplan.finding.Quotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The webhook's rules for adding, setting and removing headers (istio.md H-12). */
final class HeaderCheck {
  private final Report report;

  HeaderCheck(Report report) {
    this.report = report;
  }

  /** Checks the operations on requests and responses. */
  void check(Place headers) {
    for (String direction : List.of("request", "response")) {
      boolean request = direction.equals("request");
      Place operations = headers.get(direction);
      for (Place header : written(operations)) {
        checkName(header, header.key(), request);
        Optional<String> complaint = HeaderText.valueComplaint(header.text());
        if (complaint.isPresent()) {
          report.webhook(
              WebhookRouteRules.ISTIO_HEADER_OPERATION,
              header,
              "the value " + Quotation.of(header.text()) + " " + complaint.get());
        }
      }
      for (Place name : operations.get("remove").items()) {
        checkName(name, name.text(), false);
      }
    }
  }

  private static List<Place> written(Place operations) {
    List<Place> written = new ArrayList<>(operations.get("set").entries());
    written.addAll(operations.get("add").entries());
    return written;
  }

  /**
   * @param authority whether Host and :authority may be written
   */
  private void checkName(Place header, String name, boolean authority) {
    String wrong = "";
    if (name.isEmpty()) {
      wrong = "the name of a header is empty";
    } else if (!(authority && HeaderText.isAuthority(name))) {
      if (name.startsWith(":")) {
        wrong = "the header " + Quotation.of(name) + " starts with a colon";
      } else if (Ascii.equalsIgnoreCase(name, "host")) {
        wrong = "the header Host cannot be changed here";
      }
    }
    if (!wrong.isEmpty()) {
      report.webhook(WebhookRouteRules.ISTIO_HEADER_OPERATION, header, wrong, "remove it");
    }
  }

  /** Checks that only one thing of a rule sets the authority of requests. */
  void checkAuthority(Place rule) {
    boolean set = !rule.get("rewrite").get("authority").text().isEmpty();
    for (Place header : written(rule.get("headers").get("request"))) {
      if (HeaderText.isAuthority(header.key())) {
        if (set) {
          report.webhook(
              WebhookRouteRules.ISTIO_HEADER_OPERATION,
              header,
              rule + " sets the authority of requests more than once",
              "keep one of rewrite.authority, Host and :authority");
        }
        set |= !header.text().isEmpty();
      }
    }
  }
}
