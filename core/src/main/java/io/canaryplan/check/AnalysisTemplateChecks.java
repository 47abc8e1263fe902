// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.Lists;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.AnalysisSpec.TemplateRef;
import io.canaryplan.rollout.AnalysisTemplate;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether analyses can be made of the templates that a Rollout names, as far as they are among the
 * inputs (istio.md 3.5, bluegreen.md 1.2).
 */
final class AnalysisTemplateChecks {
  private static final Pattern ARGUMENT = Pattern.compile("\\{\\{ *+args\\.([^ {}]++) *+}}");

  private final Rollout rollout;
  private final KubernetesObjects objects;
  private final List<YamlNode> steps;
  private final Findings findings;

  private AnalysisTemplateChecks(Subject subject, KubernetesObjects objects, Findings findings) {
    this.rollout = subject.rollout();
    this.objects = objects;
    YamlNode root = subject.document().map(YamlDocument::root).orElse(YamlMapping.empty());
    this.steps = Fields.items(root, "spec", "strategy", "canary", "steps");
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    if (subject.inputs().isEmpty()) {
      return;
    }
    AnalysisTemplateChecks checks =
        new AnalysisTemplateChecks(subject, subject.inputs().get().objects(), findings);
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
      found.forEach(template -> metrics(template, spec, path));
    }
    conflicts(found, path);
    repeated("dryRun", "a dry run", AnalysisTemplate::dryRuns, found, path);
    repeated("measurementRetention", "a retention", AnalysisTemplate::retentions, found, path);
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

  /** What the controller asks of each template by itself, and not of a background analysis. */
  private void metrics(AnalysisTemplate template, AnalysisSpec spec, FieldPath path) {
    for (AnalysisTemplate.Argument argument : template.args()) {
      if (argument.value().isPresent() && argument.isTaken()) {
        findings.add(
            AnalysisRules.ANALYSIS_ARGUMENT_AMBIGUOUS,
            path,
            "%s gives the argument %s both value and valueFrom"
                .formatted(words(template), Quotation.of(argument.name())),
            "keep one of them in the template");
      }
    }
    for (AnalysisTemplate.Metric metric : template.metrics()) {
      if (!metric.unresolved().isEmpty()) {
        unresolved(template, metric, spec, path);
      } else if (metric.isEndless()) {
        endless(template, metric, path);
      }
    }
  }

  private void unresolved(
      AnalysisTemplate template,
      AnalysisTemplate.Metric metric,
      AnalysisSpec spec,
      FieldPath path) {
    String written = metric.unresolved().get(0);
    Matcher argument = ARGUMENT.matcher(written);
    String named = argument.matches() ? argument.group(1) : "";
    boolean given = spec.args().stream().anyMatch(arg -> arg.name().equals(named));
    String add = "add %s to spec.args of the template".formatted(Quotation.of(named));
    findings.add(
        AnalysisRules.ANALYSIS_ARGUMENT_UNKNOWN,
        path,
        "the metric %s of %s has %s, which is no argument in the template's own args"
            .formatted(Quotation.of(metric.name()), words(template), Quotation.of(written)),
        named.isEmpty()
            ? "a metric can have {{args.NAME}} with a name in spec.args of the template; correct it"
            : given ? add : add + ", and its value to the args beside %s".formatted(path));
  }

  private void endless(AnalysisTemplate template, AnalysisTemplate.Metric metric, FieldPath path) {
    String count = metric.count().map(text -> "the count " + Quotation.of(text)).orElse("no count");
    boolean isArgument = metric.count().filter(text -> text.contains("{{")).isPresent();
    findings.add(
        AnalysisRules.ANALYSIS_WITHOUT_END,
        path,
        "%s has the metric %s with an interval and %s; %s"
            .formatted(
                words(template),
                Quotation.of(metric.name()),
                count,
                isArgument
                    ? "the controller looks at it before the Rollout's arguments are in it, and"
                        + " takes it for 0, which would run for ever"
                    : "it would run for ever"),
        isArgument
            ? "write the count as a number, or give its argument a value in the template"
            : "give the metric a count, or leave out its interval");
  }

  /**
   * A metric has one dry run and one retention in all templates of an analysis; with those of each
   * step, whichever step it is, the controller tries the templates of every analysis.
   */
  private void repeated(
      String field,
      String words,
      Function<AnalysisTemplate, List<String>> metrics,
      List<AnalysisTemplate> found,
      FieldPath path) {
    Set<String> names = new HashSet<>();
    for (AnalysisTemplate template : found) {
      for (String name : metrics.apply(template)) {
        if (!names.add(name)) {
          conflict(path, "%s of the metric %s stands twice".formatted(words, Quotation.of(name)));
        }
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      for (YamlNode item : Fields.items(steps.get(i), "analysis", field)) {
        Optional<String> name = Fields.text(item, "metricName").filter(names::contains);
        if (name.isPresent()) {
          findings.add(
              AnalysisRules.ANALYSIS_TEMPLATES_CONFLICT,
              path,
              """
              the templates have %s of the metric %s, and step %d has one too; the controller puts \
              those of every step together with the templates of each analysis"""
                  .formatted(words, Quotation.of(name.get()), i + 1),
              "remove it from the template or from %s".formatted(Paths.step(i, "analysis")));
        }
      }
    }
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
