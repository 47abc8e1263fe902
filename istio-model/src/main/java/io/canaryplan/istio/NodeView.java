// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A view over one item of a list; two are equal if they are of one class and show equal nodes. No
 * public method is final: the compiler then gives each public view one of its own, which reflection
 * can call from any package.
 */
abstract class NodeView {
  final YamlNode node;

  NodeView(YamlNode node) {
    this.node = requireNonNull(node, "node");
  }

  static List<YamlNode> nodes(List<? extends NodeView> views) {
    List<YamlNode> nodes = new ArrayList<>();
    for (NodeView view : views) {
      nodes.add(view.node);
    }
    return nodes;
  }

  /** Returns the node behind this view; not a mapping if what it shows is unsound. */
  public YamlNode node() {
    return node;
  }

  @Override
  public boolean equals(Object object) {
    return this == object
        || (object instanceof NodeView other
            && getClass() == other.getClass()
            && node.equals(other.node));
  }

  @Override
  public int hashCode() {
    return node.hashCode();
  }
}
