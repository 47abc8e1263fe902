// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.kubernetes.FieldReader;
import java.util.Optional;

/**
 * Reads the spec of an AnalysisTemplate for what the API server refuses of it by the CRD of Argo
 * Rollouts 1.9: required fields and types. Where another version differs, nothing is told.
 *
 * <p>Values stay in the document; {@link AnalysisTemplate} has those that decide anything.
 */
final class AnalysisTemplateReader {
  private static final String NUMBER_OR_TEXT = "a whole number or a text";

  private AnalysisTemplateReader() {}

  static void read(FieldReader root) {
    root.skip("apiVersion", "kind", "metadata", "status");
    if (root.has("spec")) {
      root.inner("spec", AnalysisTemplateReader::spec);
    } else {
      root.missing("spec");
    }
    root.close();
  }

  private static Optional<String> spec(FieldReader spec) {
    spec.objects("args", AnalysisTemplateReader::argument);
    spec.objects("metrics", AnalysisTemplateReader::metric);
    spec.objects("dryRun", metric -> metric.requiredText("metricName"));
    spec.objects("measurementRetention", AnalysisReader::retention);
    spec.objects("templates", StrategyReader::template);
    return Optional.empty();
  }

  private static String argument(FieldReader argument) {
    argument.text("value");
    argument.object("valueFrom", AnalysisTemplateReader::source);
    return argument.requiredText("name");
  }

  private static Optional<String> source(FieldReader source) {
    source.object("fieldRef", reference -> reference.requiredText("fieldPath"));
    return source.object("secretKeyRef", AnalysisTemplateReader::secretKey);
  }

  private static String secretKey(FieldReader secret) {
    return secret.requiredText("name") + secret.requiredText("key");
  }

  private static String metric(FieldReader metric) {
    texts(metric, "interval", "initialDelay", "successCondition", "failureCondition");
    for (String limit :
        new String[] {
          "count",
          "failureLimit",
          "inconclusiveLimit",
          "consecutiveErrorLimit",
          "consecutiveSuccessLimit"
        }) {
      metric.intOrPercent(limit, NUMBER_OR_TEXT);
    }
    if (metric.has("provider")) {
      metric.inner("provider", MetricProviderReader::read);
    } else {
      metric.missing("provider");
    }
    return metric.requiredText("name");
  }

  static void texts(FieldReader owner, String... names) {
    for (String name : names) {
      owner.text(name);
    }
  }
}
