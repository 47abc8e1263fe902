// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.Lists;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.AnalysisSpec.TemplateRef;
import io.canaryplan.rollout.AnalysisTemplate;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether analyses can be made of the templates that a Rollout names, as far as they are among the
 * inputs (istio.md 3.5, bluegreen.md 1.2).
 */
final class AnalysisTemplateChecks {
  private final Rollout rollout;
  private final KubernetesObjects objects;
  private final Findings findings;

  private AnalysisTemplateChecks(Rollout rollout, KubernetesObjects objects, Findings findings) {
    this.rollout = rollout;
    this.objects = objects;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    if (subject.inputs().isEmpty()) {
      return;
    }
    AnalysisTemplateChecks checks =
        new AnalysisTemplateChecks(subject.rollout(), subject.inputs().get().objects(), findings);
    subject.canary().ifPresent(checks::canary);
    subject.rollout().blueGreen().ifPresent(checks::blueGreen);
  }

  private void canary(CanaryStrategy canary) {
    for (int i = 0; i < canary.steps().size(); i++) {
      FieldPath path = Paths.step(i, "analysis");
      canary
          .steps()
          .get(i)
          .part(CanaryStep.Analysis.class)
          .ifPresent(step -> check(step.analysis(), path, true, Severity.NOTE));
    }
    FieldPath background = Paths.CANARY.child("analysis");
    canary.analysis().ifPresent(spec -> check(spec, background, false, Severity.NOTE));
  }

  private void blueGreen(BlueGreenStrategy blueGreen) {
    FieldPath pre = Paths.BLUE_GREEN.child("prePromotionAnalysis");
    FieldPath post = Paths.BLUE_GREEN.child("postPromotionAnalysis");
    blueGreen.prePromotionAnalysis().ifPresent(spec -> check(spec, pre, true, Severity.WARNING));
    blueGreen.postPromotionAnalysis().ifPresent(spec -> check(spec, post, true, Severity.WARNING));
  }

  /**
   * Checks one analysis.
   *
   * @param ends whether it must come to an end; a background analysis need not
   * @param unknown how bad it is if a template is not among the inputs
   */
  private void check(AnalysisSpec spec, FieldPath analysis, boolean ends, Severity unknown) {
    if (!findings.knows(analysis)) {
      return;
    }
    FieldPath path = analysis.child("templates");
    Map<TemplateRef, Optional<AnalysisTemplate>> named = new LinkedHashMap<>();
    collect(spec.templates(), named);
    named.forEach(
        (reference, template) -> {
          if (template.isEmpty()) {
            unknown(reference, path, unknown);
          }
        });
    List<AnalysisTemplate> found = named.values().stream().flatMap(Optional::stream).toList();
    if (ends) {
      found.forEach(template -> endless(template, path));
    }
    conflicts(found, path);
    if (!ends) {
      found.forEach(template -> missing(List.of(template), spec, path));
    } else if (found.size() == named.size()) {
      // what is not among the inputs may give an argument its value
      missing(found, spec, path);
    }
  }

  /** Adds what is named here and, in turn, by the templates; each once, as the controller does. */
  private void collect(
      List<TemplateRef> references, Map<TemplateRef, Optional<AnalysisTemplate>> named) {
    Deque<TemplateRef> waiting = new ArrayDeque<>(references);
    while (!waiting.isEmpty()) {
      TemplateRef reference = waiting.pop();
      if (!named.containsKey(reference)) {
        Optional<AnalysisTemplate> template = template(reference);
        named.put(reference, template);
        List<TemplateRef> further = template.map(AnalysisTemplate::templates).orElse(List.of());
        Lists.reverse(further).forEach(waiting::push);
      }
    }
  }

  private static String words(String name, boolean clusterScope) {
    return (clusterScope ? "the ClusterAnalysisTemplate " : "the AnalysisTemplate ")
        + Quotation.of(name);
  }

  private static String words(AnalysisTemplate template) {
    return words(template.id().name(), template.isClusterScope());
  }

  private void unknown(TemplateRef reference, FieldPath path, Severity severity) {
    findings.add(
        Finding.of(
                AnalysisRules.ANALYSIS_TEMPLATE_UNKNOWN,
                path,
                words(reference.templateName(), reference.clusterScope())
                    + " is not among the inputs; without it the controller refuses the Rollout")
            .withSeverity(severity)
            .withHint("add its document to the inputs, or correct %s".formatted(path)));
  }

  private void endless(AnalysisTemplate template, FieldPath path) {
    template.metrics().stream()
        .filter(AnalysisTemplate.Metric::isEndless)
        .forEach(
            metric ->
                findings.add(
                    AnalysisRules.ANALYSIS_WITHOUT_END,
                    path,
                    "%s has the metric %s with an interval and no count; it would run for ever"
                        .formatted(words(template), Quotation.of(metric.name())),
                    "give the metric a count, or leave out its interval"));
  }

  private void conflicts(List<AnalysisTemplate> found, FieldPath path) {
    Set<String> names = new HashSet<>();
    Map<String, String> values = new HashMap<>();
    for (AnalysisTemplate template : found) {
      for (AnalysisTemplate.Metric metric : template.metrics()) {
        if (!names.add(metric.name())) {
          conflict(path, "the metric %s stands twice".formatted(Quotation.of(metric.name())));
        }
      }
      for (AnalysisTemplate.Argument argument : template.args()) {
        String value = argument.value().orElse("");
        String other =
            argument.value().isPresent() ? values.getOrDefault(argument.name(), value) : value;
        argument.value().ifPresent(own -> values.putIfAbsent(argument.name(), own));
        if (!other.equals(value)) {
          conflict(
              path,
              "the argument %s has the values %s and %s"
                  .formatted(
                      Quotation.of(argument.name()), Quotation.of(other), Quotation.of(value)));
        }
      }
    }
  }

  private void conflict(FieldPath path, String what) {
    findings.add(
        AnalysisRules.ANALYSIS_TEMPLATES_CONFLICT,
        path,
        what + " in the templates of one analysis",
        "rename one of them in its template");
  }

  /**
   * An argument that one template gives a value has it in all of them; of a background analysis the
   * controller asks it of each template by itself.
   */
  private void missing(List<AnalysisTemplate> found, AnalysisSpec spec, FieldPath path) {
    Set<String> given = new HashSet<>();
    spec.args().forEach(argument -> given.add(argument.name()));
    found.stream()
        .flatMap(template -> template.args().stream())
        .filter(AnalysisTemplate.Argument::hasDefault)
        .forEach(argument -> given.add(argument.name()));
    for (AnalysisTemplate template : found) {
      for (AnalysisTemplate.Argument argument : template.args()) {
        if (given.add(argument.name())) {
          findings.add(
              AnalysisRules.ANALYSIS_ARGUMENT_WITHOUT_VALUE,
              path,
              "%s needs the argument %s, which nothing gives a value"
                  .formatted(words(template), Quotation.of(argument.name())),
              "add the argument beside %s, or give it a value in the template".formatted(path));
        }
      }
    }
  }

  private Optional<AnalysisTemplate> template(TemplateRef reference) {
    String name = reference.templateName();
    return objects.named(AnalysisTemplate.class, name).stream()
        .filter(template -> template.isClusterScope() == reference.clusterScope())
        .filter(
            template ->
                template.isClusterScope()
                    || References.areTo(template.id(), name, Optional.empty(), rollout.namespace()))
        .findFirst();
  }
}
