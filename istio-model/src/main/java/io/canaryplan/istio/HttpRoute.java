// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * One http rule of a VirtualService. Matches, rewrites, faults, retries, delegates, and every field
 * that is not modelled here stay in the node untouched.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class HttpRoute extends Route {
  private HttpRoute(YamlNode node) {
    super(node);
  }

  /** Returns the view over one item of {@code spec.http}. */
  public static HttpRoute from(YamlNode node) {
    return new HttpRoute(node);
  }

  /** Returns a new rule that sends everything to these destinations. */
  public static HttpRoute of(String name, List<RouteDestination> destinations) {
    return new HttpRoute(YamlMapping.empty()).withName(name).withDestinations(destinations);
  }

  /** Returns the name; absent if there is none or it is empty, which Argo Rollouts equates. */
  public Optional<String> name() {
    return Fields.name(node, "name");
  }

  /** Returns this rule under another name. */
  public HttpRoute withName(String name) {
    return new HttpRoute(Fields.with(node, YamlScalar.of(name), "name"));
  }

  /** Returns the items of {@code match} as written; empty if the rule matches everything. */
  public List<YamlNode> matches() {
    return Fields.items(node, "match");
  }

  /** Returns whether requests are mirrored by {@code mirror}; {@code mirrors} does not count. */
  public boolean hasMirror() {
    return Fields.isPresent(node, "mirror");
  }

  /** Returns whether the rule redirects instead of routing. */
  public boolean isRedirect() {
    return Fields.isPresent(node, "redirect");
  }

  /** Returns whether the rule hands over to another VirtualService. */
  public boolean isDelegate() {
    return Fields.isPresent(node, "delegate");
  }

  @Override
  public HttpRoute withDestinations(List<RouteDestination> destinations) {
    return new HttpRoute(routed(destinations));
  }

  /** Returns the name, or {@code (unnamed)}, and the destinations. */
  @Override
  public String toString() {
    return name().orElse("(unnamed)") + " " + destinations();
  }
}
