// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who owns which fields of a live object, from its {@code metadata.managedFields}. */
final class ManagedFields {
  /** The name under which Argo CD applies on the server's side. */
  static final String ARGO_CD = "argocd-controller";

  /** The name under which the controller of Argo Rollouts writes. */
  static final String CONTROLLER = "rollouts-controller";

  /**
   * One entry.
   *
   * @param manager who it is about
   * @param applies whether by apply, and not by update
   * @param fields the fields in the form of the API server
   */
  record Entry(String manager, boolean applies, Json.Fields fields) {
    /** Returns whether the place is among the fields; steps as the API server writes them. */
    boolean owns(List<String> steps) {
      Json at = fields;
      for (String step : steps) {
        at = at instanceof Json.Fields below ? below.get(step) : null;
      }
      return at instanceof Json.Fields end && (end.values().isEmpty() || end.get(".") != null);
    }
  }

  private final List<Entry> entries;

  private ManagedFields(List<Entry> entries) {
    this.entries = entries;
  }

  static ManagedFields of(Json.Fields live) {
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    if (live.below("metadata").get("managedFields") instanceof Json.Items items) {
      for (Json item : items.values()) {
        if (item instanceof Json.Fields entry) {
          entries.add(
              new Entry(
                  entry.text("manager"),
                  entry.text("operation").equals("Apply"),
                  entry.below("fieldsV1")));
        }
      }
    }
    return new ManagedFields(entries.build());
  }

  /** Returns whether nothing is known. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the entries of these managers. */
  List<Entry> of(Set<String> managers) {
    return entries.stream().filter(entry -> managers.contains(entry.manager())).toList();
  }

  /**
   * Returns {@code merged} without what Argo CD applied before and git has no longer, as far as
   * nobody else owns it.
   */
  Json.Fields pruned(Json.Fields merged, Json.Fields git, ListKeys keys) {
    Json.Fields result = merged;
    for (Entry entry : entries) {
      if (entry.applies() && entry.manager().equals(ARGO_CD)) {
        List<List<String>> gone = new ArrayList<>();
        collect(entry.fields(), git, new ArrayList<>(), gone, "", keys);
        gone.removeIf(
            steps -> entries.stream().anyMatch(one -> !one.equals(entry) && one.owns(steps)));
        result = (Json.Fields) without(result, gone, "", keys);
      }
    }
    return result;
  }

  private static void collect(
      Json.Fields owned,
      Json git,
      List<String> steps,
      List<List<String>> gone,
      String path,
      ListKeys keys) {
    owned
        .values()
        .forEach(
            (step, below) -> {
              if (step.equals(".") || !(below instanceof Json.Fields fields)) {
                return;
              }
              Json there = child(git, step, path, keys);
              steps.add(step);
              if (fields.values().isEmpty() || fields.get(".") != null) {
                if (there == null) {
                  gone.add(ImmutableList.copyOf(steps));
                }
              }
              collect(
                  fields, there == null ? Json.NULL : there, steps, gone, below(path, step), keys);
              steps.remove(steps.size() - 1);
            });
  }

  /**
   * Returns {@code value} without the places; a map of which nothing is left becomes null, as in
   * the structured merge.
   */
  static Json without(Json value, List<List<String>> places, String path, ListKeys keys) {
    if (places.isEmpty()) {
      return value;
    }
    if (value instanceof Json.Fields fields) {
      Map<String, Json> kept = new LinkedHashMap<>();
      fields
          .values()
          .forEach(
              (key, below) -> {
                String step = "f:" + key;
                if (!places.contains(List.of(step))) {
                  kept.put(key, without(below, after(places, step), below(path, step), keys));
                }
              });
      return kept.isEmpty() ? Json.NULL : new Json.Fields(kept);
    }
    if (value instanceof Json.Items items) {
      List<Json> kept = new ArrayList<>();
      for (Json item : items.values()) {
        String step = "k:" + ListKeys.of(item, keys.of(path));
        if (!places.contains(List.of(step))) {
          kept.add(without(item, after(places, step), path, keys));
        }
      }
      return kept.isEmpty() ? Json.NULL : new Json.Items(kept);
    }
    return value;
  }

  private static List<List<String>> after(List<List<String>> places, String step) {
    return places.stream()
        .filter(place -> place.size() > 1 && place.get(0).equals(step))
        .map(place -> place.subList(1, place.size()))
        .toList();
  }

  private static @Nullable Json child(Json value, String step, String path, ListKeys keys) {
    if (value instanceof Json.Fields fields && step.startsWith("f:")) {
      return fields.get(step.substring(2));
    }
    if (value instanceof Json.Items items && step.startsWith("k:")) {
      for (Json item : items.values()) {
        if (step.substring(2).equals(ListKeys.of(item, keys.of(path)))) {
          return item;
        }
      }
    }
    return null;
  }

  private static String below(String path, String step) {
    String name = step.substring(2);
    return !step.startsWith("f:") ? path : path.isEmpty() ? name : path + "." + name;
  }

  /** Returns the places that both documents have with another value, in the form of steps. */
  static List<List<String>> modified(Json left, Json right, ListKeys keys) {
    List<List<String>> places = new ArrayList<>();
    modified(left, right, new ArrayList<>(), "", keys, places);
    return places;
  }

  private static void modified(
      Json left,
      Json right,
      List<String> steps,
      String path,
      ListKeys keys,
      List<List<String>> places) {
    if (left.equals(right)) {
      return;
    }
    if (left instanceof Json.Fields before
        && right instanceof Json.Fields after
        && !keys.isAtomicMap(path)) {
      before
          .values()
          .forEach(
              (key, old) -> {
                Json now = after.get(key);
                if (now != null) {
                  steps.add("f:" + key);
                  modified(old, now, steps, below(path, "f:" + key), keys, places);
                  steps.remove(steps.size() - 1);
                }
              });
    } else if (left instanceof Json.Items before
        && right instanceof Json.Items
        && !keys.of(path).isEmpty()) {
      for (Json item : before.values()) {
        String step = "k:" + ListKeys.of(item, keys.of(path));
        Json now = child(right, step, path, keys);
        if (now != null) {
          steps.add(step);
          modified(item, now, steps, path, keys, places);
          steps.remove(steps.size() - 1);
        }
      }
    } else {
      places.add(ImmutableList.copyOf(steps));
    }
  }
}
