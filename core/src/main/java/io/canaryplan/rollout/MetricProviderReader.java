// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static io.canaryplan.rollout.AnalysisTemplateReader.texts;

import io.canaryplan.kubernetes.FieldReader;
import java.util.Optional;

/** Reads where the metric of an AnalysisTemplate comes from, as {@link AnalysisTemplateReader}. */
final class MetricProviderReader {
  private MetricProviderReader() {}

  static Optional<String> read(FieldReader provider) {
    provider.object("prometheus", MetricProviderReader::prometheus);
    provider.object("web", MetricProviderReader::web);
    provider.object("job", MetricProviderReader::job);
    provider.object("datadog", MetricProviderReader::datadog);
    provider.object("newRelic", MetricProviderReader::newRelic);
    provider.object("cloudWatch", MetricProviderReader::cloudWatch);
    provider.object("kayenta", MetricProviderReader::kayenta);
    provider.object("wavefront", wavefront -> all(wavefront, "address", "query"));
    provider.object("graphite", graphite -> all(graphite, "address", "query"));
    provider.object("influxdb", influx -> all(influx, "profile", "query"));
    provider.object("skywalking", skywalking -> all(skywalking, "address", "query", "interval"));
    // the schema of a plugin is the plugin's
    provider.mapping("plugin", "a mapping");
    return Optional.empty();
  }

  private static String all(FieldReader owner, String... names) {
    texts(owner, names);
    return "";
  }

  private static String prometheus(FieldReader prometheus) {
    prometheus.object("rangeQuery", range -> all(range, "start", "end", "step"));
    prometheus.longInteger("timeout");
    return http(prometheus, "address", "query");
  }

  private static String web(FieldReader web) {
    web.requiredText("url");
    web.longInteger("timeoutSeconds");
    web.mapping("jsonBody", "a mapping");
    return http(web, "method", "body", "jsonPath");
  }

  private static String http(FieldReader provider, String... names) {
    provider.flag("insecure");
    provider.objects(
        "headers", header -> header.requiredText("key") + header.requiredText("value"));
    provider.object("authentication", MetricProviderReader::authentication);
    return all(provider, names);
  }

  private static String authentication(FieldReader authentication) {
    authentication.object("sigv4", sigv4 -> all(sigv4, "region", "profile", "roleArn"));
    return authentication
        .object(
            "oauth2",
            oauth2 -> all(oauth2, "tokenUrl", "clientId", "clientSecret") + oauth2.texts("scopes"))
        .orElse("");
  }

  private static String job(FieldReader job) {
    job.mapping("metadata", "a mapping");
    if (!job.has("spec")) {
      job.missing("spec");
    }
    job.mapping("spec", "a mapping");
    return "";
  }

  private static String datadog(FieldReader datadog) {
    datadog.inner("queries").keys().forEach(query -> datadog.at("queries").text(query));
    datadog.object(
        "secretRef", secret -> secret.text("name") + secret.flag("namespaced").toString());
    return all(datadog, "query", "formula", "interval", "apiVersion", "aggregator");
  }

  private static String newRelic(FieldReader newRelic) {
    newRelic.longInteger("timeout");
    newRelic.text("profile");
    return newRelic.requiredText("query");
  }

  private static String cloudWatch(FieldReader cloudWatch) {
    cloudWatch.text("interval");
    if (!cloudWatch.has("metricDataQueries")) {
      cloudWatch.missing("metricDataQueries");
    }
    cloudWatch.list("metricDataQueries");
    return "";
  }

  private static String kayenta(FieldReader kayenta) {
    kayenta.flag("lookback");
    for (String name :
        new String[] {
          "address",
          "application",
          "canaryConfigName",
          "configurationAccountName",
          "metricsAccountName",
          "storageAccountName"
        }) {
      kayenta.requiredText(name);
    }
    for (String name : new String[] {"scopes", "threshold"}) {
      if (!kayenta.has(name)) {
        kayenta.missing(name);
      }
    }
    kayenta.list("scopes");
    kayenta.mapping("threshold", "a mapping");
    return "";
  }
}
