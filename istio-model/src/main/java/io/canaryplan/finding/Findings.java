// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what is found about one document, and about others beside it, in the order it is met.
 *
 * <p>It knows two things about the document: where its fields stand, and which of them could not be
 * read. What is said about a field that could not be read, or lies below one, is dropped: its value
 * is a guess, and a finding of reading has already said so.
 *
 * <p>Not for use by several threads at once.
 */
public final class Findings {
  private final Optional<Located> document;
  private final Set<FieldPath> unreadable;
  private final List<Finding> found;

  private Findings(Optional<Located> document, Set<FieldPath> unreadable, List<Finding> found) {
    this.document = requireNonNull(document, "document");
    this.unreadable = unreadable;
    this.found = found;
  }

  /** Starts without findings about {@code document}, which gives them their ranges. */
  public static Findings in(Located document) {
    return in(Optional.of(document));
  }

  /** Starts without findings; they get no ranges if there is no document. */
  public static Findings in(Optional<? extends Located> document) {
    return new Findings(
        document.map(Located.class::cast), new LinkedHashSet<>(), new ArrayList<>());
  }

  /** Returns a collector for another document, all of whose fields are known, to the same list. */
  public Findings about(Located other) {
    return new Findings(Optional.of(other), new LinkedHashSet<>(), found);
  }

  /** Returns everything found, in the order it was met. */
  public List<Finding> all() {
    return ImmutableList.copyOf(found);
  }

  /** Notes fields whose value is not known, without a finding. */
  public Findings markUnreadable(Collection<FieldPath> paths) {
    unreadable.addAll(paths);
    return this;
  }

  /** Returns the fields whose value is not known, in the order they were met. */
  public Set<FieldPath> unreadable() {
    return ImmutableSet.copyOf(unreadable);
  }

  /** Returns whether the field, or one above it, could not be read. */
  public boolean isUnreadable(FieldPath path) {
    FieldPath at = path;
    while (!unreadable.isEmpty()) {
      if (unreadable.contains(at)) {
        return true;
      }
      if (at.isRoot()) {
        break;
      }
      at = at.parent();
    }
    return false;
  }

  /** Returns whether the field, or one below it, could not be read. */
  public boolean hasUnreadableBelow(FieldPath path) {
    return unreadable.stream().anyMatch(bad -> bad.startsWith(path));
  }

  /** Returns whether the field, all above it and all below it could be read. */
  public boolean knows(FieldPath path) {
    return !isUnreadable(path) && !hasUnreadableBelow(path);
  }

  /** Reports something about a field, unless its value is not known. */
  public void add(Rule rule, FieldPath path, String message, String hint) {
    add(Finding.of(rule, path, message).withHint(hint));
  }

  /**
   * As {@link #add(Rule, FieldPath, String, String)}, for what the controller reports under another
   * path.
   */
  public void add(Rule rule, FieldPath path, String controllerPath, String message, String hint) {
    Finding finding = Finding.of(rule, path, message).withHint(hint);
    add(
        controllerPath.equals(path.toString())
            ? finding
            : finding.withControllerPath(controllerPath));
  }

  /**
   * Reports a finding, unless the value of its field is not known; one that has no range yet gets
   * the range of its field.
   */
  public void add(Finding finding) {
    if (!isUnreadable(finding.path())) {
      found.add(located(finding));
    }
  }

  /** Reports what others collected, as it is. */
  public void addAll(Collection<Finding> findings) {
    found.addAll(findings);
  }

  /** Reports that the value of a field is not known; later findings about it are dropped. */
  public void addUnreadable(Finding finding) {
    found.add(located(finding));
    unreadable.add(finding.path());
  }

  private Finding located(Finding finding) {
    return finding.range().isPresent() || document.isEmpty()
        ? finding
        : finding.at(document.get().range(finding.path()));
  }
}
