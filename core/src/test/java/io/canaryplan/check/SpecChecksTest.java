// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the controller refuses in the general part of a spec, each where it fires and where it just
 * does not.
 */
class SpecChecksTest {
  private static final String LABELS = "template: {metadata: {labels: {app: shop}}}";
  private static final String SELECTOR = "selector: {matchLabels: {app: shop}}";
  private static final String BOTH = SELECTOR + "\n" + LABELS + "\n";

  static Stream<Arguments> rows() {
    return Stream.of(
        row("sound", BOTH),
        row(
            "selector-missing: no selector",
            LABELS,
            "selector-missing spec.selector: \"selector\" is missing; a Rollout without workloadRef"
                + " needs one"),
        row(
            "selector-missing: neither selector nor template",
            "replicas: 3",
            "selector-missing spec.selector: \"selector\" and \"template\" are missing; a Rollout"
                + " without workloadRef needs one"),
        row("selector-missing: a workloadRef has one", WORKLOAD),
        row(
            "selector-invalid: empty",
            "selector: {}\n" + LABELS,
            "selector-invalid spec.selector: the selector \"{}\" is empty; it needs at least one"
                + " label"),
        row(
            "selector-invalid: an empty one is taken beside workloadRef",
            "selector: {}\n" + WORKLOAD),
        row(
            "selector-invalid: everything, each where the controller says it",
            "selector: {matchLabels: {-app: a b}, matchExpressions: [{key: a, operator: In, values:"
                + " [b c]}, {key: a, operator: Exists, values: [b]}]}\n"
                + LABELS,
            "selector-invalid spec.selector.matchLabels: \"-app\" is no label name; it has up to 63"
                + " letters, digits, '-', '_' and '.'",
            "selector-invalid spec.selector.matchLabels: \"a b\" is no label value; it has up to 63"
                + " letters, digits, '-', '_' and '.'",
            "selector-invalid spec.selector.matchExpressions[0].values[0]: \"b c\" is no label value;"
                + " it has up to 63 letters, digits, '-', '_' and '.'",
            "selector-invalid spec.selector.matchExpressions[1].values: the operator \"Exists\" has"
                + " values; it takes none"),
        row(
            "workload-kind-unresolved: another kind",
            "workloadRef: {apiVersion: apps/v1, kind: DaemonSet, name: shop}",
            "workload-kind-unresolved spec.workloadRef.kind: the kind \"DaemonSet\" is never resolved;"
                + " a Rollout takes its pods from one of Deployment, ReplicaSet, PodTemplate"),
        row(
            "workload-kind-unresolved: another group",
            "workloadRef: {apiVersion: extensions/v1beta1, kind: Deployment, name: shop}",
            "workload-kind-unresolved spec.workloadRef.apiVersion: a Deployment of the apiVersion"
                + " \"extensions/v1beta1\" is never resolved; Deployment and ReplicaSet are of apps/v1,"
                + " PodTemplate is of v1"),
        row(
            "workload-kind-unresolved: no apiVersion",
            "workloadRef: {kind: ReplicaSet, name: shop}",
            "workload-kind-unresolved spec.workloadRef.apiVersion: a ReplicaSet of the apiVersion \"\" is"
                + " never resolved; Deployment and ReplicaSet are of apps/v1, PodTemplate is of v1"),
        row(
            "workload-kind-unresolved: no kind",
            "workloadRef: {apiVersion: apps/v1, name: shop}",
            "workload-kind-unresolved spec.workloadRef.kind: the kind \"\" is never resolved; a Rollout"
                + " takes its pods from one of Deployment, ReplicaSet, PodTemplate"),
        row(
            "selector-missing: a PodTemplate has none",
            "workloadRef: {apiVersion: v1, kind: PodTemplate, name: shop}",
            "selector-missing spec.template.metadata.labels: \"selector\" is missing; a PodTemplate has"
                + " none that could be taken over"),
        row(
            "workload-kind-unresolved: a PodTemplate has no group",
            SELECTOR + "\nworkloadRef: {apiVersion: v1, kind: PodTemplate, name: shop}"),
        row(
            "selector-invalid: bad operator",
            "selector: {matchLabels: {app: shop}, matchExpressions: [{key: a, operator: Is, values:"
                + " [b]}]}\n"
                + WORKLOAD,
            "selector-invalid spec.selector: the operator \"Is\" does not exist; there"
                + " are In, NotIn, Exists and DoesNotExist"),
        row(
            "selector-invalid: In without values",
            "selector: {matchExpressions: [{key: a, operator: In}]}\n" + WORKLOAD,
            "selector-invalid spec.selector: the operator \"In\" has no values; it needs"
                + " at least one"),
        row(
            "selector-invalid: bad label value",
            "selector: {matchLabels: {app: a b}}\n" + WORKLOAD,
            "selector-invalid spec.selector: \"a b\" is no label value; it has up to 63 letters,"
                + " digits, '-', '_' and '.'"),
        row(
            "selector-invalid: bad label name",
            "selector: {matchLabels: {-app: a}}\n" + WORKLOAD,
            "selector-invalid spec.selector: \"-app\" is no label name; it has up to 63 letters,"
                + " digits, '-', '_' and '.'"),
        row(
            "selector-invalid: 63 characters fit",
            "selector: {matchLabels: {a/b: " + "x".repeat(63) + "}}\n" + WORKLOAD),
        row(
            "template-beside-workload-ref: template beside workloadRef",
            WORKLOAD + "\n" + LABELS,
            "template-beside-workload-ref spec.template: both \"template\" and \"workloadRef\" are"
                + " given; the pods come from exactly one"),
        row(
            "template-beside-workload-ref: an empty template is none",
            WORKLOAD + "\ntemplate: {spec: {}}"),
        row(
            "template-beside-workload-ref: only labels and annotations count",
            WORKLOAD + "\ntemplate: {spec: {containers: [{name: a}]}}"),
        row(
            "selector-not-in-template: selector misses the pods",
            SELECTOR + "\ntemplate: {metadata: {labels: {app: other}}}",
            "selector-not-in-template spec.template.metadata.labels: the labels \"app: other\" are"
                + " not matched by spec.selector; the Rollout would not find its own pods"),
        row(
            "selector-not-in-template: no template at all",
            SELECTOR,
            "selector-not-in-template spec.template.metadata.labels: the labels \"{}\" are not"
                + " matched by spec.selector; the Rollout would not find its own pods"),
        row(
            "selector-not-in-template: is not asked of a selector that cannot be read",
            "selector: {matchExpressions: [{key: app, operator: Is, values: [shop]}]}\n"
                + "template: {metadata: {labels: {app: shop}}}",
            "selector-invalid spec.selector.matchExpressions[0].operator: the operator \"Is\" does not"
                + " exist; there are In, NotIn, Exists and DoesNotExist"),
        row(
            "selector-not-in-template: labels unknown",
            SELECTOR + "\ntemplate: {metadata: {labels: [a]}}"),
        row(
            "number-negative: all three below 0",
            BOTH + "minReadySeconds: -1\nrevisionHistoryLimit: -2\nprogressDeadlineSeconds: 0",
            "number-negative spec.minReadySeconds: \"-1\" is negative; minReadySeconds is 0 or more",
            "number-negative spec.revisionHistoryLimit: \"-2\" is negative; revisionHistoryLimit is"
                + " 0 or more"),
        row("number-negative: zero is fine", BOTH + "minReadySeconds: 0\nrevisionHistoryLimit: 0"),
        row(
            "deadline-not-above-min-ready: equal",
            BOTH + "minReadySeconds: 5\nprogressDeadlineSeconds: 5",
            "deadline-not-above-min-ready spec.progressDeadlineSeconds: progressDeadlineSeconds \"5\" is"
                + " not above"
                + " minReadySeconds, which is 5; no pod could become available in time"),
        row(
            "deadline-not-above-min-ready: one above",
            BOTH + "minReadySeconds: 5\nprogressDeadlineSeconds: 6"),
        row(
            "deadline-not-above-min-ready: the default",
            BOTH + "minReadySeconds: 600",
            "deadline-not-above-min-ready spec.progressDeadlineSeconds: progressDeadlineSeconds \"600\" (the default)"
                + " is not above minReadySeconds, which is 600; no pod could become"
                + " available in time"),
        row("deadline-not-above-min-ready: below the default", BOTH + "minReadySeconds: 599"),
        row(
            "number-negative: and the deadline",
            BOTH + "progressDeadlineSeconds: -1",
            "number-negative spec.progressDeadlineSeconds: \"-1\" is negative;"
                + " progressDeadlineSeconds is 0 or more",
            "deadline-not-above-min-ready spec.progressDeadlineSeconds: progressDeadlineSeconds \"-1\""
                + " is not above"
                + " minReadySeconds, which is 0; no pod could become available in time"));
  }

  /** The paths and the verdict are those of Argo Rollouts 1.9.1. */
  static Stream<Arguments> podLabels() {
    return Stream.of(
        row(
            "template-label-invalid: the value of a label",
            SELECTOR + "\ntemplate: {metadata: {labels: {app: shop, team: a b}}}",
            "template-label-invalid spec.template.labels: \"a b\" is no label value; it has up to 63"
                + " letters, digits, '-', '_' and '.'"),
        row(
            "template-label-invalid: the names of a label and an annotation",
            SELECTOR
                + "\ntemplate: {metadata: {labels: {app: shop, \"\": a}, annotations: {a/b/c: d}}}",
            "template-label-invalid spec.template.labels: \"\" is no label name; it has up to 63"
                + " letters, digits, '-', '_' and '.'",
            "template-label-invalid spec.template.annotations: \"a/b/c\" is no annotation name; it has"
                + " up to 63 letters, digits, '-', '_' and '.'"),
        row(
            "template-label-invalid: annotations may be in capitals and say anything",
            SELECTOR
                + "\ntemplate: {metadata: {labels: {app: shop, a: \"\"}, annotations: {A.B/c: d e}}}"));
  }

  private static final String WORKLOAD =
      "replicas: 5\nworkloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop,"
          + " scaleDown: onsuccess}";

  private static Arguments row(String reason, String spec, String... findings) {
    return Arguments.of(reason, spec, List.of(findings));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"rows", "podLabels"})
  void checks(String reason, String spec, List<String> findings) {
    assertThat(Cases.refused(Cases.spec(spec + "\nstrategy: {canary: {}}"))).isEqualTo(findings);
  }
}
