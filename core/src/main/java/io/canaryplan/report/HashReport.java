// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.PredictedHash;
import io.canaryplan.PredictedHashes;
import java.io.IOException;
import java.util.Optional;

/**
 * Prints predicted hashes. Text ends with a line feed unless it is empty.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class HashReport {
  private static final String NONE = "-";

  private HashReport() {}

  /**
   * Prints a table, a row for each Rollout and controller; nothing without Rollouts.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void table(PredictedHashes predicted, Appendable out) throws IOException {
    if (predicted.hashes().isEmpty()) {
      return;
    }
    Grid grid =
        new Grid(
            Grid.Column.left("rollout"),
            Grid.Column.left("controller"),
            Grid.Column.left("hash"),
            Grid.Column.left("ReplicaSet"),
            Grid.Column.left("template"));
    for (PredictedHash hash : predicted.hashes()) {
      grid.row(
          rollout(hash),
          hash.controller().toString(),
          hash.prediction().label().orElse(NONE),
          hash.replicaSet().orElse(NONE),
          hash.source());
    }
    TextTable.print(grid, out);
  }

  /**
   * Prints the exact JSON text that is hashed, below a line with Rollout, controller and hash.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void hashedText(PredictedHashes predicted, Appendable out) throws IOException {
    for (PredictedHash hash : predicted.hashes()) {
      Optional<String> json = hash.json();
      if (json.isPresent()) {
        out.append("# ")
            .append(rollout(hash))
            .append(", controller ")
            .append(hash.controller().toString())
            .append(", ")
            .append(hash.prediction().label().orElse(NONE))
            .append('\n')
            .append(json.get())
            .append('\n');
      }
    }
  }

  /**
   * Prints one JSON object; what cannot be predicted has null as hash and ReplicaSet.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void json(PredictedHashes predicted, Appendable out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.beginObject().beginArray("hashes");
    for (PredictedHash hash : predicted.hashes()) {
      json.beginObject()
          .field("file", hash.file())
          .field("namespace", hash.namespace())
          .field("name", hash.name())
          .field("controller", hash.controller())
          .field("hash", hash.prediction().label())
          .field("replicaSet", hash.replicaSet())
          .field("source", hash.source())
          .endObject();
    }
    json.endArray().endObject().end();
  }

  private static String rollout(PredictedHash hash) {
    return hash.namespace().map(namespace -> namespace + "/").orElse("") + hash.name();
  }
}
