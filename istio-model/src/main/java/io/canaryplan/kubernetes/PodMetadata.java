// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Labels and annotations that the controller adds to pods while they have a role ({@code
 * canaryMetadata}, {@code stableMetadata}); no effect on counts.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param labels labels by name
 * @param annotations annotations by name
 */
public record PodMetadata(Map<String, String> labels, Map<String, String> annotations) {
  /** Copies both maps in their order. */
  public PodMetadata {
    labels = ImmutableMap.copyOf(labels);
    annotations = ImmutableMap.copyOf(annotations);
  }

  /** Returns whether there are neither labels nor annotations. */
  public boolean isEmpty() {
    return labels.isEmpty() && annotations.isEmpty();
  }
}
