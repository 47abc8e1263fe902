// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.hash.FieldDifference;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a new version starts although hardly anybody would expect it (hash.md 9). Only where every
 * cause is such a one: beside another image nobody wonders.
 */
final class Surprises {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
  private static final Pattern NAME_ALONE = Pattern.compile("\\[?\\{\"name\":\"[^\"]*+\"\\}\\]?");
  private static final Pattern NAMES = Pattern.compile("\\[[^\\[\\]{}]*+\\]");
  private static final List<String> REGISTRIES = List.of("docker.io/library/", "docker.io/");
  private static final Set<String> NEVER_FILLED =
      Set.of("enableServiceLinks", "automountServiceAccountToken");

  private final List<FieldDifference> causes;
  private final YamlNode template;
  private final FieldPath root;
  private final Map<FieldPath, List<FieldDifference>> byList = new LinkedHashMap<>();

  private Surprises(List<FieldDifference> causes, YamlNode template, FieldPath root) {
    this.causes = causes;
    this.template = template;
    this.root = root;
    for (FieldDifference cause : causes) {
      if (last(cause.path()) instanceof Segment.Index) {
        byList.computeIfAbsent(cause.path().parent(), list -> new ArrayList<>()).add(cause);
      }
    }
  }

  /**
   * Returns the reasons, each once; empty if any of the causes is what it looks like.
   *
   * @param causes the fields that cause the rollout
   * @param template the new template
   * @param root where it stands in its document
   */
  static List<String> of(List<FieldDifference> causes, YamlNode template, FieldPath root) {
    Surprises surprises = new Surprises(causes, template, root);
    Set<String> reasons = new LinkedHashSet<>();
    for (FieldDifference cause : causes) {
      Optional<String> reason = surprises.reason(cause);
      if (reason.isEmpty()) {
        return ImmutableList.of();
      }
      reasons.add(reason.get());
    }
    return ImmutableList.copyOf(reasons);
  }

  private Optional<String> reason(FieldDifference cause) {
    FieldPath path = cause.path();
    String before = cause.before().orElse("");
    String after = cause.after().orElse("");
    if (isOrder(cause)) {
      FieldPath list = last(path) instanceof Segment.Index ? path.parent() : path;
      return Optional.of("the order of " + list + " counts");
    }
    if (isQuoted(before, after) || isQuoted(after, before)) {
      return Optional.of(path + " is a number on one side and a text on the other");
    }
    if ((before + after).equals("{}")) {
      return Optional.of(path + " without fields is not the same as none");
    }
    if (NEVER_FILLED.contains(key(path)) && (before + after).equals("true")) {
      return Optional.of(path + ": true is not filled in by anybody, so that writing it counts");
    }
    if (isInEnv(path) && NAME_ALONE.matcher(before + after).matches()) {
      return Optional.of(path + " counts although its value is empty");
    }
    if (key(path).equals("image")
        && !before.isEmpty()
        && shortImage(before).equals(shortImage(after))) {
      return Optional.of(path + " is the same image by another name");
    }
    if (isRequestLikeLimit(path, before, after)) {
      return Optional.of(path + " equals the limit, which is filled in for Pods only");
    }
    if (isRenamedAccount(path)) {
      return Optional.of("serviceAccount is the old name of serviceAccountName, and not compared");
    }
    if (isMetadata(path)) {
      return Optional.of("labels and annotations of the pod template are part of it");
    }
    return Optional.empty();
  }

  private boolean isOrder(FieldDifference cause) {
    if (cause.before().isEmpty() || cause.after().isEmpty()) {
      return false;
    }
    List<FieldDifference> ofList = byList.get(cause.path().parent());
    if (last(cause.path()) instanceof Segment.Index && ofList != null) {
      return values(ofList, true).equals(values(ofList, false));
    }
    return NAMES.matcher(cause.before().get()).matches()
        && items(cause.before().get()).equals(items(cause.after().get()))
        && !cause.before().equals(cause.after());
  }

  private static ImmutableMultiset<Optional<String>> values(
      List<FieldDifference> differences, boolean before) {
    return differences.stream()
        .map(one -> before ? one.before() : one.after())
        .collect(ImmutableMultiset.toImmutableMultiset());
  }

  private static ImmutableMultiset<String> items(String json) {
    return ImmutableMultiset.copyOf(List.of(json.substring(1, json.length() - 1).split(",", -1)));
  }

  private static boolean isQuoted(String number, String text) {
    return NUMBER.matcher(number).matches() && text.equals("\"" + number + "\"");
  }

  private static boolean isInEnv(FieldPath path) {
    return key(last(path) instanceof Segment.Index ? path.parent() : path).equals("env");
  }

  private static String shortImage(String json) {
    for (String registry : REGISTRIES) {
      if (json.startsWith("\"" + registry)) {
        return "\"" + json.substring(registry.length() + 1);
      }
    }
    return json;
  }

  private boolean isRequestLikeLimit(FieldPath path, String before, String after) {
    if (!before.isEmpty() || after.isEmpty()) {
      return false;
    }
    FieldPath limits = FieldPath.root();
    boolean inRequests = false;
    for (Segment segment : path.segments()) {
      if (segment instanceof Segment.Key named) {
        boolean requests = named.name().equals("requests");
        inRequests |= requests;
        limits = limits.child(requests ? "limits" : named.name());
      } else {
        limits = limits.index(((Segment.Index) segment).value());
      }
    }
    return inRequests && at(path).isPresent() && at(path).equals(at(limits));
  }

  private boolean isRenamedAccount(FieldPath path) {
    String key = key(path);
    if (!key.equals("serviceAccount") && !key.equals("serviceAccountName")) {
      return false;
    }
    Optional<String> old =
        causes.stream()
            .filter(cause -> key(cause.path()).equals("serviceAccountName"))
            .flatMap(cause -> cause.before().stream())
            .findFirst();
    Optional<String> young =
        at(path.parent().child("serviceAccount")).map(node -> "\"" + node + "\"");
    return old.isPresent()
        && young.isPresent()
        && at(path.parent().child("serviceAccountName")).isEmpty()
        && Objects.equals(old, young);
  }

  private boolean isMetadata(FieldPath path) {
    return path.startsWith(root.child("metadata"));
  }

  /** Returns a field of the new template by its path in the document. */
  private Optional<YamlNode> at(FieldPath path) {
    return template.at(
        new FieldPath(path.segments().subList(root.segments().size(), path.segments().size())));
  }

  private static Segment last(FieldPath path) {
    return path.segments().get(path.segments().size() - 1);
  }

  private static String key(FieldPath path) {
    return last(path) instanceof Segment.Key named ? named.name() : "";
  }
}
