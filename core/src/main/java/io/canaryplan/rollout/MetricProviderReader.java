// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static io.canaryplan.rollout.FieldChecks.object;
import static io.canaryplan.rollout.FieldChecks.objects;
import static io.canaryplan.rollout.FieldChecks.required;
import static io.canaryplan.rollout.FieldChecks.requiredTexts;
import static io.canaryplan.rollout.FieldChecks.texts;

import io.canaryplan.kubernetes.FieldReader;

/** Reads where the metric of an AnalysisTemplate comes from, as {@link AnalysisTemplateReader}. */
final class MetricProviderReader {
  private static final String MAPPING = "a mapping";

  private MetricProviderReader() {}

  static void read(FieldReader provider) {
    object(provider, "prometheus", MetricProviderReader::prometheus);
    object(provider, "web", MetricProviderReader::web);
    object(provider, "job", MetricProviderReader::job);
    object(provider, "datadog", MetricProviderReader::datadog);
    object(provider, "newRelic", MetricProviderReader::newRelic);
    object(provider, "cloudWatch", MetricProviderReader::cloudWatch);
    object(provider, "kayenta", MetricProviderReader::kayenta);
    object(provider, "wavefront", wavefront -> texts(wavefront, "address", "query"));
    object(provider, "graphite", graphite -> texts(graphite, "address", "query"));
    object(provider, "influxdb", influx -> texts(influx, "profile", "query"));
    object(provider, "skywalking", walking -> texts(walking, "address", "query", "interval"));
    // the schema of a plugin is the plugin's
    provider.mapping("plugin", MAPPING);
  }

  private static void prometheus(FieldReader prometheus) {
    texts(prometheus, "address", "query");
    object(prometheus, "rangeQuery", range -> texts(range, "start", "end", "step"));
    prometheus.longInteger("timeout");
    http(prometheus);
  }

  private static void web(FieldReader web) {
    web.requiredText("url");
    texts(web, "method", "body", "jsonPath");
    web.longInteger("timeoutSeconds");
    web.mapping("jsonBody", MAPPING);
    http(web);
  }

  private static void http(FieldReader provider) {
    provider.flag("insecure");
    objects(provider, "headers", header -> requiredTexts(header, "key", "value"));
    object(provider, "authentication", MetricProviderReader::authentication);
  }

  private static void authentication(FieldReader authentication) {
    object(authentication, "sigv4", sigv4 -> texts(sigv4, "region", "profile", "roleArn"));
    object(authentication, "oauth2", MetricProviderReader::oauth2);
  }

  private static void oauth2(FieldReader oauth2) {
    texts(oauth2, "tokenUrl", "clientId", "clientSecret");
    oauth2.texts("scopes");
  }

  private static void job(FieldReader job) {
    job.mapping("metadata", MAPPING);
    required(job, "spec");
    job.mapping("spec", MAPPING);
  }

  private static void datadog(FieldReader datadog) {
    datadog.inner("queries").keys().forEach(query -> datadog.at("queries").text(query));
    object(datadog, "secretRef", MetricProviderReader::datadogSecret);
    texts(datadog, "query", "formula", "interval", "apiVersion", "aggregator");
  }

  private static void datadogSecret(FieldReader secret) {
    secret.text("name");
    secret.flag("namespaced");
  }

  private static void newRelic(FieldReader newRelic) {
    newRelic.longInteger("timeout");
    newRelic.text("profile");
    newRelic.requiredText("query");
  }

  private static void cloudWatch(FieldReader cloudWatch) {
    cloudWatch.text("interval");
    required(cloudWatch, "metricDataQueries");
    cloudWatch.list("metricDataQueries");
  }

  private static void kayenta(FieldReader kayenta) {
    kayenta.flag("lookback");
    requiredTexts(
        kayenta,
        "address",
        "application",
        "canaryConfigName",
        "configurationAccountName",
        "metricsAccountName",
        "storageAccountName");
    required(kayenta, "scopes");
    required(kayenta, "threshold");
    kayenta.list("scopes");
    kayenta.mapping("threshold", MAPPING);
  }
}
