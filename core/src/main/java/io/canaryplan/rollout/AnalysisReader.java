// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static io.canaryplan.rollout.FieldChecks.object;
import static io.canaryplan.rollout.FieldChecks.objects;
import static io.canaryplan.rollout.FieldChecks.required;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.LabelNames;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what analyses are given: for most of it only whether the schema takes it. */
final class AnalysisReader {
  private AnalysisReader() {}

  /** Reads what an analysis run and an experiment have in common. */
  static void run(FieldReader run) {
    objects(run, "dryRun", metric -> metric.requiredText("metricName"));
    objects(run, "measurementRetention", AnalysisReader::retention);
    run.object("analysisRunMetadata", PodReader::podMetadata);
  }

  static void retention(FieldReader retention) {
    required(retention, "limit");
    retention.integer("limit");
    retention.requiredText("metricName");
  }

  static AnalysisSpec.Argument argument(FieldReader argument) {
    object(argument, "valueFrom", AnalysisReader::source);
    return new AnalysisSpec.Argument(argument.requiredText("name"), argument.text("value"));
  }

  private static void source(FieldReader source) {
    source.text("podTemplateHashValue");
    object(source, "fieldRef", reference -> reference.requiredText("fieldPath"));
  }

  /**
   * Reports arguments of a step that refer to metadata which the controller cannot resolve
   * (istio.md 3.4); those of a background analysis are not looked at by it.
   */
  static void fieldsOf(FieldReader analysis) {
    for (FieldReader argument : analysis.list("args")) {
      FieldReader reference = argument.at("valueFrom").at("fieldRef");
      Optional<String> path = Fields.text(reference.value(), "fieldPath");
      if (path.filter(written -> !isResolved(written)).isPresent()) {
        Finding finding =
            Refusal.of(
                RolloutRules.ANALYSIS_FIELD_UNSUPPORTED,
                reference.path("fieldPath"),
                "%s cannot be resolved on a Rollout".formatted(Quotation.of(path.get())),
                """
                name metadata.name, metadata.namespace, metadata.uid, metadata.labels['key'] or \
                metadata.annotations['key']""");
        analysis
            .reading()
            .report(finding.withControllerPath(ofStep(finding.controllerPath().orElseThrow())));
      }
    }
  }

  // the controller tells all arguments of a step in one place (istio.md 3.4, S-16)
  private static String ofStep(String path) {
    return path.substring(0, path.indexOf(']') + 1) + ".analyses";
  }

  /**
   * Reports dry runs and retentions of a step that name a metric twice; those of other analyses are
   * not looked at by the controller before it makes the run.
   */
  static void repeated(FieldReader analysis) {
    for (String field : List.of("dryRun", "measurementRetention")) {
      Set<String> names = new HashSet<>();
      for (FieldReader item : analysis.list(field)) {
        Optional<String> name = Fields.text(item.value(), "metricName");
        if (name.isPresent() && !names.add(name.get())) {
          Refusal.tell(
              analysis.reading(),
              RolloutRules.ANALYSIS_METRIC_REPEATED,
              item.path("metricName"),
              "%s stands twice in %s; one analysis run has one such setting for a metric"
                  .formatted(Quotation.of(name.get()), field),
              "remove one of the items of %s".formatted(analysis.path(field)));
        }
      }
    }
  }

  // what does not begin with metadata is resolved at run time, and not refused
  private static boolean isResolved(String path) {
    if (!path.startsWith("metadata")) {
      return true;
    }
    int bracket = path.indexOf("['");
    if (path.endsWith("']") && bracket > 0) {
      String key = path.substring(bracket + 2, path.length() - 2);
      return switch (path.substring(0, bracket)) {
        case "metadata.labels" -> LabelNames.isKey(key);
        case "metadata.annotations" -> LabelNames.isKey(key.toLowerCase(Locale.ROOT));
        default -> false;
      };
    }
    return switch (path) {
      case "metadata.name", "metadata.namespace", "metadata.uid" -> true;
      case "metadata.labels", "metadata.annotations" -> true;
      default -> false;
    };
  }
}
