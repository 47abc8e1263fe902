// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import io.canaryplan.kubernetes.Reading;

/**
 * Findings that the controller reports itself, when it looks at the spec of a Rollout alone. Its
 * field paths leave out {@code canary} and {@code blueGreen} below the strategy, and name the
 * strategy itself twice (istio.md 3.0).
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class Refusal {
  private static final String STRATEGY = "spec.strategy";

  private Refusal() {}

  /** Returns the finding, with the controller's path where it is another one. */
  public static Finding of(Rule rule, FieldPath path, String message, String hint) {
    Finding finding = Finding.of(rule, path, message).withHint(hint);
    String controllerPath = controllerPath(path.toString());
    return controllerPath.equals(path.toString())
        ? finding
        : finding.withControllerPath(controllerPath);
  }

  /** Reports to {@code reading} that the controller refuses a value, which then is not known. */
  static void report(Reading reading, Rule rule, FieldPath path, String message, String hint) {
    reading.unreadable(of(rule, path, message, hint));
  }

  /** Reports to {@code reading} that the controller refuses a value, which still is known. */
  static void tell(Reading reading, Rule rule, FieldPath path, String message, String hint) {
    reading.report(of(rule, path, message, hint));
  }

  private static String controllerPath(String path) {
    return path.equals(STRATEGY)
        ? "spec.strategy.strategy"
        : path.replaceFirst("^spec\\.strategy\\.(?:canary|blueGreen)\\b", STRATEGY);
  }
}
