// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.gitops.Comparison.ComparisonError;
import io.canaryplan.gitops.Comparison.OutOfSync;
import io.canaryplan.gitops.Comparison.Side;
import io.canaryplan.gitops.Comparison.Skipped;
import io.canaryplan.gitops.Comparison.Synced;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Argo CD shows and what a sync applies (gitops.md 2 to 4), worked out by hand. */
class ComparedObjectTest {
  private static final String HEAD =
      "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a, namespace: s";
  private static final String GIT =
      HEAD
          + "}, spec: {hosts: [a], http: [{name: primary, route: ["
          + "{destination: {host: st}, weight: 100}, {destination: {host: ca}, weight: 0}]}]}}";
  private static final String LIVE =
      HEAD
          + ", uid: u}, spec: {hosts: [a], http: [{name: primary, route: ["
          + "{destination: {host: st}, weight: 80}, {destination: {host: ca}, weight: 20}]}]}}";
  private static final String LIVE_WITH_ROUTE =
      HEAD
          + ", uid: u}, spec: {hosts: [a], http: [{name: geo, match: [{port: 1}]},"
          + " {name: primary, route: ["
          + "{destination: {host: st}, weight: 80}, {destination: {host: ca}, weight: 20}]}]}}";
  private static final String RULE = "{apiVersion: networking.istio.io/v1, kind: DestinationRule, ";
  private static final String SUBSETS =
      RULE + "metadata: {name: a}, spec: {host: a, subsets: [{name: st, labels: {app: a}}]}}";
  private static final String HASHED =
      RULE
          + "metadata: {name: a, annotations: {by: x}}, spec: {host: a, subsets: ["
          + "{name: st, labels: {app: a, rollouts-pod-template-hash: h}}]}}";
  private static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selector: {app: a},"
          + " ports: [{name: http, port: 80}]}}";
  private static final String LIVE_SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {type: ClusterIP,"
          + " internalTrafficPolicy: Cluster, sessionAffinity: None, clusterIP: 10.0.0.7,"
          + " selector: {app: a, rollouts-pod-template-hash: h},"
          + " ports: [{name: http, port: 80, protocol: TCP, targetPort: 80}]}}";

  private static final String WEIGHTS = ".spec.http[].route[].weight";

  @ParameterizedTest
  @EnumSource
  void weightsDifferInEveryMode(ComparisonMode mode) {
    assertThat(shown(GIT, LIVE, mode))
        .containsExactly("spec.http[0].route[0].weight", "spec.http[0].route[1].weight");
    assertThat(shown(GIT, LIVE, mode, WEIGHTS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aRouteOnTopMakesTheListDiffer(ComparisonMode mode) {
    assertThat(shown(GIT, LIVE_WITH_ROUTE, mode)).containsExactly("spec.http");
    String route = ".spec.http[]? | select(.name == \"geo\")";
    assertThat(shown(GIT, LIVE_WITH_ROUTE, mode, route, WEIGHTS)).isEmpty();
  }

  @Test
  void anExpressionThatFailsIsSkippedOnThatSideOnly() {
    String geo = ".spec.http[] | select(.name == \"geo\")";

    Comparison comparison =
        compare(GIT, LIVE_WITH_ROUTE, ComparisonMode.SERVER_SIDE_APPLY, WEIGHTS, geo);

    // Git's weights go, those of the live document stay, because its first rule has no route.
    assertThat(comparison)
        .isEqualTo(
            new OutOfSync(
                List.of(
                    FieldPath.of("spec", "http").index(0).child("route").index(0).child("weight"),
                    FieldPath.of("spec", "http").index(0).child("route").index(1).child("weight")),
                List.of(new Skipped(WEIGHTS, Side.LIVE, "cannot iterate over null"))));
    // On the client's side they are live-only keys of an item, which do not count.
    assertThat(shown(GIT, LIVE_WITH_ROUTE, ComparisonMode.CLIENT_SIDE, WEIGHTS, geo)).isEmpty();
    assertThat(shown(GIT, LIVE_WITH_ROUTE, ComparisonMode.SERVER_SIDE_APPLY, geo, WEIGHTS))
        .isEmpty();
  }

  @Test
  void aConditionThatHoldsOnOneSideIsADifference() {
    String oneSided = "select(any(.spec.http[]; .name == \"geo\")) | .spec.http";

    assertThat(shown(GIT, LIVE_WITH_ROUTE, ComparisonMode.CLIENT_SIDE, oneSided))
        .containsExactly("spec.http");
  }

  @Test
  void aSyntaxErrorInAnyEntryFailsTheComparisonAndTheSync() {
    IgnoreDifferences other =
        new IgnoreDifferences(
            "apps",
            "Deployment",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of("spec.replicas"),
            List.of());
    ComparedObject object =
        ComparedObject.of(node(GIT), List.of(other), ComparisonMode.CLIENT_SIDE);
    JqExpression.SyntaxError error =
        new JqExpression.SyntaxError("spec.replicas", 0, "function not defined: spec/0");

    assertThat(object.compare(node(GIT))).isEqualTo(new ComparisonError(error));
    assertThat(object.sync(node(GIT), Set.of())).isEqualTo(new Sync.Refused(error));
  }

  @Test
  void whatIsNotUnderstoodIsNotGuessed() {
    String test = ".spec.http[] | select(.name | test(\"geo\"))";

    assertThat(compare(GIT, LIVE, ComparisonMode.CLIENT_SIDE, test))
        .isEqualTo(new Comparison.Unknown(test, "test/1 is not understood"));
    assertThat(
            object(GIT, ComparisonMode.CLIENT_SIDE, test)
                .sync(node(LIVE), Set.of(Sync.Option.RESPECT_IGNORE_DIFFERENCES)))
        .isEqualTo(new Sync.Unknown(test, "test/1 is not understood"));
    assertThat(object(GIT, ComparisonMode.CLIENT_SIDE, test).sync(node(LIVE), Set.of()))
        .isInstanceOf(Sync.Applied.class);
  }

  @Test
  void deletingTheWholeDocumentIgnoresNothing() {
    assertThat(shown(GIT, LIVE, ComparisonMode.CLIENT_SIDE, WEIGHTS, ".")).hasSize(2);
  }

  @Test
  void hashLabelsShowOnTheServersSideOnly() {
    assertThat(shown(SUBSETS, HASHED, ComparisonMode.CLIENT_SIDE)).isEmpty();
    assertThat(shown(SUBSETS, HASHED, ComparisonMode.SERVER_SIDE_APPLY))
        .containsExactly("spec.subsets[0].labels.rollouts-pod-template-hash");
    assertThat(shown(SERVICE, LIVE_SERVICE, ComparisonMode.CLIENT_SIDE)).isEmpty();
    assertThat(shown(SERVICE, LIVE_SERVICE, ComparisonMode.SERVER_SIDE_APPLY))
        .containsExactly("spec.selector.rollouts-pod-template-hash");
  }

  @Test
  void oneDifferentLabelShowsTheHashOfTheSameListToo() {
    String edited = SUBSETS.replace("app: a}", "app: b}");

    assertThat(shown(edited, HASHED, ComparisonMode.CLIENT_SIDE))
        .containsExactly(
            "spec.subsets[0].labels.app", "spec.subsets[0].labels.rollouts-pod-template-hash");
  }

  @Test
  void theObjectsOwnSyncOptionCounts() {
    String own =
        SUBSETS.replace(
            "name: a}",
            "name: a, annotations: {argocd.argoproj.io/sync-options:"
                + " 'Prune=false, ServerSideApply=true'}}");
    ComparedObject object = object(own, ComparisonMode.CLIENT_SIDE);

    assertThat(object.mode()).isEqualTo(ComparisonMode.SERVER_SIDE_APPLY);
    assertThat(object).hasToString("DestinationRule/a, ServerSideApply=true");
    assertThat(paths(object.compare(node(HASHED))))
        .contains("spec.subsets[0].labels.rollouts-pod-template-hash");
  }

  @Test
  void nullInGitNeverDiffersOnTheClientsSide() {
    String git = SUBSETS.replace("host: a,", "host: a, trafficPolicy: null,");

    assertThat(shown(git, HASHED, ComparisonMode.CLIENT_SIDE)).isEmpty();
  }

  @Test
  void quantitiesOfAPodSpecAreComparedByValue() {
    String git =
        "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: a}, spec: {template:"
            + " {spec: {containers: [{name: c, resources: {limits: {cpu: 1000m}}, env: []}]}}}}";
    String live = git.replace("1000m", "'1'").replace(", env: []", "");

    for (ComparisonMode mode : ComparisonMode.values()) {
      assertThat(shown(git, live, mode)).isEmpty();
      assertThat(shown(git, live.replace("'1'", "'2'"), mode))
          .containsExactly("spec.template.spec.containers[0].resources.limits.cpu");
    }
  }

  @Test
  void aPointerMeansThePlaceThatIsThereNow() {
    List<IgnoreDifferences> first = pointers("/spec/http/0/route");

    assertThat(Comparison.of(node(GIT), node(LIVE), first, ComparisonMode.CLIENT_SIDE))
        .isEqualTo(new Synced(List.of()));
    assertThat(
            paths(
                Comparison.of(node(GIT), node(LIVE_WITH_ROUTE), first, ComparisonMode.CLIENT_SIDE)))
        .containsExactly("spec.http");
    assertThat(
            paths(
                Comparison.of(
                    node(GIT),
                    node(LIVE),
                    pointers("/spec/http/*/route/*/weight"),
                    ComparisonMode.CLIENT_SIDE)))
        .hasSize(2);
  }

  @Test
  void aTrustedManagerHidesWhatItOwns() {
    String owned =
        LIVE.replace(
            "uid: u",
            "uid: u, managedFields: [{manager: rollouts-controller, operation: Update,"
                + " fieldsV1: {'f:spec': {'f:http': {}}}}]");

    assertThat(paths(compareTrusting("rollouts-controller", owned))).isEmpty();
    assertThat(paths(compareTrusting("argo-rollouts", owned))).hasSize(2);
    // Without managed fields, what is not git's is the controller's.
    assertThat(paths(compareTrusting("rollouts-controller", LIVE))).isEmpty();
    assertThat(paths(compareTrusting("argo-rollouts", LIVE))).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLIENT_SIDE", "SERVER_SIDE_APPLY"})
  void aSyncTakesWeightsAndRoutesFromGit(ComparisonMode mode) {
    Sync.Applied sync = sync(GIT, LIVE_WITH_ROUTE, mode, Set.of());

    assertThat(sync.document())
        .isEqualTo(node(GIT.replace("namespace: s", "namespace: s, uid: u")));
    assertThat(sync.changes()).containsExactly(FieldPath.of("spec", "http"));
  }

  @Test
  void aSyncTakesTheHashFromServicesOnTheServersSideOnly() {
    assertThat(sync(SERVICE, LIVE_SERVICE, ComparisonMode.CLIENT_SIDE, Set.of()).changes())
        .isEmpty();
    assertThat(sync(SERVICE, LIVE_SERVICE, ComparisonMode.SERVER_SIDE_APPLY, Set.of()).changes())
        .containsExactly(FieldPath.of("spec", "selector", "rollouts-pod-template-hash"));
  }

  @Test
  void oneIgnoredValueKeepsTheWholeLiveList() {
    Set<Sync.Option> respect = Set.of(Sync.Option.RESPECT_IGNORE_DIFFERENCES);
    String edited = GIT.replace("name: primary,", "name: primary, timeout: 5s,");

    assertThat(sync(edited, LIVE, ComparisonMode.CLIENT_SIDE, respect, WEIGHTS).changes())
        .isEmpty();
    assertThat(shown(edited, LIVE, ComparisonMode.CLIENT_SIDE, WEIGHTS))
        .containsExactly("spec.http[0].timeout");
  }

  @Test
  void ignoringAHashThatGitLacksDoesNotKeepIt() {
    Set<Sync.Option> respect = Set.of(Sync.Option.RESPECT_IGNORE_DIFFERENCES);
    String hash = ".spec.subsets[]?.labels[\"rollouts-pod-template-hash\"]";

    assertThat(sync(SUBSETS, HASHED, ComparisonMode.CLIENT_SIDE, respect, hash).changes())
        .containsExactly(
            FieldPath.of("spec", "subsets")
                .index(0)
                .child("labels")
                .child("rollouts-pod-template-hash"));
  }

  @Test
  void replacingLosesTheAnnotationToo() {
    assertThat(
            sync(SUBSETS, HASHED, ComparisonMode.CLIENT_SIDE, Set.of(Sync.Option.REPLACE))
                .changes())
        .containsExactly(
            FieldPath.of("metadata", "annotations"),
            FieldPath.of("spec", "subsets")
                .index(0)
                .child("labels")
                .child("rollouts-pod-template-hash"));
  }

  @Test
  void anApplyRemovesWhatGitHadBefore() {
    String before = GIT.replace("hosts: [a],", "hosts: [a], gateways: [g],");
    String live = LIVE.replace("hosts: [a],", "hosts: [a], gateways: [g],");

    for (ComparisonMode mode : ComparisonMode.values()) {
      ComparedObject object = object(GIT, mode, WEIGHTS).withLastApplied(node(before));
      Sync.Applied sync = (Sync.Applied) object.sync(node(live), Set.of());
      assertThat(sync.changes()).contains(FieldPath.of("spec", "gateways"));
      assertThat(paths(object.compare(node(live)))).containsExactly("spec.gateways");
    }
  }

  @Test
  void whatIsNoObjectIsCompared() {
    assertThat(Comparison.of(node("[1]"), node("x"), List.of(), ComparisonMode.CLIENT_SIDE))
        .isEqualTo(new Synced(List.of()));
  }

  private static Comparison compareTrusting(String manager, String live) {
    IgnoreDifferences entry =
        new IgnoreDifferences(
            "*", "*", Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(manager));
    return Comparison.of(node(GIT), node(live), List.of(entry), ComparisonMode.CLIENT_SIDE);
  }

  private static List<IgnoreDifferences> pointers(String pointer) {
    return List.of(
        new IgnoreDifferences(
            "*", "*", Optional.empty(), Optional.empty(), List.of(pointer), List.of(), List.of()));
  }

  private static ComparedObject object(String git, ComparisonMode mode, String... expressions) {
    IgnoreDifferences entry =
        new IgnoreDifferences(
            "networking.istio.io",
            "*",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(expressions),
            List.of());
    return ComparedObject.of(node(git), List.of(entry), mode);
  }

  private static Comparison compare(
      String git, String live, ComparisonMode mode, String... expressions) {
    return object(git, mode, expressions).compare(node(live));
  }

  private static List<String> shown(
      String git, String live, ComparisonMode mode, String... expressions) {
    return paths(compare(git, live, mode, expressions));
  }

  private static List<String> paths(Comparison comparison) {
    return comparison instanceof OutOfSync out
        ? out.paths().stream().map(FieldPath::toString).toList()
        : List.of();
  }

  private static Sync.Applied sync(
      String git, String live, ComparisonMode mode, Set<Sync.Option> options, String... ignored) {
    return (Sync.Applied) object(git, mode, ignored).sync(node(live), options);
  }

  private static YamlNode node(String yaml) {
    return YamlReader.read("test.yaml", yaml).orElseThrow().get(0).root();
  }
}
