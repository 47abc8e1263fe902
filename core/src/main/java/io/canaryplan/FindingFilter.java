// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Range;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out findings that somebody has decided to live with: rules that are ignored everywhere,
 * and those that the annotation {@value #ANNOTATION} of an object names, for findings about that
 * object. What is left out is counted. An id that no rule has is a finding itself, with the nearest
 * one.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FindingFilter {
  /** The annotation that names rules, separated by commas or blanks. */
  public static final String ANNOTATION = "canaryplan.io/ignore";

  private static final Splitter IDS =
      Splitter.on(CharMatcher.anyOf(", \t\r\n")).omitEmptyStrings().trimResults();

  private final ImmutableSet<String> everywhere;

  private FindingFilter(Set<String> everywhere) {
    this.everywhere = ImmutableSet.copyOf(everywhere);
  }

  /**
   * What is left.
   *
   * @param findings what is not ignored, in order
   * @param ignored how many are, 0 or more
   */
  public record Kept(List<Finding> findings, int ignored) {
    /** Copies the list. */
    public Kept {
      findings = ImmutableList.copyOf(findings);
    }
  }

  /** Rules that an object ignores: its place in its file, and their ids. */
  private record Scope(Range range, Set<String> rules) {
    boolean covers(Finding finding) {
      return finding
              .position()
              .filter(place -> place.compareTo(range.start()) >= 0)
              .filter(place -> place.compareTo(range.end()) <= 0)
              .isPresent()
          && rules.contains(finding.rule().id());
    }
  }

  /**
   * Makes a filter.
   *
   * @param rules ids of the rules that are ignored in all inputs; empty to follow annotations only
   */
  public static FindingFilter ignoring(Set<String> rules) {
    return new FindingFilter(rules);
  }

  /**
   * Leaves out what is ignored.
   *
   * @param findings what was found about the inputs
   * @param manifests the inputs, for their annotations
   */
  public Kept apply(List<Finding> findings, Manifests manifests) {
    requireNonNull(findings, "findings");
    ListMultimap<String, Scope> scopes = ArrayListMultimap.create();
    List<Finding> all = new ArrayList<>(findings);
    for (String id : everywhere) {
      unknown(id).ifPresent(finding -> all.add(atTop(finding, manifests)));
    }
    for (YamlDocument document : manifests.documents()) {
      scope(document, all).ifPresent(scope -> scopes.put(document.file(), scope));
    }
    List<Finding> kept =
        all.stream()
            .filter(finding -> !everywhere.contains(finding.rule().id()))
            .filter(finding -> !isCovered(finding, scopes))
            .toList();
    return new Kept(FindingLimit.of(kept), all.size() - kept.size());
  }

  private static boolean isCovered(Finding finding, ListMultimap<String, Scope> byFile) {
    return finding.position().map(Position::file).map(byFile::get).stream()
        .flatMap(List::stream)
        .anyMatch(scope -> scope.covers(finding));
  }

  private static Optional<Scope> scope(YamlDocument document, List<Finding> findings) {
    Optional<String> written = Fields.text(document.root(), "metadata", "annotations", ANNOTATION);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    FieldPath path = FieldPath.of("metadata", "annotations", ANNOTATION);
    Set<String> ids = new LinkedHashSet<>(IDS.splitToList(written.get()));
    for (String id : ids) {
      unknown(id)
          .ifPresent(
              finding ->
                  findings.add(
                      Finding.of(finding.rule(), path, finding.message())
                          .withHint(finding.hint().orElseThrow())
                          .at(document.range(path))));
    }
    return Optional.of(new Scope(document.range(FieldPath.root()), ids));
  }

  private static Optional<Finding> unknown(String id) {
    if (RuleCatalogue.find(id).isPresent()) {
      return Optional.empty();
    }
    List<String> ids = RuleCatalogue.all().stream().map(rule -> rule.id()).toList();
    Optional<String> nearest = UnknownField.nearest(id, ids);
    Finding finding =
        Finding.of(
            InputRules.IGNORED_RULE_UNKNOWN,
            FieldPath.root(),
            "there is no rule %s, so nothing is ignored by it%s"
                .formatted(
                    Quotation.of(id),
                    nearest
                        .map(name -> "; the nearest is %s".formatted(Quotation.of(name)))
                        .orElse("")));
    return Optional.of(
        finding.withHint(
            nearest
                .map(name -> "write %s".formatted(name))
                .orElse("remove it; canaryplan rules lists all")));
  }

  private static Finding atTop(Finding finding, Manifests manifests) {
    return manifests.files().isEmpty()
        ? finding
        : finding.at(new Position(manifests.files().get(0), 1, 1));
  }

  /** Returns the rules that are ignored everywhere. */
  @Override
  public String toString() {
    return "ignoring " + everywhere;
  }
}
