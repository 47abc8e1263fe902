// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.gitops.ComparisonMode;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.gitops.IgnoreDifferences;
import io.canaryplan.gitops.IgnoreDifferencesYaml;
import io.canaryplan.gitops.OwnedObject;
import io.canaryplan.gitops.SyncAdvice;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an Application's {@code spec} has to say so that no state of the plans is a difference: YAML
 * to paste, or JSON (gitops.md 7).
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class IgnoreReport {
  private final String compared;
  private final ImmutableList<IgnoreDifferences> entries;
  private final ImmutableList<SyncAdvice> options;

  private IgnoreReport(String compared, List<IgnoreDifferences> entries, List<SyncAdvice> options) {
    this.compared = compared;
    this.entries = ImmutableList.copyOf(entries);
    this.options = ImmutableList.copyOf(options);
  }

  /**
   * Reports on all workloads that have a plan, which are taken for those of one Application.
   *
   * @param compared how objects are compared and why it is so, on one line
   * @param modes in which way an object is compared
   */
  public static IgnoreReport of(
      PlannedManifests planned, String compared, Function<OwnedObject, ComparisonMode> modes) {
    List<GitOps> workloads =
        planned.workloads().stream()
            .map(PlannedWorkload::gitOps)
            .flatMap(Optional::stream)
            .toList();
    return new IgnoreReport(
        compared, GitOps.ignoreDifferences(workloads, modes), GitOps.syncOptions(workloads, modes));
  }

  /**
   * Prints YAML with its reasons as comments; only comments if nothing is needed.
   *
   * @throws IOException if {@code out} throws it
   */
  public void printYaml(Appendable out) throws IOException {
    comment(out, "compared " + compared);
    if (entries.isEmpty()) {
      comment(out, "no state of the plan is a difference then: nothing has to be ignored");
    }
    if (entries.stream().anyMatch(entry -> entry.namespace().isEmpty())) {
      comment(
          out,
          "an entry without a namespace is about all of them: add the one of the Application's"
              + " destination");
    }
    if (!entries.isEmpty() || options.stream().anyMatch(SyncAdvice::wanted)) {
      out.append("spec:\n");
    }
    if (!entries.isEmpty()) {
      YamlMapping list = YamlMapping.of("ignoreDifferences", IgnoreDifferencesYaml.of(entries));
      for (String line : YamlDocument.of("block", list).canonicalText().lines().toList()) {
        out.append(line.isEmpty() ? "" : "  " + line).append('\n');
      }
    }
    printOptions(out);
  }

  private void printOptions(Appendable out) throws IOException {
    boolean any = options.stream().anyMatch(SyncAdvice::wanted);
    String indent = any ? "    " : "";
    if (any) {
      out.append("  syncPolicy:\n    syncOptions:\n");
    }
    for (SyncAdvice advice : options) {
      if (advice.wanted()) {
        out.append(indent).append("# ").append(advice.reason()).append('\n');
        out.append(indent).append("- ").append(advice.option()).append('\n');
      }
    }
    for (SyncAdvice advice : options) {
      if (!advice.wanted()) {
        out.append(indent).append("# not ").append(advice.option()).append(": ");
        out.append(advice.reason()).append('\n');
      }
    }
  }

  private static void comment(Appendable out, String text) throws IOException {
    out.append("# ").append(text).append('\n');
  }

  /**
   * Prints one JSON object ({@link PlanJson#SCHEMA}): the entries, and the sync options with their
   * reasons.
   *
   * @throws IOException if {@code out} throws it
   */
  public void printJson(Appendable out) throws IOException {
    try {
      JsonWriter json = new JsonWriter(out);
      json.beginObject()
          .field("schema", PlanJson.SCHEMA)
          .field("compared", compared)
          .beginArray("ignoreDifferences");
      for (IgnoreDifferences entry : entries) {
        json.beginObject()
            .field("group", entry.group())
            .field("kind", entry.kind())
            .field("name", entry.name())
            .field("namespace", entry.namespace())
            .field("jsonPointers", entry.jsonPointers())
            .field("jqPathExpressions", entry.jqPathExpressions())
            .endObject();
      }
      json.endArray().beginArray("syncOptions");
      for (SyncAdvice advice : options) {
        json.beginObject()
            .field("option", advice.option())
            .field("wanted", advice.wanted())
            .field("reason", advice.reason())
            .endObject();
      }
      json.endArray().endObject().end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns the entries. */
  @Override
  public String toString() {
    return entries.toString();
  }
}
