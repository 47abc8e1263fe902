// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.RoutingState;
import java.util.List;

/** The documents of several routers at one moment, in the order of the routers. */
record JoinedDocuments(List<RoutedDocuments> parts) implements RoutedDocuments {
  JoinedDocuments {
    parts = ImmutableList.copyOf(parts);
  }

  @Override
  public List<StateDocument> documents() {
    return parts.stream().flatMap(part -> part.documents().stream()).toList();
  }

  @Override
  public RoutedDocuments then(RoutingState next) {
    return new JoinedDocuments(parts.stream().map(part -> part.then(next)).toList());
  }

  @Override
  public RoutedDocuments settled(RoutingState next) {
    return new JoinedDocuments(parts.stream().map(part -> part.settled(next)).toList());
  }
}
