// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static io.canaryplan.examples.CommandResult.run;
import static io.canaryplan.examples.CommandResult.runWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitOpsCommandTest {
  private static final String CHECKOUT = "manifests/checkout-host-mode.yaml";

  @TempDir Path folder;

  /** gitops.md 10. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          initial :: Synced :: nothing
          2 setHeaderRoute: staff :: /spec/http :: remove "staff" (made again)
          3 pause: {} :: /spec/http :: remove "staff" (not made again)
          4 setMirrorRoute: carts :: /spec/http :: remove "staff" (not made again); remove "carts" (made again)
          5 pause: 30m :: /spec/http :: remove "staff" (not made again); remove "carts" (not made again)
          7 setWeight: 25 :: /spec/http :: remove "staff" (not made again); remove "carts" (not made again); write 100/0 over 75/25 of "primary"
          10 setWeight: 50 :: /spec/http :: remove "staff" (not made again); remove "carts" (not made again); write 100/0 over 50/50 of "primary"
          promoted :: Synced :: nothing
          after any abort :: Synced :: nothing
          """)
  void theTableSaysWhatArgoCdShowsAndDoes(String state, String shown, String heals) {
    String row =
        run("gitops", CHECKOUT)
            .out()
            .lines()
            .filter(line -> line.startsWith("| " + state + " "))
            .findFirst()
            .orElseThrow();
    List<String> cells = Splitter.on('|').trimResults().splitToList(row);

    assertThat(cells.get(2)).endsWith(shown);
    assertThat(cells.get(3)).isEqualTo(heals);
  }

  /** bluegreen.md 5.1, 5.3: no hash in the active Service is as good as a promotion. */
  @Test
  void whatAResetOfTheActiveServiceDoesIsTold() throws IOException {
    Path file = folder.resolve("blue-green.yaml");
    Files.writeString(
        file,
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 4
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}}
          strategy: {blueGreen: {activeService: shop, autoPromotionEnabled: false}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec: {selector: {app: shop}, ports: [{port: 80}]}
        """);
    String serverSide = run("gitops", "--mode", "server-side-apply", file.toString()).out();

    assertThat(serverSide)
        .contains("reset the hash in the selector of Service/shop")
        .contains("gets that of the new version as soon as all its pods are available")
        .doesNotContain("header or mirror route");
    // client side an apply keeps the keys that only the cluster has (GT-30)
    assertThat(run("gitops", file.toString()).out()).doesNotContain("as soon as all its pods");
  }

  /** gitops.md 7, no. 3. */
  @Test
  void theBlockOfTheExampleIsThatOfTheStudy() {
    assertThat(run("gitops", "--ignore-differences", CHECKOUT).out())
        .contains(
            """
            spec:
              ignoreDifferences:
              - group: networking.istio.io
                kind: VirtualService
                name: checkout
                namespace: shop
                jqPathExpressions:
                - .spec.http[]? | select(.name == "staff")
                - .spec.http[]? | select(.name == "carts")
                - .spec.http[]? | select(.name == "primary") | .route[]?.weight
              syncPolicy:
            """);
  }

  private static final String APPLICATION =
      """
      # ours
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: checkout, namespace: argocd}
      spec:
        destination: {namespace: shop}
        syncPolicy:
          automated: {selfHeal: true}   # on purpose
          syncOptions: [ServerSideApply=true]
      """;

  private List<String> shown(Path application) {
    return run("gitops", CHECKOUT, application.toString())
        .out()
        .lines()
        .filter(line -> line.startsWith("| "))
        .takeWhile(line -> !line.contains("written by"))
        .map(line -> Splitter.on('|').trimResults().splitToList(line).get(2))
        .filter(cell -> cell.contains("OutOfSync") || cell.equals("Synced"))
        .toList();
  }

  /** gitops.md 7, no. 5: with ServerSideApply=true the selectors of Services count. */
  @Test
  void anApplicationAmongTheInputsSaysHowItCompares() throws IOException {
    Path application = Files.writeString(folder.resolve("app.yaml"), APPLICATION);

    assertThat(run("gitops", CHECKOUT, application.toString()).out())
        .contains("compared as the Application of each object says")
        .contains("/spec/selector");
    assertThat(shown(application)).isNotEmpty().doesNotContain("Synced");
  }

  @Test
  void theApplicationGetsWhatItNeedsAndKeepsItsText() throws IOException {
    Path application = Files.writeString(folder.resolve("app.yaml"), APPLICATION);
    CommandResult edited = run("gitops", "--application", application.toString(), CHECKOUT);

    assertThat(edited.out())
        .startsWith("# ours\n")
        .contains("    automated: {selfHeal: true}   # on purpose\n")
        .contains("syncOptions: [ServerSideApply=true, ApplyOutOfSyncOnly=true]");
    Files.writeString(application, edited.out());
    assertThat(shown(application)).isNotEmpty().containsOnly("Synced");
    CommandResult again = run("gitops", "--application", application.toString(), CHECKOUT);
    assertThat(again.out()).isEqualTo(edited.out());
  }

  /** gitops.md 6: the weights of rules that all have a route are ignored, the routes are not. */
  @Test
  void whatIsIgnoredAlreadyInOtherWordsIsNotWrittenAgain() throws IOException {
    String ignored =
        APPLICATION.replace("[ServerSideApply=true]", "[ApplyOutOfSyncOnly=true]")
            + """
              ignoreDifferences:
              - group: networking.istio.io
                kind: VirtualService
                jqPathExpressions:
                - .spec.http[]?.route[]?.weight
            """;
    Path application = Files.writeString(folder.resolve("app.yaml"), ignored);
    CommandResult edited = run("gitops", "--application", application.toString(), CHECKOUT);

    assertThat(edited.out())
        .endsWith(
            """
              - group: networking.istio.io
                kind: VirtualService
                name: checkout
                namespace: shop
                jqPathExpressions:
                - .spec.http[]? | select(.name == "staff")
                - .spec.http[]? | select(.name == "carts")
            """);
    Files.writeString(application, edited.out());
    assertThat(shown(application)).isNotEmpty().containsOnly("Synced");
  }

  @Test
  void aFileWithoutAnApplicationIsAUsageError() {
    CommandResult result = run("gitops", "--application", CHECKOUT, CHECKOUT);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("must have one Application or ApplicationSet, it has 0");
  }

  @Test
  void comparedOnTheServerTheServicesCountToo() {
    CommandResult result =
        run("gitops", "--ignore-differences", "--mode", "server-side-apply", CHECKOUT);

    assertThat(result.out())
        .startsWith("# compared ServerSideApply=true\nspec:\n")
        .contains("/spec/selector/rollouts-pod-template-hash")
        .contains("    - ServerSideApply=true\n");
    assertThat(run("gitops", "--mode", "server", CHECKOUT).status()).isEqualTo(2);
  }

  @Test
  void jsonHasTheStatesTheFieldsAndTheBlock() {
    assertThat(run("gitops", "--format", "json", CHECKOUT).out())
        .startsWith("{\n  \"schema\": \"canaryplan/v1\",\n  \"rollout\": {")
        .contains("\"field\": \"managedRoute\"", "\"shown\": \"OutOfSync\"", "\"comesBack\": [");
    assertThat(run("gitops", "--ignore-differences", "--format", "json", CHECKOUT).out())
        .contains("\"jqPathExpressions\": [", "\"wanted\": false");
  }

  private static final String IN_GIT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: shop:2}]}
        strategy:
          canary:
            trafficRouting:
              istio:
                virtualService: {name: shop}
                destinationRule: {name: shop, canarySubsetName: canary, stableSubsetName: stable}
            steps: [{setWeight: 20}]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec:
        hosts: [shop]
        http:
        - route:
          - destination: {host: shop, subset: stable}
            weight: 95 # edited
          - destination: {host: shop, subset: canary}
            weight: 5
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop}
      spec:
        host: shop
        subsets:
        - name: stable
          labels: {app: shop, rollouts-pod-template-hash: placeholder}
        - name: canary
          labels: {app: shop}
      """;

  @Test
  void whatGitShouldHoldIsPrintedWrittenOrCompared() throws IOException {
    CommandResult printed = runWith(IN_GIT, "documents", "--for-git", "-");
    CommandResult compared = runWith(IN_GIT, "documents", "--for-git", "--diff", "-");
    CommandResult written =
        runWith(IN_GIT, "documents", "--for-git", "--out", folder.toString(), "-");

    assertThat(printed.out())
        .contains("      weight: 100 # edited\n", "---\n", "    labels: {app: shop}\n")
        .doesNotContain("rollouts-pod-template-hash");
    assertThat(printed.err()).contains("the subset \"stable\" has a hash label in git");
    assertThat(compared.out())
        .contains("--- input/virtualservice-shop.yaml\n+++ git/virtualservice-shop.yaml\n")
        .contains("-      weight: 95 # edited\n+      weight: 100 # edited\n");
    assertThat(written.out()).isEmpty();
    assertThat(Files.readString(folder.resolve("git/virtualservice-shop.yaml")))
        .contains("weight: 100 # edited");
    assertThat(runWith(IN_GIT, "documents", "--for-git", "--diff=previous", "-").status())
        .isEqualTo(2);
  }
}
