// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requests that one match of a managed route takes (istio.md 1.8, 1.9). What is not said is not
 * asked: a header route takes every path.
 *
 * @param path what is asked of the path
 * @param method what is asked of the method
 * @param headers what is asked of headers, by names in lower case
 */
record RequestScope(
    Optional<StringMatch> path, Optional<StringMatch> method, Map<String, StringMatch> headers) {
  // Regular expressions that every path, or every method, matches as a whole.
  private static final Set<String> CATCH_ALL = ImmutableSet.of(".*", ".+", "^.*$", "^.+$", "/.*");

  RequestScope {
    headers = ImmutableMap.copyOf(headers);
  }

  /** Returns one for each match of a step. */
  static List<RequestScope> of(CanaryStep.ManagedRoute step) {
    return step instanceof CanaryStep.SetMirrorRoute mirror
        ? mirror.match().stream().map(RequestScope::of).toList()
        : ((CanaryStep.SetHeaderRoute) step).match().stream().map(RequestScope::of).toList();
  }

  private static RequestScope of(MirrorMatch match) {
    ImmutableMap.Builder<String, StringMatch> headers = ImmutableMap.builder();
    match.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new RequestScope(match.path(), match.method(), headers.buildKeepingLast());
  }

  private static RequestScope of(HeaderMatch match) {
    return new RequestScope(
        Optional.empty(),
        Optional.empty(),
        ImmutableMap.of(match.headerName().toLowerCase(Locale.ROOT), match.headerValue()));
  }

  /** Returns whether every request is taken. */
  boolean isEverything() {
    boolean everyPath =
        path.flatMap(StringMatch::prefix).equals(Optional.of("/")) && path.get().kinds() == 1;
    return (everyPath || isAny(path)) && isAny(method) && headers.isEmpty();
  }

  private static boolean isAny(Optional<StringMatch> match) {
    return match.isEmpty()
        || (match.get().kinds() == 1 && CATCH_ALL.contains(match.get().regex().orElse("")));
  }

  /** Returns whether a rule surely matches all requests that are taken. */
  boolean isWithin(HttpRoute rule) {
    return rule.matches().isEmpty() || rule.matches().stream().anyMatch(this::isWithin);
  }

  private boolean isWithin(YamlNode match) {
    for (YamlMapping.Entry condition : Fields.orEmpty(match).entries()) {
      boolean held =
          switch (condition.key().text()) {
            case "name", "statPrefix", "ignoreUriCase" -> true;
            case "uri" -> isWithin(path, condition.value());
            case "method" -> isWithin(method, condition.value());
            case "headers" -> areWithin(Fields.orEmpty(condition.value()));
            default -> false;
          };
      if (!held && Fields.isPresent(condition.value())) {
        return false;
      }
    }
    return true;
  }

  private boolean areWithin(YamlMapping wanted) {
    return wanted.entries().stream()
        .allMatch(
            entry ->
                isWithin(
                    Optional.ofNullable(headers.get(entry.key().text().toLowerCase(Locale.ROOT))),
                    entry.value()));
  }

  private static boolean isWithin(Optional<StringMatch> taken, YamlNode wanted) {
    String exact = taken.flatMap(StringMatch::exact).orElse("");
    String start = exact.isEmpty() ? taken.flatMap(StringMatch::prefix).orElse("") : exact;
    String regex = taken.flatMap(StringMatch::regex).orElse("");
    Optional<String> prefix = Fields.name(wanted, "prefix");
    Optional<String> expression = Fields.name(wanted, "regex");
    if (prefix.isPresent()) {
      return prefix.get().equals("/") || start.startsWith(prefix.get());
    }
    if (expression.isPresent()) {
      return CATCH_ALL.contains(expression.get()) || expression.get().equals(regex);
    }
    Optional<String> same = Fields.name(wanted, "exact");
    return same.map(exact::equals).orElse(true);
  }

  /** Returns whether a rule can match a request that is taken. */
  boolean meets(HttpRoute rule) {
    return rule.matches().isEmpty() || rule.matches().stream().anyMatch(this::meets);
  }

  private boolean meets(YamlNode match) {
    return canBoth(path, Fields.get(match, "uri")) && canBoth(method, Fields.get(match, "method"));
  }

  /** Returns whether a text can be as both want it; a regular expression can be anything. */
  private static boolean canBoth(Optional<StringMatch> one, YamlNode other) {
    Optional<String> exact = one.flatMap(StringMatch::exact);
    Optional<String> prefix = one.flatMap(StringMatch::prefix);
    Optional<String> otherExact = Fields.name(other, "exact");
    Optional<String> otherPrefix = Fields.name(other, "prefix");
    if (exact.isPresent()) {
      return otherExact.map(exact.get()::equals).orElse(true)
          && otherPrefix.map(exact.get()::startsWith).orElse(true);
    }
    return prefix
        .map(
            start ->
                otherExact.map(text -> text.startsWith(start)).orElse(true)
                    && otherPrefix
                        .map(text -> text.startsWith(start) || start.startsWith(text))
                        .orElse(true))
        .orElse(true);
  }
}
