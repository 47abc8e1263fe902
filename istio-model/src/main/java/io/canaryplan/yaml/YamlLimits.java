// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

/**
 * Bounds on what is read, so that no input costs unbounded time or memory. Each one exceeded is one
 * finding.
 *
 * @param maxBytes largest file in bytes of UTF-8, checked before anything is decoded; at least 1
 * @param maxDepth deepest nesting of mappings and sequences, aliases expanded; from 1 to 1000 (the
 *     upper bound keeps every walk over a tree within an ordinary thread's stack)
 * @param maxAliasNodes how many nodes all aliases of one document may stand for together; 0 allows
 *     no alias at all
 */
public record YamlLimits(long maxBytes, int maxDepth, int maxAliasNodes) {
  /** 64 MB, nesting of 200, aliases for 100 000 nodes: far above any manifest written by hand. */
  public static final YamlLimits DEFAULT = new YamlLimits(64L << 20, 200, 100_000);

  /** How many keys, items and values one document may have; more is one finding. */
  public static final int MOST_VALUES = 1_000_000;

  private static final int MOST_DEPTH = 1000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public YamlLimits {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1 but was " + maxBytes);
    }
    if (maxDepth < 1 || maxDepth > MOST_DEPTH) {
      throw new IllegalArgumentException(
          "maxDepth must be from 1 to " + MOST_DEPTH + " but was " + maxDepth);
    }
    if (maxAliasNodes < 0) {
      throw new IllegalArgumentException(
          "maxAliasNodes must not be negative but was " + maxAliasNodes);
    }
  }

  /** Returns these limits with another file size in bytes. */
  public YamlLimits withMaxBytes(long newMaxBytes) {
    return new YamlLimits(newMaxBytes, maxDepth, maxAliasNodes);
  }

  /** Returns these limits with another nesting depth. */
  public YamlLimits withMaxDepth(int newMaxDepth) {
    return new YamlLimits(maxBytes, newMaxDepth, maxAliasNodes);
  }

  /** Returns these limits with another number of nodes that aliases may stand for. */
  public YamlLimits withMaxAliasNodes(int newMaxAliasNodes) {
    return new YamlLimits(maxBytes, maxDepth, newMaxAliasNodes);
  }
}
