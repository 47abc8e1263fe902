// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.finding.Quotation;
import io.canaryplan.gitops.Comparison;
import io.canaryplan.gitops.ShownObject;
import io.canaryplan.gitops.SyncEffect;
import java.util.ArrayList;
import java.util.List;

/** The words of tables about Argo CD. */
final class ArgoWords {
  private static final int MOST_PATHS = 3;

  private ArgoWords() {}

  /** Returns what Argo CD shows of the objects of one state together. */
  static String shown(List<ShownObject> objects) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (ShownObject object : objects) {
      if (object.shown() instanceof Comparison.OutOfSync) {
        List<String> pointers = pointers(object.shown());
        String more =
            pointers.size() > MOST_PATHS
                ? " and %d more".formatted(pointers.size() - MOST_PATHS)
                : "";
        texts.add(
            named(object)
                + " "
                + Joiner.on(' ').join(pointers.subList(0, Math.min(MOST_PATHS, pointers.size())))
                + more);
      } else if (!(object.shown() instanceof Comparison.Synced)) {
        texts.add(named(object) + " " + word(object.shown()));
      }
    }
    List<String> all = texts.build();
    boolean differs = objects.stream().anyMatch(ShownObject::isOutOfSync);
    return all.isEmpty() ? "Synced" : (differs ? "OutOfSync: " : "") + Joiner.on(", ").join(all);
  }

  private static String named(ShownObject object) {
    return object.id().kind() + "/" + object.id().name();
  }

  /** Returns the answer in one word; what is not known is {@code Unknown}. */
  static String word(Comparison shown) {
    return shown.getClass().getSimpleName();
  }

  /** Returns the places that differ as JSON pointers, as Argo CD's settings have them. */
  static List<String> pointers(Comparison shown) {
    return shown instanceof Comparison.OutOfSync out
        ? out.paths().stream().map(ArgoWords::pointer).toList()
        : ImmutableList.of();
  }

  private static String pointer(FieldPath path) {
    StringBuilder pointer = new StringBuilder();
    for (Segment segment : path.segments()) {
      pointer.append('/');
      if (segment instanceof Segment.Key key) {
        pointer.append(key.name().replace("~", "~0").replace("/", "~1"));
      } else if (segment instanceof Segment.Index index) {
        pointer.append(index.value());
      }
    }
    return pointer.toString();
  }

  /** Returns what a sync of these objects takes away. */
  static String effects(List<ShownObject> objects) {
    List<String> texts = new ArrayList<>();
    for (ShownObject object : objects) {
      if (object.sync().isEmpty()) {
        texts.add("not known of " + named(object));
      } else {
        add(object.sync().get(), object, texts);
      }
    }
    return texts.isEmpty() ? "nothing" : Joiner.on("; ").join(texts);
  }

  private static void add(SyncEffect effect, ShownObject object, List<String> texts) {
    for (String name : effect.removed()) {
      boolean again = effect.remade().contains(name);
      texts.add("remove " + Quotation.of(name) + (again ? " (made again)" : " (not made again)"));
    }
    for (SyncEffect.Weights weights : effect.weights()) {
      texts.add(
          "write %s over %s%s"
              .formatted(
                  Joiner.on('/').join(weights.after()),
                  Joiner.on('/').join(weights.before()),
                  weights.rule().map(name -> " of " + Quotation.of(name)).orElse("")));
    }
    if (!effect.subsets().isEmpty()) {
      texts.add("reset the hash of " + quoted(effect.subsets()));
    }
    if (effect.selector()) {
      texts.add("reset the hash in the selector of " + named(object));
    }
  }

  private static String quoted(List<String> names) {
    return Joiner.on(", ").join(names.stream().map(Quotation::of).toList());
  }
}
