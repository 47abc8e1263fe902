// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One destination of an http, tls or tcp rule, with its weight. A view over one list item: fields
 * of the wrong type count as absent here and are reported when the VirtualService is read; fields
 * that are not modelled stay where they are.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RouteDestination extends NodeView {
  private RouteDestination(YamlNode node) {
    super(node);
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

  /** Returns the host as written; absent if there is none. */
  public Optional<String> host() {
    return Fields.text(node, "destination", "host");
  }

  /** Returns the subset; absent if none is named. */
  public Optional<String> subset() {
    return Fields.name(node, "destination", "subset");
  }

  /** Returns the port's number; absent if there is none. */
  public OptionalInt port() {
    return Fields.integer(node, "destination", "port", "number");
  }

  /** Returns the weight; absent if none is written, which Istio reads as 0. */
  public OptionalInt weight() {
    return Fields.integer(node, "weight");
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
    return weight().equals(OptionalInt.of(weight)) ? this : with(YamlScalar.of(weight), "weight");
  }

  /** Returns this destination without a weight. */
  public RouteDestination withoutWeight() {
    return new RouteDestination(Fields.orEmpty(node).without("weight"));
  }

  /** Returns this destination with another host. */
  public RouteDestination withHost(String host) {
    return with(YamlScalar.of(host), "destination", "host");
  }

  /** Returns this destination with another subset. */
  public RouteDestination withSubset(String subset) {
    return with(YamlScalar.of(subset), "destination", "subset");
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
    return with(YamlScalar.of(number), "destination", "port", "number");
  }

  private RouteDestination with(YamlScalar value, String... keys) {
    return new RouteDestination(Fields.with(node, value, keys));
  }

  static void check(FieldReader item) {
    if (item.isMapping("a destination with a weight")) {
      item.number("weight");
      FieldReader destination = item.at("destination");
      if (!destination.isPresent() || destination.isMapping("a destination")) {
        checkDestination(destination);
      }
    }
  }

  static void checkDestination(FieldReader destination) {
    IstioShape.requireHost(destination.at("host"), "a destination");
    destination.mapping("port", "the port").number("number");
  }

  /** Returns {@code host:port/subset weight}, leaving out what is absent. */
  @Override
  public String toString() {
    return host().orElse("")
        + (port().isPresent() ? ":" + port().getAsInt() : "")
        + (subset().isPresent() ? "/" + subset().get() : "")
        + (weight().isPresent() ? " " + weight().getAsInt() : "");
  }
}
