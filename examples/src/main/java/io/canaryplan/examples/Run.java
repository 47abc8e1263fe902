// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.CanaryPlanner;
import io.canaryplan.FindingFilter;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One run of a command: what it was given, and where its answer goes. */
final class Run {
  private static final Splitter IDS = Splitter.on(',').trimResults().omitEmptyStrings();

  private static final YamlLimits LIMITS = YamlLimits.DEFAULT;

  private final Arguments arguments;
  private final PlanningOptions options;
  private final InputStream in;
  private final Output out;
  private final Output err;
  private Map<String, byte[]> sources = ImmutableMap.of();
  private boolean unread;

  Run(Arguments arguments, PlanningOptions options, InputStream in, Output out, Output err) {
    this.arguments = arguments;
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
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
  PlannedManifests plan(List<String> files) throws UsageException, IOException {
    return plan(read(files));
  }

  PlannedManifests plan(Manifests manifests) {
    return CanaryPlanner.plan(manifests, options.planner());
  }

  /** Leaves out what the options and annotations ignore. */
  FindingFilter.Kept filter(List<Finding> findings, Manifests manifests) {
    Set<String> rules =
        arguments
            .get(Option.IGNORE)
            .map(given -> Set.copyOf(IDS.splitToList(given)))
            .orElse(Set.of());
    return FindingFilter.ignoring(new TreeSet<>(rules)).apply(findings, manifests);
  }

  /** Reads files as one input; what cannot be read in a folder goes to standard error. */
  Manifests read(List<String> files) throws UsageException, IOException {
    ManifestFiles read = ManifestFiles.read(files, in, Math.toIntExact(LIMITS.maxBytes()));
    for (String problem : read.problems()) {
      err.append("canaryplan: " + Quotation.line(problem) + "\n");
      unread = true;
    }
    sources = read.files();
    return Manifests.read(sources, LIMITS);
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
