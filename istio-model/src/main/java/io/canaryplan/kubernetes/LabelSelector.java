// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * A Kubernetes label selector: all labels and all requirements must hold.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param matchLabels labels that must have exactly this value
 * @param matchExpressions further requirements
 */
public record LabelSelector(
    Map<String, String> matchLabels, List<LabelRequirement> matchExpressions) {
  /** Copies both parts; both empty is a selector that the controller refuses (istio.md 3.2). */
  public LabelSelector {
    matchLabels = ImmutableMap.copyOf(matchLabels);
    matchExpressions = ImmutableList.copyOf(matchExpressions);
  }

  /** Returns a selector of labels only. */
  public static LabelSelector ofLabels(Map<String, String> matchLabels) {
    return new LabelSelector(matchLabels, ImmutableList.of());
  }

  /** Returns whether there is nothing to match. */
  public boolean isEmpty() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }

  /** Returns whether all parts hold for {@code labels}; an empty selector matches everything. */
  public boolean matches(Map<String, String> labels) {
    for (LabelRequirement requirement : matchExpressions) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return labels.entrySet().containsAll(matchLabels.entrySet());
  }

  /**
   * One requirement of a selector.
   *
   * @param key label name
   * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}; kept as
   *     written, anything else is a malformed selector (istio.md 3.2)
   * @param values the values for {@code In} and {@code NotIn}
   */
  public record LabelRequirement(String key, String operator, List<String> values) {
    /** Copies the values. */
    public LabelRequirement {
      requireNonNull(key, "key");
      requireNonNull(operator, "operator");
      values = ImmutableList.copyOf(values);
    }

    /**
     * Returns whether Kubernetes accepts it: a known operator with or without values as it needs.
     */
    public boolean isWellFormed() {
      boolean fits =
          values.isEmpty()
              ? operator.equals("Exists") || operator.equals("DoesNotExist")
              : operator.equals("In") || operator.equals("NotIn");
      return fits && !key.isEmpty();
    }

    /** Returns whether the requirement holds; an unknown operator never does. */
    public boolean matches(Map<String, String> labels) {
      boolean exists = labels.containsKey(key);
      boolean listed = exists && values.contains(labels.get(key));
      return (operator.equals("In") && listed)
          || (operator.equals("NotIn") && !listed)
          || (operator.equals("Exists") && exists)
          || (operator.equals("DoesNotExist") && !exists);
    }
  }
}
