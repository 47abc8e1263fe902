// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Splitter;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The webhook's rules for weights and failover of localities (istio-validation.md 1.3). */
final class LocalityCheck {
  private static final Rule RULE = PolicyRules.ISTIO_LOAD_BALANCER;
  private static final Set<String> TOPOLOGY =
      Set.of(
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.istio.io/subzone");

  private final Report report;

  LocalityCheck(Report report) {
    this.report = report;
  }

  /** Returns whether the kinds of settings go together. */
  boolean check(Place setting) {
    boolean distribute = setting.get("distribute").hasItems();
    Place priority = setting.get("failoverPriority");
    if (distribute && setting.get("failover").hasItems()) {
      report.webhook(
          RULE, setting, setting + " has both distribute and failover", "keep one of them");
      return false;
    }
    if (setting.get("failover").hasItems()) {
      for (Place label : priority.items()) {
        if (TOPOLOGY.contains(label.text())) {
          report.webhook(
              RULE, label, "failover excludes the label " + label.text() + " in failoverPriority");
          return false;
        }
      }
    }
    List<Place> sources = new ArrayList<>();
    for (Place item : setting.get("distribute").items()) {
      sources.add(item.get("from"));
      checkWeights(item.get("to"));
    }
    List<String> names = new ArrayList<>();
    sources.forEach(source -> names.add(source.text()));
    checkNames(sources, names);
    for (Place item : setting.get("failover").items()) {
      checkFailover(item);
    }
    return true;
  }

  /** Checks {@code zoneAwareLbSetting}, which Istio has since 1.31. */
  void checkZones(Place setting) {
    for (Place label : setting.get("failoverPriority").items()) {
      if (TOPOLOGY.contains(label.text())) {
        report.webhook(
            RULE,
            label,
            "zoneAwareLbSetting follows " + label.text() + " by itself",
            "remove it from failoverPriority");
      }
    }
    for (Place item : setting.get("failover").items()) {
      checkFailover(item);
    }
  }

  private void checkWeights(Place weights) {
    long sum = 0;
    List<Place> targets = weights.entries();
    List<String> names = new ArrayList<>();
    for (Place weight : targets) {
      names.add(weight.key());
      if (weight.integer() < 1 || weight.integer() > 100) {
        report.webhook(RULE, weight, "the weight " + weight.integer() + " is not in 1 to 100");
        return;
      }
      sum += weight.integer();
    }
    if (sum != 100) {
      report.webhook(RULE, weights, "the weights add up to " + sum, "make them add up to 100");
    }
    checkNames(targets, names);
  }

  private void checkFailover(Place failover) {
    String from = failover.get("from").text();
    String to = failover.get("to").text();
    if (from.equals(to)) {
      report.webhook(RULE, failover, "failover leads to the region it starts from");
    }
    if ((from + to).contains("*") || (from + to).contains("/")) {
      report.webhook(RULE, failover, "failover names more than regions", "write regions only");
    }
  }

  /** Checks that localities are written as region, zone and sub-zone, and do not overlap. */
  private void checkNames(List<Place> places, List<String> names) {
    List<List<String>> earlier = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int star = name.indexOf('*');
      List<String> parts = Splitter.on('/').limit(3).splitToList(name);
      if (star >= 0 && star != name.length() - 1) {
        report.webhook(RULE, places.get(i), Quotation.of(name) + " has a wildcard before its end");
      } else if (parts.contains("")) {
        report.webhook(RULE, places.get(i), Quotation.of(name) + " has an empty part");
      } else if (earlier.stream().anyMatch(other -> overlap(other, parts))) {
        report.webhook(RULE, places.get(i), Quotation.of(name) + " overlaps an earlier locality");
      } else {
        earlier.add(parts);
        continue;
      }
      return; // Istio looks no further
    }
  }

  /** Returns whether one is the other or above it; a wildcard covers only what comes after it. */
  private static boolean overlap(List<String> earlier, List<String> later) {
    for (int i = 0; i < earlier.size(); i++) {
      if (i == later.size() || earlier.get(i).equals("*")) {
        return true;
      }
      if (!earlier.get(i).equals(later.get(i))) {
        return false;
      }
    }
    return true;
  }
}
