// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One destination of an http, tls or tcp rule, with its weight. A view over one list item: fields
 * of the wrong type count as absent here and are reported when the VirtualService is read; fields
 * that are not modelled stay where they are.
 */
public final class RouteDestination {
  private final YamlNode node;

  private RouteDestination(YamlNode node) {
    this.node = requireNonNull(node, "node");
  }

  /** Returns the view over one item of a {@code route} list. */
  public static RouteDestination from(YamlNode node) {
    return new RouteDestination(node);
  }

  /**
   * Returns a new destination without subset and port.
   *
   * @param host host as it is to be written
   * @param weight share of the rule's traffic, 0 or more
   */
  public static RouteDestination of(String host, int weight) {
    return new RouteDestination(YamlMapping.empty()).withHost(host).withWeight(weight);
  }

  /**
   * Returns the text before the first dot of a host, which is all that Argo Rollouts compares: the
   * whole text without a dot, and the empty text if it starts with one (spec/istio.md 1.4).
   */
  public static String shortHost(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  /** Returns the host as written; absent if there is none. */
  public Optional<String> host() {
    return destination("host");
  }

  /** Returns {@link #shortHost(String)} of the host, empty if there is none. */
  public String shortHost() {
    return host().map(RouteDestination::shortHost).orElse("");
  }

  /** Returns the subset; absent if none is named. */
  public Optional<String> subset() {
    return destination("subset").filter(text -> !text.isEmpty());
  }

  /** Returns the port's number; absent if there is none. */
  public OptionalInt port() {
    return Fields.get(node, "destination")
        .flatMap(destination -> Fields.get(destination, "port"))
        .map(port -> Fields.integer(port, "number"))
        .orElse(OptionalInt.empty());
  }

  /** Returns the weight; absent if none is written, which Istio reads as 0. */
  public OptionalInt weight() {
    return Fields.integer(node, "weight");
  }

  private Optional<String> destination(String key) {
    return Fields.get(node, "destination").flatMap(value -> Fields.text(value, key));
  }

  /**
   * Returns this destination with another weight.
   *
   * @param weight share of the rule's traffic, 0 or more
   * @throws IllegalArgumentException if the weight is negative
   */
  public RouteDestination withWeight(int weight) {
    if (weight < 0) {
      throw new IllegalArgumentException("weight must not be negative but was " + weight);
    }
    if (weight().equals(OptionalInt.of(weight))) {
      return this;
    }
    return new RouteDestination(Fields.orEmpty(node).with("weight", YamlScalar.of(weight)));
  }

  /** Returns this destination without a weight. */
  public RouteDestination withoutWeight() {
    return new RouteDestination(Fields.orEmpty(node).without("weight"));
  }

  /** Returns this destination with another host. */
  public RouteDestination withHost(String host) {
    return withDestination("host", YamlScalar.of(host));
  }

  /** Returns this destination with another subset. */
  public RouteDestination withSubset(String subset) {
    return withDestination("subset", YamlScalar.of(subset));
  }

  /**
   * Returns this destination with another port.
   *
   * @param number port, 1 to 65535
   * @throws IllegalArgumentException if the port is out of range
   */
  public RouteDestination withPort(int number) {
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("port must be 1 to 65535 but was " + number);
    }
    YamlMapping port = Fields.mapping(Fields.mapping(node, "destination"), "port");
    return withDestination("port", port.with("number", YamlScalar.of(number)));
  }

  private RouteDestination withDestination(String key, YamlNode value) {
    YamlMapping destination = Fields.mapping(node, "destination").with(key, value);
    return new RouteDestination(Fields.orEmpty(node).with("destination", destination));
  }

  /** Returns the node behind this view. */
  public YamlNode node() {
    return node;
  }

  /** Returns whether the other view shows an equal node. */
  @Override
  public boolean equals(Object object) {
    return this == object || (object instanceof RouteDestination other && node.equals(other.node));
  }

  @Override
  public int hashCode() {
    return node.hashCode();
  }

  /** Returns {@code host:port/subset weight}, leaving out what is absent. */
  @Override
  public String toString() {
    return host().orElse("")
        + (port().isPresent() ? ":" + port().getAsInt() : "")
        + subset().map(text -> "/" + text).orElse("")
        + (weight().isPresent() ? " " + weight().getAsInt() : "");
  }
}
