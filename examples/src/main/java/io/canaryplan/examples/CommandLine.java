// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.PlanJson;
import io.canaryplan.report.PlanTable;
import io.canaryplan.yaml.YamlLimits;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line. Standard output has nothing but the answer, in UTF-8 with line feeds whatever
 * the platform's default; everything else goes to standard error.
 */
public final class CommandLine {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** Makes a command line over these streams; what is printed is UTF-8 if they are. */
  public CommandLine(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String... args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int status = new CommandLine(System.in, out, err).run(args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /**
   * Runs one command.
   *
   * @return 0 if all is fine, 1 if findings are errors, 2 if the command line cannot be understood
   *     or something cannot be read or written
   */
  public int run(String... args) {
    List<String> words = List.of(args);
    List<String> options = words.contains("--") ? words.subList(0, words.indexOf("--")) : words;
    if (options.contains("--help") || words.equals(List.of("help"))) {
      out.print(Help.text());
      return 0;
    }
    if (options.contains("--version")) {
      out.print(Help.version());
      return 0;
    }
    try {
      return run(Arguments.parse(args));
    } catch (UsageException e) {
      err.print("canaryplan: " + e.getMessage() + "\n");
      err.print("canaryplan: --help shows what there is\n");
      return 2;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // ours to repair; what the user can act on is never an exception
      err.print("canaryplan: internal error: " + e + "\n");
      return 2;
    }
  }

  private int run(Arguments arguments) throws UsageException {
    PlanningOptions options = PlanningOptions.of(arguments);
    YamlLimits limits = YamlLimits.DEFAULT;
    Manifests manifests =
        Manifests.read(
            ManifestFiles.read(arguments.files(), in, Math.toIntExact(limits.maxBytes())), limits);
    if (arguments.command() == Command.HASH) {
      return new HashOutput(arguments, options, out, err).write(manifests);
    }
    PlannedManifests planned = CanaryPlanner.plan(manifests, options.planner());
    switch (arguments.command()) {
      case PLAN -> out.print(options.json() ? PlanJson.of(planned) : tables(planned, arguments));
      case DOCUMENTS -> new DocumentOutput(arguments, out).write(planned);
      case CHECK -> print(planned, out);
      case HASH -> throw new IllegalStateException("hash plans nothing");
    }
    if (arguments.command() != Command.CHECK) {
      print(planned, err);
    }
    return planned.hasErrors() ? 1 : 0;
  }

  private static void print(PlannedManifests planned, PrintStream to) {
    for (Finding finding : planned.allFindings()) {
      to.print(finding + "\n");
    }
  }

  private static String tables(PlannedManifests planned, Arguments arguments) {
    PlanDetail[] details = details(arguments);
    return planned.rollouts().stream()
        .flatMap((PlannedRollout rollout) -> rollout.plan().value().stream())
        .map((CanaryPlan plan) -> PlanTable.of(plan, details))
        .collect(Collectors.joining("\n"));
  }

  private static PlanDetail[] details(Arguments arguments) {
    List<PlanDetail> details = new ArrayList<>();
    if (arguments.has(Option.PASSES)) {
      details.add(PlanDetail.PASSES);
    }
    if (arguments.has(Option.ABORTS)) {
      details.add(PlanDetail.ABORTS);
    }
    if (arguments.has(Option.EXPLAIN)) {
      details.add(PlanDetail.REASONS);
    }
    return details.toArray(new PlanDetail[0]);
  }
}
