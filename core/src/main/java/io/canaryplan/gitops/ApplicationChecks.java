// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.check.Subject;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the Applications among the inputs make of the objects that a Rollout's controller writes.
 */
final class ApplicationChecks {
  private static final FieldPath NAME = FieldPath.of("metadata", "name");

  private final Subject.Inputs inputs;
  private final ArgoCd argo;
  private final Findings findings;
  private final Set<Application> asked = new LinkedHashSet<>();

  private ApplicationChecks(ArgoCd argo, Subject.Inputs inputs, Findings findings) {
    this.inputs = inputs;
    this.argo = argo;
    this.findings = findings;
  }

  static void run(ArgoCd argo, Subject subject, Findings findings) {
    if (subject.inputs().isEmpty() || argo.applications().isEmpty()) {
      return;
    }
    ApplicationChecks checks = new ApplicationChecks(argo, subject.inputs().get(), findings);
    checks.objects(subject);
    checks.asked.forEach(checks::application);
  }

  private void objects(Subject subject) {
    List<String> unknown = new ArrayList<>();
    subject.document().ifPresent(rollout -> ask(rollout, unknown));
    for (WrittenObject object : WrittenObject.of(subject)) {
      ask(object.git(), unknown).ifPresent(app -> judge(object, app));
    }
    if (!unknown.isEmpty()) {
      findings.add(
          ExpressionRules.GITOPS_APPLICATION_UNKNOWN,
          NAME,
          "which of the %s Applications manages %s is not known, nor what it shows of them"
              .formatted(argo.applications().size(), String.join(", ", unknown)),
          "give each Application its destination namespace, or name the objects in"
              + " ignoreDifferences");
    }
  }

  private Optional<Application> ask(YamlDocument document, List<String> unknown) {
    Optional<ObjectId> id = KubernetesObject.idOf(document.root());
    Optional<Application> app = id.flatMap(named -> argo.of(named, document));
    if (app.isEmpty()) {
      id.ifPresent(named -> unknown.add("the %s \"%s\"".formatted(named.kind(), named.name())));
    }
    app.ifPresent(asked::add);
    return app;
  }

  private void judge(WrittenObject object, Application app) {
    // one expression that is no jq fails the comparison of all objects (GT-23)
    if (argo.isInvalid(app)) {
      return;
    }
    Ignored ignored = Ignored.of(argo.ignored(app, object.id()));
    if (!ignored.all()) {
      findings
          .about(app.document())
          .add(
              ExpressionRules.GITOPS_APPLICATION_UNKNOWN,
              app.place("ignoreDifferences"),
              "more than %s expressions are about %s; only the first are looked at"
                  .formatted(Ignored.MOST, object.words()),
              "ignore the fields that the controller writes, and no others");
    }
    Judgement judgement = new Judgement(object, app, ignored, argo.mode(app, object.git()));
    OwnedFields owned = OwnedFields.of(judgement);
    ExpressionChecks.run(judgement, owned, others(object), findings);
    if (!app.isPatched()) {
      JudgementChecks.run(judgement, owned, findings);
    }
  }

  /** Returns the other objects of the kind. */
  private List<YamlNode> others(WrittenObject object) {
    return inputs.documents().ofKind(object.id().kind()).stream()
        .filter(document -> document != object.git())
        .map(YamlDocument::root)
        .toList();
  }

  private void application(Application app) {
    if (app.isPatched()) {
      findings
          .about(app.document())
          .add(
              ExpressionRules.GITOPS_APPLICATION_UNKNOWN,
              FieldPath.of("spec", "templatePatch"),
              "templatePatch may change what %s ignores; what Argo CD shows is not known"
                  .formatted(app.words()),
              "write ignoreDifferences and syncPolicy in the template");
    }
    argo.projects().stream()
        .filter(project -> app.project().equals(Optional.of(project.id().name())))
        .forEach(project -> windows(project, app));
  }

  private void windows(AppProject project, Application app) {
    for (AppProject.SyncWindow window : project.windows()) {
      if (window.isAbout(app)) {
        boolean denies = window.kind().equals("deny");
        findings
            .about(project.document())
            .add(
                Finding.of(
                        SyncRules.GITOPS_SYNC_WINDOW,
                        window.path(),
                        """
                        %s this window of the project "%s" Argo CD does not sync %s on its own: \
                        what differs then stays as it is in the cluster"""
                            .formatted(
                                denies ? "during" : "outside of", project.id().name(), app.words()))
                    .withHint(
                        "start updates with the window (%s, %s) in mind"
                            .formatted(
                                Quotation.line(window.schedule()),
                                Quotation.line(window.duration()))));
      }
    }
  }
}
