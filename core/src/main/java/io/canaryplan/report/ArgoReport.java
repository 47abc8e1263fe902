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
import io.canaryplan.gitops.ArgoView;
import io.canaryplan.gitops.ComparisonMode;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.gitops.LiveState;
import io.canaryplan.gitops.OwnedField;
import io.canaryplan.gitops.OwnedObject;
import io.canaryplan.gitops.ShownObject;
import io.canaryplan.gitops.SyncEffect;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.report.Grid.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose the fields of git are, what Argo CD shows in each state of the plans, and what a sync would
 * do then (gitops.md 1 and 10), as tables or as JSON.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ArgoReport {
  private final ImmutableList<Part> parts;
  private final String compared;

  /** What is told of one workload. */
  private record Part(PlannedWorkload workload, StrategyReport plan, GitOps gitOps, ArgoView view) {
    /** Returns what the table of the plan calls a state. */
    String name(LiveState state) {
      String name = plan.states().get(state.state()).name();
      return state.abort() ? "abort at " + name : name;
    }
  }

  private ArgoReport(List<Part> parts, String compared) {
    this.parts = ImmutableList.copyOf(parts);
    this.compared = compared;
  }

  /**
   * Reports on all workloads that have a plan.
   *
   * @param compared how objects are compared and why it is so, on one line
   * @param terms how an object is compared and applied
   */
  public static ArgoReport of(
      PlannedManifests planned, String compared, Function<OwnedObject, ArgoView.Terms> terms) {
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    for (PlannedWorkload workload : planned.workloads()) {
      Optional<StrategyReport> plan = RolloutReport.of(workload, ImmutableList.of()).plan();
      Optional<GitOps> gitOps = workload.gitOps();
      if (plan.isPresent() && gitOps.isPresent()) {
        parts.add(new Part(workload, plan.get(), gitOps.get(), ArgoView.of(gitOps.get(), terms)));
      }
    }
    return new ArgoReport(parts.build(), compared);
  }

  /**
   * Prints two tables for each workload: the states, and the fields that others write.
   *
   * @throws IOException if {@code out} throws it
   */
  public void printTable(Appendable out) throws IOException {
    String separator = "";
    for (Part part : parts) {
      out.append(separator).append(part.plan().line()).append('\n');
      out.append("compared ").append(compared).append("\n\n");
      if (part.gitOps().states().stream().anyMatch(state -> !state.documents().isEmpty())) {
        TextTable.print(states(part), out);
        out.append('\n').append(restoration(part));
      }
      TextTable.print(fields(part), out);
      separator = "\n";
    }
  }

  /** Returns what the controller does after a sync (gitops.md GT-37; bluegreen.md 2, 5.1, 5.3). */
  private static String restoration(Part part) {
    boolean taken =
        part.view().states().stream()
            .flatMap(List::stream)
            .anyMatch(object -> object.sync().map(effect -> !effect.isEmpty()).orElse(true));
    if (!taken) {
      return "";
    }
    if (part.workload().update().value().orElse(null) instanceof BlueGreenPlan) {
      return """
      The controller writes the hash of the preview Service again with its next pass. An active Service
      without hash gets that of the new version as soon as all its pods are available, and waits for no
      pause and no analysis; once aborted, that of the stable version, also only when they are available.
      Neither is written while spec.paused is set, or after an analysis without clear result.

      """;
    }
    return """
    The controller writes weights and hashes again with its next pass, unless the stable version lacks
    pods for its share; a header or mirror route only while the step that makes it is the current one.

    """;
  }

  private static Grid states(Part part) {
    Grid grid =
        new Grid(
            Column.left("state"),
            Column.left("Argo CD shows"),
            Column.left("self-heal would"),
            Column.left("a sync of all would"));
    Map<List<String>, List<String>> aborts = new LinkedHashMap<>();
    List<LiveState> states = part.gitOps().states();
    for (int i = 0; i < states.size(); i++) {
      List<ShownObject> objects = part.view().states().get(i);
      List<ShownObject> healed = objects.stream().filter(ShownObject::isOutOfSync).toList();
      List<String> cells =
          ImmutableList.of(
              ArgoWords.shown(objects), ArgoWords.effects(healed), ArgoWords.effects(objects));
      if (states.get(i).abort()) {
        aborts.computeIfAbsent(cells, unused -> new ArrayList<>()).add(part.name(states.get(i)));
      } else {
        grid.row(part.name(states.get(i)), cells.get(0), cells.get(1), cells.get(2));
      }
    }
    // most aborts end alike
    aborts.forEach(
        (cells, names) ->
            grid.row(abort(names, aborts.size()), cells.get(0), cells.get(1), cells.get(2)));
    return grid;
  }

  private static String abort(List<String> names, int kinds) {
    if (kinds == 1 && names.size() > 1) {
      return "after any abort";
    }
    return names.size() == 1
        ? names.get(0)
        : "%s and %d more".formatted(names.get(0), names.size() - 1);
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

  private void add(JsonWriter json, Part part) {
    PlannedWorkload workload = part.workload();
    json.beginObject()
        .field("schema", PlanJson.SCHEMA)
        .beginObject(Ascii.toLowerCase(workload.kind()))
        .field("name", workload.name())
        .field("namespace", workload.namespace())
        .field("replicas", part.plan().replicas())
        .endObject()
        .field("compared", compared)
        .beginArray("objects");
    for (OwnedObject object : part.gitOps().objects()) {
      json.beginObject();
      new JsonParts(json).addId(object.id());
      json.beginArray("fields");
      object.fields().forEach(field -> add(json, field, part));
      json.endArray().endObject();
    }
    json.endArray().beginArray("states");
    List<LiveState> states = part.gitOps().states();
    for (int i = 0; i < states.size(); i++) {
      addState(json, states.get(i)).beginArray("objects");
      part.view().states().get(i).forEach(object -> add(json, object));
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

  private static void add(JsonWriter json, ShownObject object) {
    json.beginObject();
    new JsonParts(json).addId(object.id());
    json.field("shown", ArgoWords.word(object.shown()))
        .field("paths", ArgoWords.pointers(object.shown()));
    if (object.sync().isEmpty()) {
      json.field("sync", object.sync()).endObject();
      return;
    }
    SyncEffect sync = object.sync().get();
    json.beginObject("sync")
        .field("removes", sync.removed())
        .field("comesBack", sync.remade())
        .beginArray("weights");
    for (SyncEffect.Weights weights : sync.weights()) {
      json.beginObject()
          .field("rule", weights.rule())
          .field("before", weights.before())
          .field("after", weights.after())
          .endObject();
    }
    json.endArray()
        .field("subsets", sync.subsets())
        .field("selector", sync.selector())
        .endObject()
        .endObject();
  }

  /** Returns how objects are compared and how many workloads there are. */
  @Override
  public String toString() {
    return parts.size() + " workloads compared " + compared;
  }
}
