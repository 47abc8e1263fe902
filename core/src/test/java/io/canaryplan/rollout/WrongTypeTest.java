// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong type at every field of the schema is one finding there, with a position. */
class WrongTypeTest {
  private static final String VIRTUAL_SERVICE =
      "strategy.canary.trafficRouting.istio.virtualServices.[]";
  private static final String STEP = "strategy.canary.steps.[].";

  private static final List<String> INTEGERS =
      List.of(
          "replicas",
          "minReadySeconds",
          "progressDeadlineSeconds",
          "revisionHistoryLimit",
          "rollbackWindow.revisions",
          "analysis.successfulRunHistoryLimit",
          "analysis.unsuccessfulRunHistoryLimit",
          "strategy.canary.scaleDownDelaySeconds",
          "strategy.canary.scaleDownDelayRevisionLimit",
          "strategy.canary.abortScaleDownDelaySeconds",
          "strategy.canary.minPodsPerReplicaSet",
          "strategy.canary.replicaProgressThreshold.value",
          "strategy.canary.antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight",
          "strategy.canary.analysis.startingStep",
          "strategy.canary.trafficRouting.maxTrafficWeight",
          "strategy.canary.trafficRouting.alb.servicePort",
          "strategy.canary.trafficRouting.alb.stickinessConfig.durationSeconds",
          VIRTUAL_SERVICE + ".tlsRoutes.[].port",
          VIRTUAL_SERVICE + ".tcpRoutes.[].port",
          STEP + "setWeight",
          STEP + "setCanaryScale.replicas",
          STEP + "setCanaryScale.weight",
          STEP + "setMirrorRoute.percentage",
          STEP + "experiment.scaleDownDelaySeconds",
          STEP + "experiment.templates.[].replicas",
          STEP + "experiment.templates.[].weight",
          "strategy.blueGreen.previewReplicaCount",
          "strategy.blueGreen.autoPromotionSeconds",
          "strategy.blueGreen.scaleDownDelaySeconds",
          "strategy.blueGreen.scaleDownDelayRevisionLimit",
          "strategy.blueGreen.abortScaleDownDelaySeconds");

  private static final List<String> FLAGS =
      List.of(
          "paused",
          "progressDeadlineAbort",
          "strategy.canary.dynamicStableScale",
          "strategy.canary.trafficRouting.alb.stickinessConfig.enabled",
          "strategy.canary.analysis.templates.[].clusterScope",
          STEP + "setCanaryScale.matchTrafficWeight",
          STEP + "experiment.analyses.[].clusterScope",
          "strategy.blueGreen.autoPromotionEnabled");

  private static final List<String> TEXTS =
      List.of(
          "workloadRef.apiVersion",
          "workloadRef.kind",
          "workloadRef.name",
          "workloadRef.scaleDown",
          "selector.matchLabels.app",
          "selector.matchExpressions.[].key",
          "selector.matchExpressions.[].operator",
          "selector.matchExpressions.[].values.[]",
          "template.metadata.labels.app",
          "template.metadata.annotations.note",
          "strategy.canary.canaryService",
          "strategy.canary.stableService",
          "strategy.canary.canaryMetadata.labels.app",
          "strategy.canary.stableMetadata.annotations.note",
          "strategy.canary.replicaProgressThreshold.type",
          "strategy.canary.pingPong.pingService",
          "strategy.canary.pingPong.pongService",
          "strategy.canary.analysis.templates.[].templateName",
          "strategy.canary.analysis.args.[].name",
          "strategy.canary.analysis.args.[].value",
          "strategy.canary.trafficRouting.managedRoutes.[].name",
          "strategy.canary.trafficRouting.istio.virtualService.name",
          VIRTUAL_SERVICE + ".name",
          VIRTUAL_SERVICE + ".routes.[]",
          VIRTUAL_SERVICE + ".tlsRoutes.[].sniHosts.[]",
          "strategy.canary.trafficRouting.istio.destinationRule.name",
          "strategy.canary.trafficRouting.istio.destinationRule.canarySubsetName",
          "strategy.canary.trafficRouting.istio.destinationRule.stableSubsetName",
          "strategy.canary.trafficRouting.istio.destinationRule.additionalSubsetNames.[]",
          "strategy.canary.trafficRouting.nginx.stableIngress",
          "strategy.canary.trafficRouting.nginx.stableIngresses.[]",
          "strategy.canary.trafficRouting.nginx.annotationPrefix",
          "strategy.canary.trafficRouting.nginx.additionalIngressAnnotations.a",
          "strategy.canary.trafficRouting.nginx.canaryIngressAnnotations.a",
          "strategy.canary.trafficRouting.alb.ingress",
          "strategy.canary.trafficRouting.alb.ingresses.[]",
          "strategy.canary.trafficRouting.alb.rootService",
          "strategy.canary.trafficRouting.alb.annotationPrefix",
          "strategy.canary.trafficRouting.smi.rootService",
          "strategy.canary.trafficRouting.smi.trafficSplitName",
          "strategy.canary.trafficRouting.ambassador.mappings.[]",
          "strategy.canary.trafficRouting.appMesh.virtualService.name",
          "strategy.canary.trafficRouting.appMesh.virtualService.routes.[]",
          "strategy.canary.trafficRouting.appMesh.virtualNodeGroup.canaryVirtualNodeRef.name",
          "strategy.canary.trafficRouting.appMesh.virtualNodeGroup.stableVirtualNodeRef.name",
          "strategy.canary.trafficRouting.traefik.weightedTraefikServiceName",
          "strategy.canary.trafficRouting.apisix.route.name",
          "strategy.canary.trafficRouting.apisix.route.rules.[]",
          STEP + "setHeaderRoute.name",
          STEP + "setHeaderRoute.match.[].headerName",
          STEP + "setHeaderRoute.match.[].headerValue.exact",
          STEP + "setHeaderRoute.match.[].headerValue.prefix",
          STEP + "setHeaderRoute.match.[].headerValue.regex",
          STEP + "setMirrorRoute.name",
          STEP + "setMirrorRoute.match.[].method.exact",
          STEP + "setMirrorRoute.match.[].path.prefix",
          STEP + "setMirrorRoute.match.[].headers.agent.regex",
          STEP + "experiment.duration",
          STEP + "experiment.templates.[].name",
          STEP + "experiment.templates.[].specRef",
          STEP + "experiment.templates.[].service.name",
          STEP + "experiment.analyses.[].name",
          STEP + "experiment.analyses.[].templateName",
          STEP + "analysis.templates.[].templateName",
          STEP + "plugin.name",
          "strategy.blueGreen.activeService",
          "strategy.blueGreen.previewService",
          "strategy.blueGreen.prePromotionAnalysis.templates.[].templateName",
          "strategy.blueGreen.activeMetadata.labels.app");

  /** Mappings with keys that the schema does not know. */
  private static final List<String> FREE =
      List.of(STEP + "plugin.config", "strategy.canary.trafficRouting.plugins");

  private static final List<String> PODS_OR_PERCENT =
      List.of(
          "strategy.canary.maxSurge",
          "strategy.canary.maxUnavailable",
          "strategy.blueGreen.maxUnavailable");

  /** Every mapping and list on the way to a field is a field itself. */
  static Stream<String> mappings() {
    return Stream.concat(parents().filter(path -> !isList(path)), FREE.stream());
  }

  static Stream<String> lists() {
    return parents().filter(WrongTypeTest::isList);
  }

  private static Stream<String> parents() {
    return Stream.of(INTEGERS, FLAGS, TEXTS, PODS_OR_PERCENT)
        .flatMap(List::stream)
        .flatMap(WrongTypeTest::prefixes)
        .distinct();
  }

  private static boolean isList(String path) {
    return Stream.of(INTEGERS, FLAGS, TEXTS, PODS_OR_PERCENT)
        .flatMap(List::stream)
        .anyMatch(field -> (field + ".").startsWith(path + ".[]."));
  }

  private static Stream<String> prefixes(String path) {
    List<String> keys = Arrays.asList(path.split("\\.", -1));
    List<String> prefixes = new ArrayList<>();
    for (int i = 1; i < keys.size(); i++) {
      prefixes.add(String.join(".", keys.subList(0, i)));
    }
    return prefixes.stream();
  }

  static Stream<String> integers() {
    return INTEGERS.stream();
  }

  static Stream<String> flags() {
    return FLAGS.stream();
  }

  static Stream<String> texts() {
    return TEXTS.stream();
  }

  static Stream<String> podsOrPercent() {
    return PODS_OR_PERCENT.stream();
  }

  @ParameterizedTest
  @MethodSource("integers")
  void integers(String field) {
    wrong(field, "an integer", "\"2\"", "two", "true", "1.5", "[2]", "{a: 2}");
  }

  @ParameterizedTest
  @MethodSource("flags")
  void flags(String field) {
    wrong(field, "true or false", "\"true\"", "maybe", "1", "[true]", "{a: true}");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void texts(String field) {
    wrong(field, "a text", "[a]", "{a: b}");
  }

  @ParameterizedTest
  @MethodSource("podsOrPercent")
  void podsOrPercent(String field) {
    wrong(field, "a number of pods or a percentage such as 25%", "[1]", "{a: 1}", "true", "1.5");
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void mappings(String field) {
    wrong(field, "a mapping", "5", "abc", "\"abc\"", "[a]");
  }

  @ParameterizedTest
  @MethodSource("lists")
  void lists(String field) {
    wrong(field, "a list", "5", "abc", "{a: b}");
  }

  private static void wrong(String field, String expected, String... values) {
    for (String value : values) {
      YamlDocument document =
          ReadRollout.document(
              "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop}\nspec: "
                  + flow(field.split("\\.", -1), 0, value)
                  + "\n");
      Checked<Rollout> read = RolloutReader.read(document);
      FieldPath path = path(field);
      List<Finding> there =
          read.findings().stream().filter(finding -> finding.path().equals(path)).toList();
      assertThat(there).as("%s: %s", field, value).hasSize(1);
      Finding finding = there.get(0);
      assertThat(finding.rule()).hasToString("wrong-type");
      assertThat(finding.message()).endsWith(" where " + expected + " is expected");
      YamlNode node = document.root().at(path).orElseThrow();
      assertThat(finding.position()).isEqualTo(node.position());
      assertThat(finding.hint()).isPresent();
    }
  }

  private static String flow(String[] keys, int from, String value) {
    if (from == keys.length) {
      return value;
    }
    String inner = flow(keys, from + 1, value);
    return keys[from].equals("[]") ? "[" + inner + "]" : "{" + keys[from] + ": " + inner + "}";
  }

  private static FieldPath path(String field) {
    FieldPath path = FieldPath.of("spec");
    for (String key : field.split("\\.", -1)) {
      path = key.equals("[]") ? path.index(0) : path.child(key);
    }
    return path;
  }
}
