// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/**
 * The rules about hashes of pod templates.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class HashRules {
  /** There is no hash that can be predicted. */
  public static final Rule HASH_NOT_PREDICTABLE =
      Rule.warning("hash-not-predictable")
          .title("The hash of the pod template cannot be predicted")
          .what(
              """
              The pod template is missing, or a value of it has a type that the API server refuses,
              or, in volumes, limits and requests, one that the controller cannot decode; or a list
              has two items with one key, such as two variables in `env` of one name from 1.9 on.
              """)
          .why(
              """
              `rollouts-pod-template-hash` is the hash of what the controller decodes; of a template
              that is refused or half understood there is none to tell.
              """)
          .source("Argo Rollouts, its CRD and the Kubernetes API server (hash.md 3)")
          .bad("env: [{name: DEBUG, value: on}]")
          .good("env: [{name: DEBUG, value: \"on\"}]")
          .build();

  /** An upgrade of the controller starts a rollout. */
  public static final Rule UPGRADE_STARTS_ROLLOUT =
      Rule.warning("upgrade-starts-rollout")
          .title("An upgrade to controller 1.9 starts a rollout")
          .what(
              """
              The pod template has the deprecated `serviceAccount` and no `serviceAccountName`.
              """)
          .why(
              """
              Controller 1.9 hashes every template anew and finds its ReplicaSet by comparing
              templates. The API server has filled `serviceAccountName` of the ReplicaSet's template,
              so the two differ, and a new version starts that nobody asked for.
              """)
          .source("Argo Rollouts, search for the new ReplicaSet (hash.md 9)")
          .bad("serviceAccount: shop")
          .good("serviceAccountName: shop")
          .versions("1.9 and later, after 1.8 or earlier")
          .build();

  /** A key of the template is read as another one. */
  public static final Rule KEY_READ_DIFFERENTLY =
      Rule.warning("key-read-differently")
          .title("A key of the pod template is read as another one")
          .what(
              """
              A label, an annotation or another key of the pod template is written without quotes,
              and kubectl reads it as a boolean or a number, which then becomes a text again.
              """)
          .why(
              """
              The cluster gets the other key: a label `on` is the label `true`, and `1e3` is `1000`.
              Selectors do not find it, and the hash is that of the other key.
              """)
          .source("YAML 1.1 as kubectl reads it (hash.md 2)")
          .bad("labels: {on: call}")
          .good("labels: {\"on\": call}")
          .build();

  /** An upgrade of the controller changes the hashes. */
  public static final Rule UPGRADE_CHANGES_HASH =
      Rule.note("upgrade-changes-hash")
          .title("An upgrade to controller 1.9 changes the hash")
          .what("The hash of a template under 1.7 and 1.8 is another one than under 1.9.")
          .why(
              """
              1.9 writes the text that is hashed without `creationTimestamp: null`, so that every
              hash changes. ReplicaSets that are there keep their labels; new ones get the new hash.
              """)
          .source("Argo Rollouts (hash.md 0 and 9)")
          .bad("canaryplan hash rollout.yaml  # of all controllers")
          .good("canaryplan hash --controller 1.9 rollout.yaml")
          .versions("1.9 and later, after 1.8 or earlier")
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Hashes",
          "What `canaryplan hash` says about pod templates.",
          ImmutableList.of(
              HASH_NOT_PREDICTABLE,
              KEY_READ_DIFFERENTLY,
              UPGRADE_CHANGES_HASH,
              UPGRADE_STARTS_ROLLOUT));

  private HashRules() {}
}
