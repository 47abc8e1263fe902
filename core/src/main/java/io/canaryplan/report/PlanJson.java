// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedManifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Plans as JSON, the contract for other tools ({@code canaryplan/v1}): fields may be added, never
 * renamed. One object for one workload, an array for several, in the order of the input. What a
 * strategy does not have is null or an empty list.
 *
 * <p>Without a plan, because an error leaves a number unknown, the lists are empty and numbers that
 * are not known are null; without any Rollout there is one object whose {@code rollout} is null.
 * Durations are in seconds, null where they are open. Findings that belong to no Rollout stand in
 * the first object.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlanJson {
  /** The schema that every object names. */
  public static final String SCHEMA = "canaryplan/v1";

  private final JsonWriter json;
  private final JsonParts parts;

  private PlanJson(Appendable out) {
    json = new JsonWriter(out);
    parts = new JsonParts(json);
  }

  /** Returns the JSON text of all plans, ending with a line feed. */
  public static String of(PlannedManifests planned) {
    return ReportFormat.JSON.text(planned);
  }

  /** Prints the JSON text of all plans, one state after the other. */
  static void print(Report report, Appendable out) throws IOException {
    try {
      new PlanJson(out).print(report);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void print(Report report) {
    List<RolloutReport> rollouts = report.rollouts();
    if (rollouts.isEmpty()) {
      json.beginObject().field("schema", SCHEMA).field("rollout", Optional.empty());
      addWithoutPlan();
      parts.addFindings(report.findings());
      json.endObject();
    } else if (rollouts.size() == 1) {
      add(rollouts.get(0));
    } else {
      json.beginArray();
      rollouts.forEach(this::add);
      json.endArray();
    }
    json.end();
  }

  private void add(RolloutReport rollout) {
    json.beginObject().field("schema", SCHEMA);
    if (!rollout.kind().equals("Rollout")) {
      json.field("rollout", Optional.empty());
    }
    json.beginObject(Ascii.toLowerCase(rollout.kind()))
        .field("name", rollout.name())
        .field("namespace", rollout.namespace())
        .field("replicas", rollout.plan().map(StrategyReport::replicas))
        .endObject();
    rollout
        .plan()
        .ifPresentOrElse(plan -> plan.write(json, rollout.layout()), this::addWithoutPlan);
    parts.addFindings(rollout.findings());
    json.endObject();
  }

  private void addWithoutPlan() {
    json.field("strategy", Optional.empty())
        .field("rounding", Optional.empty())
        .field("trafficRouting", Optional.empty())
        .field("limits", Optional.empty())
        .field("hashes", Optional.empty())
        .field("states", ImmutableList.of())
        .field("aborts", ImmutableList.of());
  }
}
