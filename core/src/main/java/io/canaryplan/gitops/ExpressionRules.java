// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: what an Application is told to ignore. */
final class ExpressionRules {
  static final Rule GITOPS_EXPRESSION_INVALID =
      Rule.error("gitops-expression-invalid")
          .title("An expression is no jq")
          .what("A `jqPathExpressions` item does not parse.")
          .why(
              """
              Argo CD then cannot compare any object of the Application: it shows a ComparisonError
              and syncs nothing.
              """)
          .source("Argo CD, normalizers (gitops.md 3)")
          .bad("jqPathExpressions: ['.spec.http[*].route[*].weight']")
          .good("jqPathExpressions: ['.spec.http[]?.route[]?.weight']")
          .build();

  static final Rule GITOPS_EXPRESSION_NOT_UNDERSTOOD =
      Rule.note("gitops-expression-not-understood")
          .title("An expression is not understood")
          .what(
              """
              A `jqPathExpressions` item uses jq beyond paths, `select` and comparisons, which
              canaryplan does not follow.
              """)
          .why(
              """
              What it removes is not known, so nothing is said about the fields that it may be
              about.
              """)
          .source("canaryplan (gitops.md 9)")
          .bad(
              "jqPathExpressions: ['.spec.http[]? | select(.name | test(\"^prim\")) | .route[]?.weight']")
          .good(
              "jqPathExpressions: ['.spec.http[]? | select(.name == \"primary\") | .route[]?.weight']")
          .build();

  static final Rule GITOPS_EXPRESSION_SKIPPED =
      Rule.error("gitops-expression-skipped")
          .title("An expression fails on a document, and so does nothing")
          .what(
              """
              A `jqPathExpressions` item fails in git's document or in that of a state: it iterates
              over something that is not there, as `.route[]` does over a rule that redirects.
              """)
          .why(
              """
              Argo CD skips an expression that fails, without a word, and compares the fields that
              it was to remove; the other expressions still apply.
              """)
          .source("Argo CD, normalizers (gitops.md 3)")
          .bad("jqPathExpressions: ['.spec.http[].route[].weight']  # a rule redirects")
          .good("jqPathExpressions: ['.spec.http[]?.route[]?.weight']")
          .build();

  static final Rule GITOPS_EXPRESSION_NO_EFFECT =
      Rule.warning("gitops-expression-no-effect")
          .title("An expression or pointer matches nothing")
          .what(
              """
              An item about the fields that the controller writes matches nothing, in git's document
              and in those of all states. JSON pointers have no wildcards.
              """)
          .why("What it was meant to ignore is compared.")
          .source("Argo CD, normalizers (gitops.md 3)")
          .bad("jsonPointers: [/spec/http/*/route/*/weight]")
          .good("jqPathExpressions: ['.spec.http[]?.route[]?.weight']")
          .build();

  static final Rule GITOPS_INDEX_POINTER =
      Rule.warning("gitops-index-pointer")
          .title("An index points at another rule during the update")
          .what(
              """
              A pointer or an expression chooses a rule by its place in the list, and a header or
              mirror step puts another rule on top.
              """)
          .why("From that step on the place is another rule's, and the fields meant are compared.")
          .source("Argo CD, normalizers (gitops.md 3)")
          .bad("jsonPointers: [/spec/http/0/route/0/weight]")
          .good(
              "jqPathExpressions: ['.spec.http[]? | select(.name == \"primary\") | .route[]?.weight']")
          .build();

  static final Rule GITOPS_ONE_SIDED_CONDITION =
      Rule.error("gitops-one-sided-condition")
          .title("An expression removes on one side what it leaves on the other")
          .what(
              """
              In some state an expression removes from the live document what stands in git as well,
              and leaves it there in git: its condition holds for the live document only.
              """)
          .why("Git and the cluster then differ although they would not, for as long as it holds.")
          .source("Argo CD, normalizers (gitops.md 3)")
          .bad("jqPathExpressions: ['select(any(.spec.http[]; .name == \"staff\")) | .spec.http']")
          .good("jqPathExpressions: ['.spec.http[]? | select(.name == \"staff\")']")
          .build();

  static final Rule GITOPS_MANAGER_NAME =
      Rule.error("gitops-manager-name")
          .title("A field manager that never owns these fields")
          .what(
              """
              `managedFieldsManagers` of an object that the controller writes names a manager that
              never owns what the controller writes. The controller is `rollouts-controller`, after
              its binary.
              """)
          .why("Nothing is ignored.")
          .source("Argo CD, managed fields (gitops.md 3)")
          .bad("managedFieldsManagers: [argo-rollouts]")
          .good(
              "jqPathExpressions: ['.spec.http[]? | select(.name == \"primary\") | .route[]?.weight']")
          .build();

  static final Rule GITOPS_MANAGER_CORE_KIND =
      Rule.warning("gitops-manager-core-kind")
          .title("Field managers of a core kind have no effect in argocd-cm")
          .what(
              """
              `managedFieldsManagers` stands under a kind of the core group without an underscore,
              such as `resource.customizations.ignoreDifferences.Service`.
              """)
          .why("Argo CD looks managers of such a kind up under a key with an empty group.")
          .source("Argo CD, settings (gitops.md 3)")
          .bad("resource.customizations.ignoreDifferences.Service: 'managedFieldsManagers: [x]'")
          .good("resource.customizations.ignoreDifferences._Service: 'managedFieldsManagers: [x]'")
          .build();

  static final Rule GITOPS_HIDES_EDITS =
      Rule.note("gitops-hides-edits")
          .title("An expression also hides edits in git")
          .what(
              """
              What an item removes includes fields that the controller does not write: whole rules,
              or weights of rules that are not its own.
              """)
          .why("An edit of them in git is neither shown as a difference nor applied by itself.")
          .source("Argo CD, normalizers (gitops.md 3 and 6)")
          .bad("jsonPointers: [/spec/http]")
          .good(
              "jqPathExpressions: ['.spec.http[]? | select(.name == \"primary\") | .route[]?.weight']")
          .build();

  static final Rule GITOPS_APPLICATION_UNKNOWN =
      Rule.note("gitops-application-unknown")
          .title("It is not known how Argo CD treats an object")
          .what(
              """
              There are Applications among the inputs, and none of them is known to manage an object
              that the controller writes; or a `templatePatch` may change what an ApplicationSet
              ignores.
              """)
          .why(
              """
              Which Application manages an object is told by its tracking annotation, by
              `ignoreDifferences` that name it, by the destination namespace, or if there is only
              one; the paths of sources tell nothing here. Nothing is said about what Argo CD shows
              of such an object.
              """)
          .source("canaryplan (gitops.md 9)")
          .bad("destination: {server: https://example.org}  # of two Applications")
          .good("destination: {server: https://example.org, namespace: shop}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What Argo CD ignores",
          """
          Applications, ApplicationSets and `argocd-cm` among the inputs, against the documents of
          every state of the plan.
          """,
          ImmutableList.of(
              GITOPS_EXPRESSION_INVALID,
              GITOPS_EXPRESSION_NOT_UNDERSTOOD,
              GITOPS_EXPRESSION_SKIPPED,
              GITOPS_EXPRESSION_NO_EFFECT,
              GITOPS_INDEX_POINTER,
              GITOPS_ONE_SIDED_CONDITION,
              GITOPS_MANAGER_NAME,
              GITOPS_MANAGER_CORE_KIND,
              GITOPS_HIDES_EDITS,
              GITOPS_APPLICATION_UNKNOWN));

  private ExpressionRules() {}
}
