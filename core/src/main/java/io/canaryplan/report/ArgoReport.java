// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.base.CaseFormat;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Quotation;
import io.canaryplan.gitops.ComparisonMode;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.gitops.LiveState;
import io.canaryplan.gitops.OwnedField;
import io.canaryplan.gitops.OwnedObject;
import io.canaryplan.report.Grid.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Whose the fields of git are, and in which states they are not what git says (gitops.md 1), as
 * tables or as JSON.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ArgoReport {
  private final ImmutableList<Part> parts;

  /** What is told of one workload. */
  private record Part(PlannedWorkload workload, StrategyReport plan, GitOps gitOps) {
    /** Returns what the table of the plan calls a state. */
    String name(LiveState state) {
      String name = plan.states().get(state.state()).name();
      return state.abort() ? "abort at " + name : name;
    }
  }

  private ArgoReport(List<Part> parts) {
    this.parts = ImmutableList.copyOf(parts);
  }

  /** Reports on all workloads that have a plan. */
  public static ArgoReport of(PlannedManifests planned) {
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    for (PlannedWorkload workload : planned.workloads()) {
      Optional<StrategyReport> plan = RolloutReport.of(workload, ImmutableList.of()).plan();
      Optional<GitOps> gitOps = workload.gitOps();
      if (plan.isPresent() && gitOps.isPresent()) {
        parts.add(new Part(workload, plan.get(), gitOps.get()));
      }
    }
    return new ArgoReport(parts.build());
  }

  /**
   * Prints a table for each workload: the fields that others write.
   *
   * @throws IOException if {@code out} throws it
   */
  public void printTable(Appendable out) throws IOException {
    String separator = "";
    for (Part part : parts) {
      out.append(separator).append(part.plan().line()).append('\n');
      out.append('\n');
      TextTable.print(fields(part), out);
      separator = "\n";
    }
  }

  private static Grid fields(Part part) {
    Grid grid =
        new Grid(
            Column.left("object"),
            Column.left("field"),
            Column.left("written by"),
            Column.left("other than git in"),
            Column.left("a difference"),
            Column.left("in git?"));
    for (OwnedObject object : part.gitOps().objects()) {
      for (OwnedField field : object.fields()) {
        grid.row(
            object.id().kind() + "/" + object.id().name(),
            field.path() + field.name().map(name -> " " + Quotation.of(name)).orElse(""),
            field.kind().writer(),
            differs(part, field),
            shown(field),
            field.kind().inGit());
      }
    }
    return grid;
  }

  private static String shown(OwnedField field) {
    if (field.differs().isEmpty() && field.shown().isEmpty()) {
      return "";
    }
    if (field.shown().size() == ComparisonMode.values().length) {
      return "always";
    }
    return field.shown().isEmpty() ? "never" : Joiner.on(", ").join(field.shown());
  }

  private static String differs(Part part, OwnedField field) {
    List<LiveState> states = part.gitOps().states();
    List<Integer> at = field.differs();
    if (at.isEmpty()) {
      return "";
    }
    if (at.size() == states.size()) {
      return "every state";
    }
    String first = part.name(states.get(at.get(0)));
    return at.size() == 1 ? first : "%d of %d, first %s".formatted(at.size(), states.size(), first);
  }

  /**
   * Prints JSON ({@link PlanJson#SCHEMA}): an object for one workload, a list of them for several.
   *
   * @throws IOException if {@code out} throws it
   */
  public void printJson(Appendable out) throws IOException {
    try {
      JsonWriter json = new JsonWriter(out);
      if (parts.size() == 1) {
        add(json, parts.get(0));
      } else {
        json.beginArray();
        parts.forEach(part -> add(json, part));
        json.endArray();
      }
      json.end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void add(JsonWriter json, Part part) {
    PlannedWorkload workload = part.workload();
    json.beginObject()
        .field("schema", PlanJson.SCHEMA)
        .beginObject(Ascii.toLowerCase(workload.kind()))
        .field("name", workload.name())
        .field("namespace", workload.namespace())
        .field("replicas", part.plan().replicas())
        .endObject()
        .beginArray("objects");
    for (OwnedObject object : part.gitOps().objects()) {
      json.beginObject();
      new JsonParts(json).addId(object.id());
      json.beginArray("fields");
      object.fields().forEach(field -> add(json, field, part));
      json.endArray().endObject();
    }
    json.endArray().endObject();
  }

  private static void add(JsonWriter json, OwnedField field, Part part) {
    json.beginObject()
        .field("field", CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, field.kind().name()))
        .field("path", field.path())
        .field("of", field.name())
        .field("writtenBy", field.kind().writer())
        .field("when", field.kind().when())
        .field("inGit", field.kind().inGit())
        .field("shown", Lists.transform(field.shown(), ComparisonMode::toString))
        .beginArray("differs");
    for (int state : field.differs()) {
      addState(json, part.gitOps().states().get(state)).endObject();
    }
    json.endArray().endObject();
  }

  private static JsonWriter addState(JsonWriter json, LiveState state) {
    return json.beginObject()
        .field("stateIndex", state.state())
        .field("abort", state.abort())
        .field("name", state.name());
  }

  /** Returns how many workloads there are. */
  @Override
  public String toString() {
    return parts.size() + " workloads";
  }
}
