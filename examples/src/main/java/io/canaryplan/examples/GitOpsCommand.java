// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Quotation;
import io.canaryplan.gitops.Application;
import io.canaryplan.gitops.ApplicationEdit;
import io.canaryplan.gitops.ApplicationTerms;
import io.canaryplan.gitops.ArgoView;
import io.canaryplan.gitops.ComparisonMode;
import io.canaryplan.gitops.GitOps;
import io.canaryplan.gitops.OwnedObject;
import io.canaryplan.gitops.SyncAdvice;
import io.canaryplan.report.ArgoReport;
import io.canaryplan.report.IgnoreReport;
import io.canaryplan.yaml.YamlDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Says what Argo CD shows in each state, or what it has to ignore. */
final class GitOpsCommand {
  private final Run run;

  GitOpsCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    Optional<ComparisonMode> given =
        PlanningOptions.oneOf(run.arguments(), Option.MODE)
            .map(word -> ComparisonMode.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
    Optional<String> edited = run.arguments().get(Option.APPLICATION);
    List<String> files = new ArrayList<>(run.arguments().files());
    edited.filter(file -> !files.contains(file)).ifPresent(files::add);
    Manifests manifests = run.readRelated(files);
    PlannedManifests planned = run.plan(manifests);
    ApplicationTerms applications = CanaryPlanner.applications(manifests, run.options().planner());
    if (edited.isPresent()) {
      edit(edited.get(), planned, object -> terms(object, given, applications));
    } else if (run.arguments().has(Option.IGNORE_DIFFERENCES)) {
      print(
          IgnoreReport.of(
              planned,
              words(given, applications),
              object -> object.mode(terms(object, given, applications).mode())));
    } else {
      String ignored = given.isPresent() || applications.isEmpty() ? ", with nothing ignored" : "";
      ArgoReport report =
          ArgoReport.of(
              planned,
              words(given, applications) + ignored,
              object -> terms(object, given, applications));
      if (run.options().json()) {
        report.printJson(run.out());
      } else {
        report.printTable(run.out());
      }
    }
    run.print(planned.allFindings(), run.err());
    return run.status(planned.allFindings());
  }

  /** Prints the Application of a file with all that the workloads need. */
  private void edit(
      String file, PlannedManifests planned, Function<OwnedObject, ArgoView.Terms> terms)
      throws UsageException, IOException {
    List<Application> found = new ArrayList<>();
    for (YamlDocument document : run.read(List.of(file)).documents()) {
      Application.from(document).value().ifPresent(found::add);
      Application.fromSet(document).value().ifPresent(found::add);
    }
    if (found.size() != 1) {
      throw new UsageException(
          Quotation.line(file)
              + " must have one Application or ApplicationSet, it has "
              + found.size());
    }
    List<GitOps> workloads =
        planned.workloads().stream()
            .map(PlannedWorkload::gitOps)
            .flatMap(Optional::stream)
            .toList();
    Function<OwnedObject, ComparisonMode> modes = object -> object.mode(terms.apply(object).mode());
    List<String> options =
        GitOps.syncOptions(workloads, modes).stream()
            .filter(SyncAdvice::wanted)
            .map(SyncAdvice::option)
            .toList();
    YamlDocument document =
        new ApplicationEdit(found.get(0))
            .with(GitOps.lackingDifferences(workloads, terms), options);
    run.out().append(document.text());
  }

  private void print(IgnoreReport report) throws UsageException, IOException {
    if (run.options().json()) {
      report.printJson(run.out());
    } else {
      report.printYaml(run.out());
    }
  }

  private static String words(Optional<ComparisonMode> given, ApplicationTerms applications) {
    if (given.isPresent()) {
      return given.get().toString();
    }
    return applications.isEmpty()
        ? ComparisonMode.CLIENT_SIDE + ", which is the default: no Application is among the inputs"
        : "as the Application of each object says; "
            + ComparisonMode.CLIENT_SIDE
            + " with nothing ignored where it is not known which that is";
  }

  private static ArgoView.Terms terms(
      OwnedObject object, Optional<ComparisonMode> given, ApplicationTerms applications) {
    return given
        .map(ArgoView.Terms::of)
        .or(() -> applications.of(object))
        .orElseGet(() -> ArgoView.Terms.of(ComparisonMode.CLIENT_SIDE));
  }
}
