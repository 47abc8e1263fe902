// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static io.canaryplan.rollout.FieldChecks.object;
import static io.canaryplan.rollout.FieldChecks.objects;
import static io.canaryplan.rollout.FieldChecks.requiredObject;
import static io.canaryplan.rollout.FieldChecks.requiredTexts;
import static io.canaryplan.rollout.FieldChecks.texts;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.FieldReader;

/**
 * Reads the spec of an AnalysisTemplate for what the API server refuses of it by the CRD of Argo
 * Rollouts 1.9: required fields and types. Where another version differs, nothing is told.
 *
 * <p>Values stay in the document; {@link AnalysisTemplate} has those that decide anything.
 */
final class AnalysisTemplateReader {
  private static final String NUMBER_OR_TEXT = "a whole number or a text";

  private static final ImmutableList<String> LIMITS =
      ImmutableList.of(
          "count",
          "failureLimit",
          "inconclusiveLimit",
          "consecutiveErrorLimit",
          "consecutiveSuccessLimit");

  private AnalysisTemplateReader() {}

  static void read(FieldReader root) {
    root.skip("apiVersion", "kind", "metadata", "status");
    requiredObject(root, "spec", AnalysisTemplateReader::spec);
    root.close();
  }

  private static void spec(FieldReader spec) {
    objects(spec, "args", AnalysisTemplateReader::argument);
    objects(spec, "metrics", AnalysisTemplateReader::metric);
    objects(spec, "dryRun", metric -> metric.requiredText("metricName"));
    objects(spec, "measurementRetention", AnalysisReader::retention);
    objects(spec, "templates", StrategyReader::template);
  }

  private static void argument(FieldReader argument) {
    argument.requiredText("name");
    argument.text("value");
    object(argument, "valueFrom", AnalysisTemplateReader::source);
  }

  private static void source(FieldReader source) {
    object(source, "fieldRef", reference -> reference.requiredText("fieldPath"));
    object(source, "secretKeyRef", secret -> requiredTexts(secret, "name", "key"));
  }

  private static void metric(FieldReader metric) {
    metric.requiredText("name");
    texts(metric, "interval", "initialDelay", "successCondition", "failureCondition");
    for (String limit : LIMITS) {
      metric.intOrPercent(limit, NUMBER_OR_TEXT);
    }
    requiredObject(metric, "provider", MetricProviderReader::read);
  }
}
