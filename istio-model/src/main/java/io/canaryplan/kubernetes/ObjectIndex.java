// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.List;

/**
 * The objects of one kind, in the order given, found by name without going through all of them.
 * Several may have one name: in different namespaces, or by mistake. Immutable and safe for use by
 * several threads if the views are.
 *
 * @param <T> the view of the kind
 */
public final class ObjectIndex<T extends ObjectView> {
  private final ImmutableList<T> all;
  private final ImmutableListMultimap<String, T> byName;

  private ObjectIndex(List<T> objects) {
    all = ImmutableList.copyOf(objects);
    byName = Multimaps.index(all, object -> object.id().name());
  }

  /** Returns an index of these objects. */
  public static <T extends ObjectView> ObjectIndex<T> of(List<T> objects) {
    return new ObjectIndex<>(objects);
  }

  /** Returns all objects, in the order given. */
  public List<T> all() {
    return all;
  }

  /** Returns the objects of this name in any namespace, in the order given; often one or none. */
  public List<T> named(String name) {
    return byName.get(name);
  }

  /** Two indexes are equal if they hold equal objects in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectIndex<?> that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  /** Returns the ids of all objects. */
  @Override
  public String toString() {
    return all.toString();
  }
}
