// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The arguments of one template, as its metrics have them: {@code {{args.NAME}}} in any text of a
 * metric (Argo Rollouts, ResolveMetricArgs). The controller knows no others, whatever the Rollout
 * gives, and puts a text in for one without a value of its own when it looks at a template.
 */
final class MetricArguments {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  // of a line end only its escape is there, in the JSON that is looked through
  private static final CharMatcher BLANK = CharMatcher.anyOf(" \u00a0");

  private static final Pattern COUNT = Pattern.compile("[-+]?+0*+[1-9][0-9]*+");

  // what else stands in a metric is dropped
  private static final ImmutableSet<String> FIELDS =
      ImmutableSet.of(
          "name",
          "interval",
          "initialDelay",
          "count",
          "successCondition",
          "failureCondition",
          "failureLimit",
          "inconclusiveLimit",
          "consecutiveErrorLimit",
          "consecutiveSuccessLimit",
          "provider");

  private final Map<String, String> values;

  MetricArguments(List<AnalysisTemplate.Argument> args) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    for (AnalysisTemplate.Argument arg : args) {
      texts.put("args." + arg.name(), arg.value().orElse("dummy-value"));
    }
    values = texts.buildKeepingLast();
  }

  /** Returns a metric as the controller sees it (Argo Rollouts, EffectiveCount). */
  AnalysisTemplate.Metric metric(YamlNode metric) {
    Set<String> unresolved = new LinkedHashSet<>();
    for (YamlMapping.Entry field : Fields.orEmpty(metric).entries()) {
      if (FIELDS.contains(field.key().text())) {
        addUnresolved(field.value(), unresolved);
      }
    }
    Optional<String> count = Fields.text(metric, "count");
    boolean endless =
        count.map(this::resolve).filter(MetricArguments::isCount).isEmpty()
            && Fields.text(metric, "interval")
                .map(this::resolve)
                .filter(t -> !t.isEmpty())
                .isPresent();
    String name = Fields.text(metric, "name").orElse("");
    return new AnalysisTemplate.Metric(name, count, endless, ImmutableList.copyOf(unresolved));
  }

  // as strconv.Atoi: anything but a whole number other than 0 is 0
  private static boolean isCount(String text) {
    return COUNT.matcher(text).matches();
  }

  /** Returns a text with the values of the arguments in it; what stands for none stays. */
  String resolve(String text) {
    StringBuilder resolved = new StringBuilder();
    int at = 0;
    int open = text.indexOf(OPEN);
    while (open >= 0) {
      int close = text.indexOf(CLOSE, open);
      String value = close < 0 ? null : values.get(BLANK.trimFrom(text.substring(open + 2, close)));
      if (value == null) {
        break;
      }
      resolved.append(text, at, open).append(value);
      at = close + CLOSE.length();
      open = text.indexOf(OPEN, at);
    }
    return resolved.append(text, at, text.length()).toString();
  }

  /** Adds every expression below a node that is no argument, as it is written. */
  void addUnresolved(YamlNode node, Set<String> unresolved) {
    if (node instanceof YamlScalar scalar) {
      addUnresolved(scalar.text(), unresolved);
    } else if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        addUnresolved(entry.key().text(), unresolved);
        addUnresolved(entry.value(), unresolved);
      }
    } else if (node instanceof YamlSequence list) {
      list.items().forEach(item -> addUnresolved(item, unresolved));
    }
  }

  private void addUnresolved(String text, Set<String> unresolved) {
    int open = text.indexOf(OPEN);
    while (open >= 0) {
      int close = text.indexOf(CLOSE, open);
      int end = close < 0 ? text.length() : close + CLOSE.length();
      if (close < 0 || !values.containsKey(BLANK.trimFrom(text.substring(open + 2, close)))) {
        unresolved.add(text.substring(open, end));
      }
      open = text.indexOf(OPEN, end);
    }
  }
}
