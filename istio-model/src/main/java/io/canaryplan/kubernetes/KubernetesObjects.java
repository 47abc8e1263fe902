// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Lists;
import com.google.common.collect.Multimaps;
import java.util.List;

/**
 * Objects of all kinds, in the order given, found by kind and by name without going through all of
 * them. Several may have one name: in different namespaces, or by mistake.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class KubernetesObjects {
  private final ImmutableList<ObjectView> all;
  private final ImmutableListMultimap<Class<?>, ObjectView> byKind;
  private final ImmutableListMultimap<Key, ObjectView> byName;

  private record Key(Class<?> kind, String name) {}

  private KubernetesObjects(List<? extends ObjectView> objects) {
    all = ImmutableList.copyOf(objects);
    byKind = Multimaps.index(all, ObjectView::getClass);
    byName = Multimaps.index(all, view -> new Key(view.getClass(), view.id().name()));
  }

  /** Returns these objects by kind and name. */
  public static KubernetesObjects of(List<? extends ObjectView> objects) {
    return new KubernetesObjects(objects);
  }

  /**
   * Returns the objects of a kind, in the order given; none if there are none.
   *
   * @param kind the view of the kind, such as {@code KubernetesService.class}
   */
  public <T extends ObjectView> List<T> all(Class<T> kind) {
    return Lists.transform(byKind.get(kind), kind::cast);
  }

  /** Returns those of this name in any namespace, in the order given; often one or none. */
  public <T extends ObjectView> List<T> named(Class<T> kind, String name) {
    return Lists.transform(byName.get(new Key(kind, name)), kind::cast);
  }

  /** Two are equal if they hold equal objects in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KubernetesObjects that && all.equals(that.all);
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
