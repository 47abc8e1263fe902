// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.Optional;

/** Names of gateways in a VirtualService or one of its matches (istio.md VS-7, VS-8). */
final class Gateways {
  private Gateways() {}

  /**
   * Checks the names up to the first one without a slash, where Istio stops.
   *
   * @param rule what a bad name is reported under
   * @param warn whether the old form {@code name.namespace} gives a warning
   */
  static void check(Place gateways, Rule rule, boolean warn, Report report) {
    for (Place gateway : gateways.items()) {
      String name = gateway.text();
      int slash = name.indexOf('/');
      if (slash < 0) {
        if (warn && name.contains(".")) {
          legacy(gateway, report);
        }
        report.complaint(rule, gateway, HostNames.nameComplaint(name));
        return;
      }
      boolean labels =
          HostNames.isLabel(name.substring(0, slash))
              && HostNames.isLabel(name.substring(slash + 1));
      report.complaint(
          rule,
          gateway,
          labels ? Optional.empty() : Optional.of("does not have the form NAMESPACE/NAME"));
    }
  }

  private static void legacy(Place gateway, Report report) {
    String[] parts = gateway.text().split("\\.", -1);
    report.warning(
        VirtualServiceRules.ISTIO_GATEWAY_NAME_OLD,
        gateway,
        "the gateway " + Quotation.of(gateway.text()) + " is written in the old form",
        "write " + parts[1] + "/" + parts[0]);
  }
}
