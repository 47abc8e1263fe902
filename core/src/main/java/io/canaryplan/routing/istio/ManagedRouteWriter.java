// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes the rules of setHeaderRoute and setMirrorRoute (istio.md 1.8, 1.9). */
final class ManagedRouteWriter {
  private static final int ALL = 100;

  private final String host;
  private final Optional<String> subset;

  /**
   * Takes the names.
   *
   * @param host host of the canary: that of the DestinationRule, or the bare canary Service
   * @param subset subset of the canary in subset mode
   */
  ManagedRouteWriter(String host, Optional<String> subset) {
    this.host = host;
    this.subset = subset;
  }

  /**
   * Returns the rule of a header route: every match is an item of its own, so that any suffices.
   *
   * @param destinations destinations of the weight route, whose first one has the port
   */
  HttpRoute header(CanaryStep.SetHeaderRoute step, List<RouteDestination> destinations) {
    List<YamlNode> matches = new ArrayList<>();
    for (HeaderMatch match : step.match()) {
      YamlMapping headers = YamlMapping.of(match.headerName(), matcher(match.headerValue()));
      matches.add(YamlMapping.of("headers", headers));
    }
    YamlMapping destination =
        YamlMapping.builder().put("destination", canary(destinations)).put("weight", ALL).build();
    return HttpRoute.from(rule(step.name(), matches, ImmutableList.of(destination)).build());
  }

  /**
   * Returns the rule of a mirror route: a bare copy of the weight route's destinations, and the
   * canary as the mirror.
   *
   * @param destinations destinations of the weight route with the weights in force
   */
  HttpRoute mirror(CanaryStep.SetMirrorRoute step, List<RouteDestination> destinations) {
    List<YamlNode> matches = new ArrayList<>();
    for (MirrorMatch match : step.match()) {
      matches.add(matchNode(match));
    }
    List<YamlNode> copies = new ArrayList<>();
    for (RouteDestination destination : destinations) {
      copies.add(bareCopy(destination));
    }
    int percentage = step.percentage().orElse(ALL);
    return HttpRoute.from(
        rule(step.name(), matches, copies)
            .put("mirror", canary(destinations))
            .put("mirrorPercentage", YamlMapping.of("value", YamlScalar.of(percentage)))
            .build());
  }

  private static YamlMapping.Builder rule(
      String name, List<YamlNode> matches, List<YamlNode> destinations) {
    return YamlMapping.builder()
        .put("name", name)
        .put("match", YamlSequence.of(matches))
        .put("route", YamlSequence.of(destinations));
  }

  private YamlNode canary(List<RouteDestination> destinations) {
    OptionalInt port = destinations.isEmpty() ? OptionalInt.empty() : destinations.get(0).port();
    return destination(host, subset, port);
  }

  private static YamlNode destination(String host, Optional<String> subset, OptionalInt port) {
    YamlMapping.Builder destination = YamlMapping.builder().put("host", host);
    if (port.isPresent()) {
      destination.put("port", YamlMapping.of("number", YamlScalar.of(port.getAsInt())));
    }
    put(destination, "subset", subset);
    return destination.build();
  }

  /** Nothing but destination and weight is copied; Go's JSON encoding leaves a weight of 0 out. */
  private static YamlNode bareCopy(RouteDestination from) {
    YamlMapping.Builder copy =
        YamlMapping.builder()
            .put("destination", destination(from.host().orElse(""), from.subset(), from.port()));
    if (from.weight().isPresent()) {
      copy.put("weight", from.weight().getAsInt());
    }
    return copy.build();
  }

  private static YamlNode matchNode(MirrorMatch match) {
    YamlMapping.Builder node = YamlMapping.builder();
    if (match.method().isPresent()) {
      node.put("method", matcher(match.method().get()));
    }
    if (match.path().isPresent()) {
      node.put("uri", matcher(match.path().get()));
    }
    if (!match.headers().isEmpty()) {
      YamlMapping.Builder headers = YamlMapping.builder();
      for (Map.Entry<String, StringMatch> header : match.headers().entrySet()) {
        headers.put(header.getKey(), matcher(header.getValue()));
      }
      node.put("headers", headers.build());
    }
    return node.build();
  }

  private static YamlNode matcher(StringMatch match) {
    YamlMapping.Builder node = YamlMapping.builder();
    put(node, "exact", match.exact());
    put(node, "regex", match.regex());
    put(node, "prefix", match.prefix());
    return node.build();
  }

  private static void put(YamlMapping.Builder node, String key, Optional<String> text) {
    if (text.isPresent()) {
      node.put(key, text.get());
    }
  }
}
