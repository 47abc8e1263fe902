// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds matches by a prefix of the uri that an earlier, shorter prefix takes away, compared the way
 * Istio does (istio.md 4.6, istio-validation.md 1.2).
 */
final class PrefixOverlap {
  private static final List<String> CONDITIONS =
      List.of("headers", "queryParams", "withoutHeaders");

  // Istio does not compare these, although they can tell two matches apart
  private static final List<String> UNSEEN =
      List.of("sourceLabels", "gateways", "scheme", "ignoreUriCase", "statPrefix");

  // of matches that differ only in the values of the same conditions; bounds the comparisons
  private static final int MOST_ALIKE = 200;

  /**
   * An earlier match.
   *
   * @param match its place
   * @param values method, authority and the conditions in the order of their keys
   */
  private record Earlier(Place match, List<String> values) {}

  private final Report report;
  private final Map<String, List<Earlier>> earlier = new HashMap<>();
  private final TreeSet<Integer> lengths = new TreeSet<>();

  PrefixOverlap(Report report) {
    this.report = report;
  }

  /** Warns if an earlier match takes everything; later calls compare with this match too. */
  void check(Place match) {
    Place uri = match.get("uri");
    String prefix = uri.get("prefix").text();
    if (prefix.isEmpty() || uri.get("regex").isPresent()) {
      return; // an empty prefix takes every path, and Istio does not compare it
    }
    List<String> values = new ArrayList<>();
    String form = form(match, values);
    for (int length : lengths.headSet(prefix.length())) {
      for (Earlier other :
          earlier.getOrDefault(prefix.substring(0, length) + '\n' + form, List.of())) {
        if (extend(other.values(), values)) {
          warn(other.match(), match);
          remember(prefix, form, match, values);
          return;
        }
      }
    }
    remember(prefix, form, match, values);
  }

  private void remember(String prefix, String form, Place match, List<String> values) {
    lengths.add(prefix.length());
    List<Earlier> alike = earlier.computeIfAbsent(prefix + '\n' + form, key -> new ArrayList<>());
    if (alike.size() < MOST_ALIKE) {
      alike.add(new Earlier(match, List.copyOf(values)));
    }
  }

  /** Returns port and keys of the conditions, and adds what is compared value by value. */
  private static String form(Place match, List<String> values) {
    StringBuilder form = new StringBuilder().append(match.get("port").integer());
    String method = value(match.get("method"));
    values.add(method.isEmpty() ? "exact:GET" : method);
    values.add(value(match.get("authority")));
    for (String condition : CONDITIONS) {
      TreeMap<String, String> sorted = new TreeMap<>();
      for (Place matcher : match.get(condition).entries()) {
        sorted.put(matcher.key(), value(matcher));
      }
      form.append('|').append(sorted.keySet());
      values.addAll(sorted.values());
    }
    return form.toString();
  }

  private static boolean extend(List<String> earlier, List<String> later) {
    for (int i = 0; i < earlier.size(); i++) {
      if (!earlier.get(i).startsWith(later.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns kind and text; empty for a regular expression, an empty matcher and none. */
  private static String value(Place matcher) {
    if (matcher.get("regex").isPresent()) {
      return "";
    }
    Place prefix = matcher.get("prefix");
    Place exact = matcher.get("exact");
    if (prefix.isPresent()) {
      return "prefix:" + prefix.text();
    }
    return exact.isPresent() ? "exact:" + exact.text() : "";
  }

  private void warn(Place other, Place match) {
    boolean alarm =
        UNSEEN.stream()
            .anyMatch(f -> !Canonical.of(other.get(f)).equals(Canonical.of(match.get(f))));
    report.warning(
        ReachabilityRules.ISTIO_MATCH_OVERLAPPED,
        match,
        match
            + " is never used: the shorter prefix "
            + Quotation.of(other.get("uri").get("prefix").text())
            + " of "
            + other
            + " stands before it",
        alarm
            ? "Istio does not compare " + String.join(", ", UNSEEN) + ": perhaps a false alarm"
            : "move the longer prefix before the shorter one");
  }
}
