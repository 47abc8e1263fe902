// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Other replicas in the middle of a rolling update: every version grows or shrinks by its share, to
 * replicas and surge together (rolling.md 5.3).
 */
final class ProportionalScaling {
  private ProportionalScaling() {}

  static DeploymentState of(DeploymentState state) {
    List<OwnedSet> order = new ArrayList<>(state.active());
    long allowed = state.replicas() > 0 ? state.maxPods() : 0;
    long toAdd = allowed - state.total();
    order.sort(order(state, toAdd > 0));
    long[] sizes = new long[order.size()];
    long added = 0;
    for (int i = 0; i < sizes.length; i++) {
      OwnedSet set = order.get(i);
      long part = toAdd == 0 || added == toAdd ? 0 : part(set, state, toAdd - added);
      sizes[i] = set.size() + part;
      added += part;
    }
    sizes[0] = Math.max(0, sizes[0] + toAdd - added);
    DeploymentState result = state;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 0) {
        // a sum that turned negative in 32 bits: the API server refuses it, and the sync ends (5.5)
        return result;
      }
      result = result.sized(order.get(i), (int) sizes[i]);
    }
    return result;
  }

  // larger ones first; of equal ones the newer one when pods are added, else the older one
  private static Comparator<OwnedSet> order(DeploymentState state, boolean growing) {
    Comparator<OwnedSet> age = Comparator.comparingInt(state.sets()::indexOf);
    return Comparator.comparingInt(OwnedSet::size)
        .reversed()
        .thenComparing(growing ? age.reversed() : age);
  }

  private static long part(OwnedSet set, DeploymentState state, long left) {
    long part = share(set, state) - set.size();
    return left > 0 ? Math.min(part, left) : Math.max(part, left);
  }

  // the controller multiplies in 32 bits; where that overflows, so does this
  private static long share(OwnedSet set, DeploymentState state) {
    if (state.replicas() == 0) {
      return 0;
    }
    int product = set.size() * state.maxPods();
    return roundedHalfUp(product, base(set, state));
  }

  // without what was remembered the pods that are there stand in
  private static long base(OwnedSet set, DeploymentState state) {
    return set.max() > 0 ? set.max() : state.total();
  }

  private static long roundedHalfUp(long dividend, long divisor) {
    return Long.signum(dividend) * ((2 * Math.abs(dividend) + divisor) / (2 * divisor));
  }
}
