// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.HashSet;
import java.util.Set;

/** The webhook's rules for load balancers (istio-validation.md 1.3). */
final class LoadBalancerCheck {
  private static final Rule RULE = PolicyRules.ISTIO_LOAD_BALANCER;
  private static final long LARGEST_TABLE = 5_000_011;

  private final Report report;
  private final boolean warn;

  LoadBalancerCheck(Report report, boolean warn) {
    this.report = report;
    this.warn = warn;
  }

  /**
   * @param outlierDetection whether the same policy detects outliers
   */
  void check(Place balancer, boolean outlierDetection) {
    if (!balancer.isPresent()) {
      return;
    }
    checkHash(balancer.get("consistentHash"));
    Place locality = balancer.get("localityLbSetting");
    Place zones = balancer.get("zoneAwareLbSetting");
    if (locality.isPresent() && zones.isPresent()) {
      report.webhook(
          RULE,
          zones,
          balancer + " has both localityLbSetting and zoneAwareLbSetting",
          "keep one of them");
    }
    LocalityCheck localities = new LocalityCheck(report);
    if (localities.check(locality)) {
      warnOfFailover(locality, outlierDetection);
    }
    localities.checkZones(zones);
    warnOfFailover(zones, outlierDetection);
    checkWarmup(balancer.get("warmup"));
  }

  private void warnOfFailover(Place setting, boolean outlierDetection) {
    boolean failover =
        setting.get("failover").hasItems() || setting.get("failoverPriority").hasItems();
    if (warn && failover && !outlierDetection) {
      report.warning(
          PolicyRules.ISTIO_FAILOVER_WITHOUT_OUTLIERS,
          setting,
          "failover does nothing without outlierDetection",
          "add outlierDetection to the policy");
    }
  }

  private void checkHash(Place hash) {
    Place cookie = hash.get("httpCookie");
    if (cookie.isPresent() && cookie.get("name").text().isEmpty()) {
      report.webhook(RULE, cookie.get("name"), "the cookie has no name");
    }
    Set<String> names = new HashSet<>();
    for (Place attribute : cookie.get("attributes").items()) {
      String name = attribute.get("name").text();
      if (name.isEmpty()) {
        report.webhook(RULE, attribute, "a cookie attribute has no name");
      } else if (!names.add(name)) {
        report.webhook(
            RULE, attribute, "the cookie attribute " + Quotation.of(name) + " stands twice");
      }
    }
    Place ring = hash.get("minimumRingSize");
    if (ring.integer() != 0) {
      if (warn) {
        report.warning(
            PolicyRules.ISTIO_POLICY_DEPRECATED,
            ring,
            "consistentHash.minimumRingSize is deprecated",
            "use ringHash.minimumRingSize");
      }
      if (hash.get("ringHash").isPresent() || hash.get("maglev").isPresent()) {
        report.webhook(
            RULE,
            ring,
            "minimumRingSize contradicts ringHash and maglev",
            "remove minimumRingSize");
      }
    }
    Place table = hash.get("maglev").get("tableSize");
    if (hash.get("maglev").isPresent() && !isTableSize(table.integer())) {
      report.webhook(
          RULE,
          table,
          "the table size " + table.integer() + " is no prime number below " + LARGEST_TABLE,
          "write a prime number, such as 65537");
    }
  }

  private static boolean isTableSize(long size) {
    // Envoy, and so Istio, takes 1 for a prime number.
    if (size < 1 || size >= LARGEST_TABLE) {
      return false;
    }
    for (long divisor = 2; divisor * divisor <= size; divisor++) {
      if (size % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  private void checkWarmup(Place warmup) {
    if (!warmup.isPresent()) {
      return;
    }
    if (!warmup.get("duration").isPresent()) {
      report.webhook(RULE, warmup.get("duration"), "warmup has no duration");
    }
    HttpActionCheck.checkDuration(RULE, warmup.get("duration"), report);
    Place percent = warmup.get("minimumPercent");
    if (percent.number() > 100) {
      report.webhook(RULE, percent, "minimumPercent is more than 100");
    }
    Place aggression = warmup.get("aggression");
    if (aggression.isPresent() && aggression.number() <= 0) {
      report.webhook(RULE, aggression, "aggression is not above 0");
    }
  }
}
