// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.hash.HashPrediction.NotPredictable;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.yaml.YamlNode;

/** Ends a prediction; the doors of this package turn it into its result. */
final class NotPredictableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient NotPredictable result;

  NotPredictableException(Reason reason, String message, FieldPath path, YamlNode node) {
    super(message, null, false, false);
    this.result = new NotPredictable(reason, message, path, node.position());
  }

  NotPredictable result() {
    return result;
  }
}
