// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the controller writes into one object over the states of a plan, against git. States that
 * share a document are looked at once.
 */
final class ObjectDrift {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath SELECTOR = FieldPath.of("spec", "selector");
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata", "annotations");
  private static final Set<String> RULES = ImmutableSet.of("http", "tls", "tcp");
  private static final Set<ComparisonMode> ALL = EnumSet.allOf(ComparisonMode.class);
  private static final Set<ComparisonMode> NONE = EnumSet.noneOf(ComparisonMode.class);
  // those in which a list is one value, with the keys that only the cluster has (GT-21)
  private static final Set<ComparisonMode> BY_VALUE =
      EnumSet.of(ComparisonMode.SERVER_SIDE_APPLY, ComparisonMode.SERVER_SIDE_DIFF);

  // depths of paths: spec.http[0] and spec.http[0].route[0]
  private static final int RULE = 3;
  private static final int DESTINATION = 5;

  private final ObjectId id;
  private final YamlDocument git;
  private final Set<String> managed;
  private final List<YamlDocument> live = new ArrayList<>();
  private final IdentityHashMap<YamlDocument, Set<Integer>> states = new IdentityHashMap<>();
  private final Map<String, Map<Optional<String>, Integer>> places = new HashMap<>();
  private final Map<Drift.Key, Drift> drifts = new LinkedHashMap<>();

  private ObjectDrift(ObjectId id, YamlDocument git, Set<String> managed) {
    this.id = id;
    this.git = git;
    this.managed = managed;
  }

  /**
   * Returns the objects that the states have documents of, in their order.
   *
   * @param managed names of header and mirror routes
   */
  static List<ObjectDrift> of(List<LiveState> states, Set<String> managed) {
    IdentityHashMap<YamlDocument, ObjectDrift> known = new IdentityHashMap<>();
    List<ObjectDrift> all = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      for (StateDocument document : states.get(i).documents()) {
        ObjectDrift object = known.get(document.source());
        if (object == null) {
          object = new ObjectDrift(document.id(), document.source(), managed);
          known.put(document.source(), object);
          all.add(object);
        }
        object.add(i, document.document());
      }
    }
    all.forEach(ObjectDrift::compare);
    return ImmutableList.copyOf(all);
  }

  ObjectId id() {
    return id;
  }

  YamlDocument git() {
    return git;
  }

  List<Drift> drifts() {
    return ImmutableList.copyOf(drifts.values());
  }

  private void add(int state, YamlDocument document) {
    Set<Integer> at = states.get(document);
    if (at == null) {
      at = new TreeSet<>();
      states.put(document, at);
      live.add(document);
    }
    at.add(state);
  }

  private void compare() {
    for (YamlDocument document : live) {
      for (FieldChange change : FieldChange.between(git.root(), document.root())) {
        add(change, document.root(), states.get(document));
      }
    }
  }

  private void add(FieldChange change, YamlNode root, Set<Integer> at) {
    String top = key(change.path(), 0);
    String list = key(change.path(), 1);
    if (top.equals("metadata")) {
      note(Ownership.MANAGED_BY, "", Optional.empty(), ANNOTATIONS, shown(change), at);
    } else if (list.equals("selector")) {
      FieldPath path = SELECTOR.child(ControllerMarks.HASH);
      note(Ownership.SELECTOR_HASH, "", Optional.empty(), path, shownOfSelector(change), at);
    } else if (list.equals("subsets")) {
      addSubset(change, root, at);
    } else if (RULES.contains(list)) {
      addRule(list, change, root, at);
    }
  }

  /** A selector is one value, but only where git has one (GT-21). */
  private Set<ComparisonMode> shownOfSelector(FieldChange change) {
    if (isInGit(change)) {
      return ALL;
    }
    return Fields.get(git.root(), "spec", "selector") instanceof YamlMapping ? BY_VALUE : NONE;
  }

  private void addSubset(FieldChange change, YamlNode root, Set<Integer> at) {
    FieldPath subsets = SPEC.child("subsets");
    int depth = change.path().segments().size();
    if (depth <= RULE) {
      Optional<String> name =
          depth < RULE ? Optional.empty() : name(item(change, root).orElse(null));
      note(Ownership.SUBSET, "subsets", name, subsets, shown(change), at);
      return;
    }
    Optional<String> name = name(root.at(prefix(change.path(), RULE)).orElse(null));
    FieldPath path = place("subsets", name).child("labels");
    Drift drift = note(Ownership.SUBSET_HASH, "subsets", name, path, shown(change), at);
    if (depth == RULE + 1 && change.before().isEmpty()) {
      drift.addLabels();
    }
  }

  private void addRule(String list, FieldChange change, YamlNode root, Set<Integer> at) {
    int depth = change.path().segments().size();
    if (depth < RULE) {
      addMoved(list, change, at);
      return;
    }
    YamlNode rule =
        (depth == RULE ? item(change, root) : root.at(prefix(change.path(), RULE))).orElse(null);
    boolean http = list.equals("http");
    Optional<String> name = http ? name(rule) : Optional.empty();
    FieldPath path = http ? place(list, name) : SPEC.child(list);
    if (depth == RULE || (http && managed.contains(name.orElse("")))) {
      note(Ownership.MANAGED_ROUTE, list, name, path, shown(change), at);
    } else if (key(change.path(), DESTINATION).equals("weight")) {
      note(Ownership.WEIGHT, list, name, path, shown(change), at);
    } else {
      Drift drift = note(Ownership.DESTINATION, list, name, path, shown(change), at);
      destination(change, root, list, name).ifPresent(drift::addDestination);
    }
  }

  /** Rules that git has by the name of a managed route are moved to the top with these. */
  private void addMoved(String list, FieldChange change, Set<Integer> at) {
    for (YamlNode rule : Fields.items(git.root(), "spec", list)) {
      Optional<String> name = name(rule);
      if (managed.contains(name.orElse(""))) {
        note(Ownership.MANAGED_ROUTE, list, name, place(list, name), shown(change), at);
      }
    }
  }

  private Optional<Drift.Destination> destination(
      FieldChange change, YamlNode root, String list, Optional<String> name) {
    if (change.path().segments().size() != DESTINATION) {
      return Optional.empty();
    }
    Optional<YamlNode> item =
        change.after().isPresent()
            ? root.at(change.path())
            : inGit(change.path(), list, name).or(() -> root.at(change.path()));
    return item.map(ObjectDrift::destination);
  }

  /** A place below a rule that is gone has the rule's index of the state, and its own of git. */
  private Optional<YamlNode> inGit(FieldPath path, String list, Optional<String> name) {
    FieldPath rule = list.equals("http") ? place(list, name) : prefix(path, RULE);
    return path.segments().get(DESTINATION - 1) instanceof Segment.Index index
        ? git.at(rule.child("route").index(index.value()))
        : Optional.empty();
  }

  static Drift.Destination destination(YamlNode item) {
    return new Drift.Destination(
        Fields.text(item, "destination", "host"), Fields.text(item, "destination", "subset"));
  }

  private Drift note(
      Ownership kind,
      String list,
      Optional<String> name,
      FieldPath path,
      Set<ComparisonMode> modes,
      Set<Integer> at) {
    Drift drift =
        drifts.computeIfAbsent(new Drift.Key(kind, list, name), key -> new Drift(key, path));
    drift.addStates(at);
    drift.addShown(modes);
    return drift;
  }

  /** Returns the comparisons that take a change for a difference (GT-20, GT-21). */
  private static Set<ComparisonMode> shown(FieldChange change) {
    List<Segment> path = change.path().segments();
    boolean item = path.get(path.size() - 1) instanceof Segment.Index;
    if (item || isInGit(change)) {
      return ALL;
    }
    return path.stream().anyMatch(Segment.Index.class::isInstance) ? BY_VALUE : NONE;
  }

  /** A null in git never differs (GT-20); a weight or a label that is written null reads so. */
  private static boolean isInGit(FieldChange change) {
    return change
        .before()
        .filter(text -> !ImmutableSet.of("", "~", "null").contains(text))
        .isPresent();
  }

  /** Returns the item that a change adds, or the one of git that it removes. */
  private Optional<YamlNode> item(FieldChange change, YamlNode root) {
    return change.after().isPresent() ? root.at(change.path()) : git.at(change.path());
  }

  /** Returns where git has the item of this name; the list if it has none. */
  private FieldPath place(String list, Optional<String> name) {
    FieldPath path = SPEC.child(list);
    Integer index = places.computeIfAbsent(list, this::places).get(name);
    return index == null ? path : path.index(index);
  }

  private Map<Optional<String>, Integer> places(String list) {
    Map<Optional<String>, Integer> firsts = new HashMap<>();
    List<YamlNode> items = Fields.items(git.root(), "spec", list);
    for (int i = 0; i < items.size(); i++) {
      firsts.putIfAbsent(name(items.get(i)), i);
    }
    return firsts;
  }

  private static Optional<String> name(@Nullable YamlNode item) {
    return item == null ? Optional.empty() : Fields.text(item, "name");
  }

  private static FieldPath prefix(FieldPath path, int depth) {
    return new FieldPath(path.segments().subList(0, depth));
  }

  private static String key(FieldPath path, int depth) {
    return depth < path.segments().size() && path.segments().get(depth) instanceof Segment.Key key
        ? key.name()
        : "";
  }

  @Override
  public String toString() {
    return id + " " + drifts.values();
  }
}
