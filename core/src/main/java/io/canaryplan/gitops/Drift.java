// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One kind of difference between git and the states of one object, while it is collected. */
final class Drift {
  /**
   * What tells differences apart.
   *
   * @param kind what they are
   * @param list the list of the spec they are in: {@code http}, {@code subsets}; empty for none
   * @param name the name of the rule or subset, if it has one
   */
  record Key(Ownership kind, String list, Optional<String> name) {}

  /**
   * A destination that some state has and git has not, or the other way round.
   *
   * @param host its host as written, if any
   * @param subset its subset, if any
   */
  record Destination(Optional<String> host, Optional<String> subset) {}

  private final Key key;
  private final FieldPath path;
  private final Set<Integer> states = new TreeSet<>();
  private final Set<ComparisonMode> shown = EnumSet.noneOf(ComparisonMode.class);
  private final Set<Destination> destinations = new LinkedHashSet<>();
  private boolean labelsNew;

  Drift(Key key, FieldPath path) {
    this.key = key;
    this.path = path;
  }

  Key key() {
    return key;
  }

  void addStates(Set<Integer> more) {
    states.addAll(more);
  }

  void addShown(Set<ComparisonMode> modes) {
    shown.addAll(modes);
  }

  void addDestination(Destination destination) {
    destinations.add(destination);
  }

  /** Notes that the labels of a subset come that has none in git. */
  void addLabels() {
    labelsNew = true;
  }

  boolean isShown(ComparisonMode mode) {
    return shown.contains(mode);
  }

  /** Returns the destinations that come or go. */
  Set<Destination> destinations() {
    return ImmutableSet.copyOf(destinations);
  }

  /** Returns whether the labels of a subset come that has none in git. */
  boolean bringsLabels() {
    return labelsNew;
  }

  OwnedField field() {
    return new OwnedField(
        key.kind(),
        path,
        key.name(),
        ImmutableSet.copyOf(states).asList(),
        shown.stream().toList());
  }

  @Override
  public String toString() {
    return field().toString();
  }
}
