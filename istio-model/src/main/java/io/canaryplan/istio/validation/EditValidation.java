// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what {@link IstioValidation} finds in a document that has been edited and not in the
 * document before. Rules and subsets that the edit has left as they were are not looked at again;
 * what they meet in common with others (matches that nothing reaches) is.
 *
 * <pre>{@code
 * EditValidation edits = EditValidation.of(before, version);
 * List<Finding> caused = edits.check(before.with(path, value));
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class EditValidation {
  private static final Pattern ITEM = Pattern.compile("spec\\.(http|tls|tcp|subsets)\\[(\\d++)]");

  private final IstioVersion version;
  private final Unchanged before;
  private final Set<String> found;

  private EditValidation(IstioVersion version, Unchanged before, Set<String> found) {
    this.version = version;
    this.before = before;
    this.found = found;
  }

  /** Takes the document before any edit, which is checked once. */
  public static EditValidation of(YamlDocument before, IstioVersion version) {
    Set<String> found = new HashSet<>();
    Map<String, String> names = names(before);
    for (Finding finding : IstioValidation.check(before, version)) {
      found.add(key(finding, names));
    }
    boolean decodable = IstioValidation.isDecodable(before, version);
    return new EditValidation(version, Unchanged.allOf(before.root(), decodable), found);
  }

  /**
   * Returns whether an edit changes nothing but weights of routes, to weights that Istio accepts.
   * Of such an edit nothing is found; to know it costs much less than to look.
   */
  public static boolean isOfWeightsOnly(YamlDocument before, YamlDocument after) {
    return WeightEdits.areSound(before.root(), after.root());
  }

  /**
   * Returns what is found in the edited document only, by position.
   *
   * @param after the document before with another tree, see {@link YamlDocument#withRoot}
   */
  public List<Finding> check(YamlDocument after) {
    List<Finding> findings = IstioValidation.check(after, version, before.in(after.root()));
    if (findings.isEmpty()) {
      return findings;
    }
    Map<String, String> names = names(after);
    List<Finding> caused = new ArrayList<>();
    for (Finding finding : findings) {
      if (!found.contains(key(finding, names))) {
        caused.add(finding);
      }
    }
    return ImmutableList.copyOf(caused);
  }

  /**
   * Returns names of the items that an edit keeps when it puts others before them: their own, and
   * how many of that name stand before.
   */
  private static Map<String, String> names(YamlDocument document) {
    Map<String, String> names = new HashMap<>();
    for (String list : Unchanged.LISTS) {
      Map<String, Integer> same = new HashMap<>();
      FieldPath path = FieldPath.of("spec", list);
      List<YamlNode> nodes = Fields.items(document.root(), "spec", list);
      for (int i = 0; i < nodes.size(); i++) {
        String name = Fields.text(nodes.get(i), "name").orElse("");
        names.put(path.index(i).toString(), list + " " + same.merge(name, 1, Integer::sum) + name);
      }
    }
    return names;
  }

  /** Returns what a finding says, with names in place of indexes. */
  private static String key(Finding finding, Map<String, String> names) {
    String text = finding.rule().id() + " " + finding.path() + " " + finding.message();
    return ITEM.matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(names.getOrDefault(place.group(), place.group())));
  }

  /** Returns how much was found before any edit. */
  @Override
  public String toString() {
    return "edits of a document with " + found.size() + " findings, Istio " + version;
  }
}
