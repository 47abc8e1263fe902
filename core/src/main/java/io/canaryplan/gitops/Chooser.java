// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.gitops.IgnoreEntry.Part;
import io.canaryplan.routing.ControllerMarks;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pointer, expression or manager of an entry, ready to be asked what it chooses. */
final class Chooser {
  /** The name under which the controller writes, after its binary (gitops.md GT-28). */
  static final String CONTROLLER = "rollouts-controller";

  // What the controller owns of an object that it has written (GT-28): lists as a whole.
  private static final ImmutableList<FieldPath> OWNED =
      ImmutableList.of(
          FieldPath.of("spec", "http"),
          FieldPath.of("spec", "tls"),
          FieldPath.of("spec", "tcp"),
          FieldPath.of("spec", "subsets"),
          FieldPath.of("spec", "selector", ControllerMarks.HASH));

  private static final Splitter SLASHES = Splitter.on('/');
  private static final int LONGEST_INDEX = 9;

  private final IgnoreEntry entry;
  private final Part part;
  private final @Nullable JqExpression expression;

  Chooser(IgnoreEntry entry, Part part) {
    this.entry = entry;
    this.part = part;
    this.expression =
        part.kind() == IgnoreEntry.Kind.EXPRESSION ? JqExpression.parse(part.text()) : null;
  }

  IgnoreEntry entry() {
    return entry;
  }

  Part part() {
    return part;
  }

  String text() {
    return part.text();
  }

  /** Returns whether it is not known what it chooses. */
  boolean isUnknown() {
    return expression instanceof JqExpression.NotUnderstood;
  }

  /** Returns whether no object of the Application can be compared because of it. */
  boolean isInvalid() {
    return expression instanceof JqExpression.SyntaxError;
  }

  boolean is(IgnoreEntry.Kind kind) {
    return part.kind() == kind;
  }

  /**
   * Returns the places that it removes from a document.
   *
   * @param document the one that is asked about
   * @param other the same object on the other side: a manager's fields count only where they differ
   */
  JqExpression.Selection select(YamlNode document, YamlNode other) {
    return switch (part.kind()) {
      case POINTER ->
          new JqExpression.Selection(
              pointer(document).map(ImmutableList::of).orElse(ImmutableList.of()),
              Optional.empty());
      case EXPRESSION ->
          expression instanceof JqExpression.Understood understood
              ? understood.select(document)
              : new JqExpression.Selection(ImmutableList.of(), Optional.empty());
      case MANAGER -> new JqExpression.Selection(owned(document, other), Optional.empty());
    };
  }

  private List<FieldPath> owned(YamlNode document, YamlNode other) {
    if (!text().equals(CONTROLLER)) {
      return ImmutableList.of();
    }
    return OWNED.stream()
        .filter(path -> document.at(path).isPresent())
        .filter(path -> !document.at(path).equals(other.at(path)))
        .toList();
  }

  /**
   * A pointer has no wildcards, and an index is the place in the list as it stands, a negative one
   * from the end (GT-25). What is before the first slash is not looked at.
   */
  private Optional<FieldPath> pointer(YamlNode document) {
    List<String> tokens = SLASHES.splitToList(text());
    FieldPath path = FieldPath.root();
    YamlNode at = document;
    for (String token : tokens.subList(1, tokens.size())) {
      String name = token.replace("~1", "/").replace("~0", "~");
      Optional<YamlNode> below = Optional.empty();
      if (at instanceof YamlSequence list) {
        int index = index(name, list.size());
        if (index >= 0) {
          path = path.index(index);
          below = Optional.of(list.items().get(index));
        }
      } else if (at instanceof YamlMapping mapping) {
        path = path.child(name);
        below = mapping.get(name);
      }
      if (below.isEmpty()) {
        return Optional.empty();
      }
      at = below.get();
    }
    return tokens.size() == 1 ? Optional.empty() : Optional.of(path);
  }

  /** Returns the index, or -1 for what is none of the list. */
  private static int index(String token, int size) {
    boolean fromEnd = token.startsWith("-");
    String digits = fromEnd ? token.substring(1) : token;
    if (digits.isEmpty()
        || digits.length() > LONGEST_INDEX
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int number = Integer.parseInt(digits);
    int index = fromEnd && number > 0 ? size - number : number;
    return index < size ? index : -1;
  }

  /** Returns a document without these places; what is behind is removed first, so none moves. */
  static YamlNode without(YamlNode document, List<FieldPath> paths) {
    List<FieldPath> order = new ArrayList<>(paths);
    order.sort(Chooser::behindFirst);
    YamlNode rest = document;
    for (FieldPath path : order) {
      if (path.isRoot()) {
        return YamlMapping.empty();
      }
      rest = rest.without(path);
    }
    return rest;
  }

  private static int behindFirst(FieldPath a, FieldPath b) {
    int common = Math.min(a.segments().size(), b.segments().size());
    for (int i = 0; i < common; i++) {
      FieldPath.Segment one = a.segments().get(i);
      FieldPath.Segment other = b.segments().get(i);
      if (!one.equals(other)) {
        return one instanceof FieldPath.Segment.Index first
                && other instanceof FieldPath.Segment.Index second
            ? Integer.compare(second.value(), first.value())
            : one.toString().compareTo(other.toString());
      }
    }
    return Integer.compare(b.segments().size(), a.segments().size());
  }

  @Override
  public String toString() {
    return part.text();
  }
}
