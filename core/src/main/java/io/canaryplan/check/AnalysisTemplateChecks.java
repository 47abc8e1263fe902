// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.AnalysisSpec.TemplateRef;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.Optional;
import java.util.OptionalInt;

/** The templates of both analyses of a blue-green Rollout (bluegreen.md 1.2). */
final class AnalysisTemplateChecks {
  private final Rollout rollout;
  private final Subject.Inputs inputs;
  private final Findings findings;

  private AnalysisTemplateChecks(Rollout rollout, Subject.Inputs inputs, Findings findings) {
    this.rollout = rollout;
    this.inputs = inputs;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    Optional<BlueGreenStrategy> blueGreen = subject.rollout().blueGreen();
    if (subject.inputs().isEmpty() || blueGreen.isEmpty()) {
      return;
    }
    AnalysisTemplateChecks checks =
        new AnalysisTemplateChecks(subject.rollout(), subject.inputs().get(), findings);
    checks.check("prePromotionAnalysis", blueGreen.get().prePromotionAnalysis());
    checks.check("postPromotionAnalysis", blueGreen.get().postPromotionAnalysis());
  }

  private void check(String field, Optional<AnalysisSpec> analysis) {
    FieldPath path = Paths.BLUE_GREEN.child(field).child("templates");
    analysis.ifPresent(
        given -> given.templates().forEach(template -> check(path, given, template)));
  }

  private void check(FieldPath path, AnalysisSpec analysis, TemplateRef reference) {
    String kind = reference.clusterScope() ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
    String words = "the " + kind + " " + Quotation.of(reference.templateName());
    Optional<YamlDocument> document = find(kind, reference);
    if (document.isEmpty()) {
      findings.add(
          AnalysisRules.ANALYSIS_TEMPLATE_UNKNOWN,
          path,
          words + " is not among the inputs; without it the controller refuses the Rollout",
          "add its document to the inputs, or correct %s".formatted(path));
      return;
    }
    YamlNode spec = Fields.get(document.get().root(), "spec");
    for (YamlNode metric : Fields.items(spec, "metrics")) {
      if (runsForEver(metric)) {
        findings.add(
            AnalysisRules.ANALYSIS_WITHOUT_END,
            path,
            "%s has the metric %s with an interval and no count; it would run for ever"
                .formatted(words, Quotation.of(Fields.text(metric, "name").orElse(""))),
            "give the metric a count, or leave out its interval");
      }
    }
    for (YamlNode argument : Fields.items(spec, "args")) {
      checkArgument(path, analysis, words, argument);
    }
  }

  private void checkArgument(
      FieldPath path, AnalysisSpec analysis, String words, YamlNode argument) {
    Optional<String> name = Fields.name(argument, "name");
    boolean hasValue =
        Fields.isPresent(argument, "value") || Fields.isPresent(argument, "valueFrom");
    boolean isGiven =
        name.isPresent()
            && analysis.args().stream().anyMatch(given -> given.name().equals(name.get()));
    if (name.isPresent() && !hasValue && !isGiven) {
      findings.add(
          AnalysisRules.ANALYSIS_ARGUMENT_WITHOUT_VALUE,
          path,
          "%s needs the argument %s, which nothing gives a value"
              .formatted(words, Quotation.of(name.get())),
          "add the argument beside %s, or give it a value in the template".formatted(path));
    }
  }

  private static boolean runsForEver(YamlNode metric) {
    OptionalInt count = Fields.integer(metric, "count");
    boolean none = !Fields.isPresent(metric, "count") || count.orElse(1) == 0;
    return none && Fields.name(metric, "interval").isPresent();
  }

  private Optional<YamlDocument> find(String kind, TemplateRef reference) {
    return inputs.documents().stream()
        .filter(document -> Fields.text(document.root(), "kind").equals(Optional.of(kind)))
        .filter(document -> isNamed(document, reference))
        .findFirst();
  }

  private boolean isNamed(YamlDocument document, TemplateRef reference) {
    Optional<ObjectId> id = KubernetesObject.idOf(document.root());
    String name = reference.templateName();
    return id.isPresent()
        && (reference.clusterScope()
            ? id.get().name().equals(name)
            : References.areTo(id.get(), name, Optional.empty(), rollout.namespace()));
  }
}
