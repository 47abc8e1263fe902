// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import com.google.common.base.Splitter;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.FindingFilter;
import io.canaryplan.InputRules;
import io.canaryplan.ManifestFile;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.Workers;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One run of a command: what it was given, and where its answer goes. */
final class Run {
  private static final Splitter IDS = Splitter.on(',').trimResults().omitEmptyStrings();

  private static final YamlLimits LIMITS = YamlLimits.DEFAULT;

  private final Arguments arguments;
  private final PlanningOptions options;
  private final InputStream in;
  private final Output out;
  private final Output err;
  private final Progress progress;
  private Function<String, Optional<byte[]>> sources = file -> Optional.empty();
  private boolean unread;

  Run(Arguments arguments, PlanningOptions options, InputStream in, Output out, Output err) {
    this.arguments = arguments;
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
    this.progress = new Progress(err, System::nanoTime);
  }

  Arguments arguments() {
    return arguments;
  }

  PlanningOptions options() {
    return options;
  }

  Output out() {
    return out;
  }

  Output err() {
    return err;
  }

  /** Reads and plans files as one input. */
  PlannedManifests plan(List<String> files) throws UsageException {
    return plan(readRelated(files));
  }

  PlannedManifests plan(Manifests manifests) {
    return working(
        "workloads and documents checked",
        crew -> CanaryPlanner.plan(manifests, options.planner(), crew));
  }

  /** Returns everything found about manifests; no plan is kept. */
  List<Finding> check(Manifests manifests) {
    return working(
        "workloads and documents checked",
        crew -> CanaryPlanner.check(manifests, options.planner(), crew));
  }

  /** Leaves out what the options and annotations ignore. */
  FindingFilter.Kept filter(List<Finding> findings, Manifests manifests) {
    Set<String> rules = ignoredRules();
    // whoever ignores it wants the exit status of the others
    unread &= !rules.contains(InputRules.FILE_NOT_READABLE.id());
    return FindingFilter.ignoring(rules).apply(findings, manifests);
  }

  /** Returns the ids of the rules that the options ignore, sorted. */
  SortedSet<String> ignoredRules() {
    return arguments
        .get(Option.IGNORE)
        .map(given -> new TreeSet<>(IDS.splitToList(given)))
        .orElseGet(TreeSet::new);
  }

  /** Reads files as one input. */
  Manifests read(List<String> files) throws UsageException {
    return read(files, UnaryOperator.identity());
  }

  /** Reads files as one input, without documents that no plan and no check looks at. */
  Manifests readRelated(List<String> files) throws UsageException {
    return read(files, ManifestFile::withoutUnrelated);
  }

  private Manifests read(List<String> names, UnaryOperator<ManifestFile> keep)
      throws UsageException {
    ManifestFiles files = ManifestFiles.find(names, in, LIMITS);
    sources = files::bytes;
    List<ManifestFile> read = working("files read", crew -> files.read(crew, keep));
    unread |= read.stream().anyMatch(ManifestFile::isUnreadable);
    return working("documents looked through", crew -> Manifests.of(read, crew));
  }

  /** Does work with all processors, and shows how far it is. */
  private <T> T working(String what, Function<Workers, T> work) {
    progress.start(what);
    try {
      return work.apply(new Crew(Runtime.getRuntime().availableProcessors(), progress));
    } finally {
      progress.end();
    }
  }

  /** Prints findings with their hints, and with the lines they are about where somebody looks. */
  void print(List<Finding> findings, Output to) throws IOException {
    new FindingPrinter(to, sources, options.color().isOn(to)).print(findings);
  }

  /** Returns the exit status after these findings, of which errors count. */
  int status(List<Finding> findings) {
    return status(findings, Severity.ERROR);
  }

  /** Returns the exit status after these findings, of which those at least so bad count. */
  int status(List<Finding> findings, Severity least) {
    if (unread) {
      return 2;
    }
    // the worst comes first among the severities
    return findings.stream().anyMatch(found -> found.severity().compareTo(least) <= 0) ? 1 : 0;
  }
}
