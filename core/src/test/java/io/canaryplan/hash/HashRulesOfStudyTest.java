// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.hash.HashPrediction.Predicted;
import io.canaryplan.hash.TemplateEdit.Effect;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.review.Review;
import io.canaryplan.review.RolloutReview;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules of hash.md one by one, each by the text that is hashed. Rows of 1.9 were also run
 * through the API server's code and controller 1.9.1. What is not here is in the tests of its part:
 * Y in {@link TypedTextTest}, Q in {@link QuantityTest}, J and F in {@link PodTemplateHashTest}, N
 * in {@link TemplateEditTest}.
 */
class HashRulesOfStudyTest {
  private static final String NONE = "(none)";

  // hash.md 10, example A
  private static final String A =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        strategy: {canary: {}}
        template:
          metadata:
            labels: {app: web}
          spec:
            containers:
            - name: web
              image: nginx:1.25
      """;

  // hash.md 2, 3, 4; hash.md 3, C5 in PodTemplateHashTest
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          Y9 | metadata: {annotations: &a {k: v, l: w}, labels: {<<: *a, k: x}}, spec: {containers: []} | {"metadata":{"labels":{"k":"x","l":"w"},"annotations":{"k":"v","l":"w"}},"spec":{"containers":[]}}
          Y5 | spec: {containers: [], volumes: [{name: a, emptyDir: {sizeLimit: 18446744073709551615}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","emptyDir":{"sizeLimit":"18446744073709552k"}}],"containers":[]}}
          Y5 | spec: {containers: [], volumes: [{name: a, secret: {defaultMode: -9223372036854775809}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","secret":{"defaultMode":0}}],"containers":[]}}
          C1 | metadata: {name: a, namespace: b, finalizers: [c], generateName: d, ownerReferences: [], labels: {e: f}, annotations: {g: h}}, spec: {containers: []} | {"metadata":{"labels":{"e":"f"},"annotations":{"g":"h"}},"spec":{"containers":[]}}
          C2 | spec: {containers: [], unknown: 1, Affinity: {}, hostnetwork: true} | {"metadata":{},"spec":{"containers":[]}}
          C3 | spec: {containers: [], nodeSelector: {a: null, b: c}} | {"metadata":{},"spec":{"containers":[],"nodeSelector":{"b":"c"}}}
          C3 | spec: {containers: [], overhead: {cpu: null, memory: 1Gi}} | {"metadata":{},"spec":{"containers":[],"overhead":{"memory":"1Gi"}}}
          C3 | spec: {containers: [], resources: {limits: {cpu: null}}} | {"metadata":{},"spec":{"containers":[],"resources":{}}}
          C3 | spec: {containers: [{name: a, resources: {requests: {cpu: null}}}]} | {"metadata":{},"spec":{"containers":[{"name":"a","resources":{"requests":{"cpu":"0"}}}]}}
          C3 | spec: {containers: [], initContainers: [{name: a, resources: {limits: {cpu: ~}}}]} | {"metadata":{},"spec":{"initContainers":[{"name":"a","resources":{"limits":{"cpu":"0"}}}],"containers":[]}}
          C3 | spec: {containers: [], ephemeralContainers: [{name: a, resources: {limits: {cpu: ~}}}]} | {"metadata":{},"spec":{"containers":[],"ephemeralContainers":[{"name":"a","resources":{"limits":{"cpu":"0"}}}]}}
          C4 | spec: {containers: [{name: a, ports: [{containerPort: 1, protocol: null}, {containerPort: 1, protocol: UDP}]}]} | {"metadata":{},"spec":{"containers":[{"name":"a","ports":[{"containerPort":1,"protocol":"TCP"},{"containerPort":1,"protocol":"UDP"}],"resources":{}}]}}
          C4 | spec: {containers: [{name: a, startupProbe: {grpc: {port: 1}}}]} | {"metadata":{},"spec":{"containers":[{"name":"a","resources":{},"startupProbe":{"grpc":{"port":1,"service":""}}}]}}
          C4 | spec: {containers: [{name: a, env: [{name: b, valueFrom: {fileKeyRef: {volumeName: c, path: d, key: e}}}]}]} | {"metadata":{},"spec":{"containers":[{"name":"a","env":[{"name":"b","valueFrom":{"fileKeyRef":{"volumeName":"c","path":"d","key":"e","optional":false}}}],"resources":{}}]}}
          C4 | spec: {containers: [{name: a, envFrom: [{configMapRef: {}}], env: [{name: b, valueFrom: {secretKeyRef: {key: c}}}]}], imagePullSecrets: [{}]} | {"metadata":{},"spec":{"containers":[{"name":"a","envFrom":[{"configMapRef":{}}],"env":[{"name":"b","valueFrom":{"secretKeyRef":{"key":"c"}}}],"resources":{}}],"imagePullSecrets":[{}]}}
          C4 | spec: {containers: [], volumes: [{name: a, downwardAPI: {items: [{path: b, fieldRef: {fieldPath: c}}]}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","downwardAPI":{"items":[{"path":"b","fieldRef":{"fieldPath":"c"}}]}}],"containers":[]}}
          T1 | spec: {containers: [{name: a, env: [{name: b, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]}]} | {"metadata":{},"spec":{"containers":[{"name":"a","env":[{"name":"b","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"0"}}}],"resources":{}}]}}
          T1 | spec: {containers: [], volumes: [{name: a, iscsi: {}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","iscsi":{"targetPortal":"","iqn":"","lun":0}}],"containers":[]}}
          T2 | spec: {containers: [], hostNetwork: false, hostname: "", nodeSelector: {}, tolerations: []} | {"metadata":{},"spec":{"containers":[]}}
          T2 | spec: {containers: [], terminationGracePeriodSeconds: 0, enableServiceLinks: false, runtimeClassName: "", priority: 0} | {"metadata":{},"spec":{"containers":[],"terminationGracePeriodSeconds":0,"priority":0,"runtimeClassName":"","enableServiceLinks":false}}
          T3 | spec: {containers: [], volumes: [{name: a, projected: {}}, {name: b, cephfs: {}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","projected":{"sources":null}},{"name":"b","cephfs":{"monitors":null}}],"containers":[]}}
          T4 | spec: {containers: [{name: a, command: [], ports: [{containerPort: 1, hostPort: 0}], livenessProbe: {}, securityContext: {}}], affinity: {}, securityContext: {}, volumes: [{name: a, emptyDir: {}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","emptyDir":{}}],"containers":[{"name":"a","ports":[{"containerPort":1,"protocol":"TCP"}],"resources":{},"livenessProbe":{},"securityContext":{}}],"securityContext":{},"affinity":{}}}
          T5 | spec: {containers: [], volumes: [{name: a, configMap: {items: [null]}}, {name: b, csi: {driver: c, volumeAttributes: {d: null}}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","configMap":{"items":[{"key":"","path":""}]}},{"name":"b","csi":{"driver":"c","volumeAttributes":{"d":""}}}],"containers":[]}}
          T6 | spec: {containers: [], volumes: [{name: a, ephemeral: {volumeClaimTemplate: {metadata: {deletionTimestamp: "0001-01-01T00:00:00.5Z"}}}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","ephemeral":{"volumeClaimTemplate":{"metadata":{"deletionTimestamp":null},"spec":{"resources":{}}}}}],"containers":[]}}
          T6 | spec: {containers: [], volumes: [{name: a, ephemeral: {volumeClaimTemplate: {metadata: {deletionTimestamp: "0001-01-01T00:00:00.0000000009Z"}}}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","ephemeral":{"volumeClaimTemplate":{"metadata":{},"spec":{"resources":{}}}}}],"containers":[]}}
          T6 | spec: {containers: [{name: a, livenessProbe: {tcpSocket: {port: 8080}}, readinessProbe: {tcpSocket: {port: "8080"}}}]} | {"metadata":{},"spec":{"containers":[{"name":"a","resources":{},"livenessProbe":{"tcpSocket":{"port":8080}},"readinessProbe":{"tcpSocket":{"port":"8080"}}}]}}
          """)
  void whatIsHashedOfARollout(String rule, String template, String json) {
    assertThat(json(TemplateSource.of(yaml("{" + template + "}")), HashLevel.V1_9)).isEqualTo(json);
  }

  // hash.md 3, C4 and 4, T7: what a level does not know vanishes, other levels write otherwise.
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          V1_8 | spec: {containers: [], hostAliases: [{hostnames: [a]}]} | {"metadata":{"creationTimestamp":null},"spec":{"containers":[],"hostAliases":[{"hostnames":["a"]}]}}
          V1_8 | spec: {containers: [{name: a, startupProbe: {grpc: {port: 1}}}]} | {"metadata":{"creationTimestamp":null},"spec":{"containers":[{"name":"a","resources":{},"startupProbe":{"grpc":{"port":1,"service":null}}}]}}
          V1_8 | spec: {containers: [], resources: {}} | {"metadata":{"creationTimestamp":null},"spec":{"containers":[]}}
          V1_9 | spec: {containers: [], resources: {}} | {"metadata":{},"spec":{"containers":[],"resources":{}}}
          V1_8 | spec: {containers: [], volumes: [{name: a, ephemeral: {volumeClaimTemplate: {}}}]} | {"metadata":{"creationTimestamp":null},"spec":{"volumes":[{"name":"a","ephemeral":{"volumeClaimTemplate":{"metadata":{"creationTimestamp":null},"spec":{"resources":{}}}}}],"containers":[]}}
          V1_9 | spec: {containers: [], volumes: [{name: a, ephemeral: {volumeClaimTemplate: {}}}]} | {"metadata":{},"spec":{"volumes":[{"name":"a","ephemeral":{"volumeClaimTemplate":{"metadata":{},"spec":{"resources":{}}}}}],"containers":[]}}
          """)
  void levelsDiffer(HashLevel level, String template, String json) {
    assertThat(json(TemplateSource.of(yaml("{" + template + "}")), level)).isEqualTo(json);
  }

  // hash.md 8
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          spec: {}                                    | "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","securityContext":{},"schedulerName":"default-scheduler"}
          metadata: {name: a, labels: {b: null}}      | {"metadata":{"name":"a","labels":{"b":""}},"spec":{"containers":null,
          spec: {volumes: [{name: a, ephemeral: {volumeClaimTemplate: {metadata: {deletionTimestamp: "0001-01-01T00:00:00.5Z"}}}}]} | "volumeClaimTemplate":{"metadata":{},"spec":{"resources":{},"volumeMode":"Filesystem"}}
          spec: {overhead: {cpu: 18446744073709551615}} | "overhead":{"cpu":"18446744073709551615"}
          spec: {containers: [], serviceAccount: a}   | "containers":null,"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"a","serviceAccount":"a",
          spec: {serviceAccount: a, serviceAccountName: b} | "serviceAccountName":"b","serviceAccount":"b"
          spec: {terminationGracePeriodSeconds: 0, dnsPolicy: ""} | "terminationGracePeriodSeconds":0,"dnsPolicy":"ClusterFirst"
          spec: {containers: [{name: a}]}             | [{"name":"a","resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}]
          spec: {containers: [{name: a, image: b}]}   | "imagePullPolicy":"Always"
          spec: {containers: [{name: a, image: "b:latest"}]} | "imagePullPolicy":"Always"
          spec: {containers: [{name: a, image: "b:1"}]} | "imagePullPolicy":"IfNotPresent"
          spec: {containers: [{name: a, image: "h:5000/b"}]} | "imagePullPolicy":"Always"
          spec: {initContainers: [null]}              | "initContainers":[{"name":"","resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],"containers":null
          spec: {containers: [{name: a, ports: [{containerPort: 1}], env: [{name: b, valueFrom: {fieldRef: {fieldPath: c}}}]}]} | "ports":[{"containerPort":1,"protocol":"TCP"}],"env":[{"name":"b","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"c"}}}]
          spec: {containers: [{name: a, env: [{name: b, valueFrom: {fileKeyRef: {volumeName: c, path: d, key: e}}}]}]} | "fileKeyRef":{"volumeName":"c","path":"d","key":"e","optional":false}
          spec: {containers: [{name: a, livenessProbe: {grpc: {port: 1}}}]} | "livenessProbe":{"grpc":{"port":1,"service":""},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3}
          spec: {containers: [{name: a, lifecycle: {preStop: {httpGet: {port: 1}}}}]} | "preStop":{"httpGet":{"path":"/","port":1,"scheme":"HTTP"}}
          spec: {volumes: [{name: a}, {name: b, hostPath: {path: c}}]} | "volumes":[{"name":"a","emptyDir":{}},{"name":"b","hostPath":{"path":"c","type":""}}]
          spec: {volumes: [{name: a, secret: {}}, {name: b, configMap: {}}, {name: c, downwardAPI: {items: [{path: d, fieldRef: {fieldPath: e}}]}}]} | "volumes":[{"name":"a","secret":{"defaultMode":420}},{"name":"b","configMap":{"defaultMode":420}},{"name":"c","downwardAPI":{"items":[{"path":"d","fieldRef":{"apiVersion":"v1","fieldPath":"e"}}],"defaultMode":420}}]
          spec: {volumes: [{name: a, projected: {sources: [{serviceAccountToken: {path: b}}]}}]} | "projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3600,"path":"b"}}],"defaultMode":420}
          spec: {volumes: [{name: a, projected: {sources: []}}]} | "projected":{"sources":null,"defaultMode":420}
          spec: {volumes: [{name: a, iscsi: {}}]}     | "iscsi":{"targetPortal":"","iqn":"","lun":0,"iscsiInterface":"default"}
          spec: {volumes: [{name: a, rbd: {}}]}       | "rbd":{"monitors":null,"image":"","pool":"rbd","user":"admin","keyring":"/etc/ceph/keyring"}
          spec: {volumes: [{name: a, azureDisk: {}}]} | "azureDisk":{"diskName":"","diskURI":"","cachingMode":"ReadWrite","fsType":"ext4","readOnly":false,"kind":"Shared"}
          spec: {volumes: [{name: a, scaleIO: {}}]}   | "storageMode":"ThinProvisioned",
          spec: {volumes: [{name: a, ephemeral: {volumeClaimTemplate: {}}}]} | "volumeClaimTemplate":{"metadata":{},"spec":{"resources":{},"volumeMode":"Filesystem"}}
          spec: {containers: [{name: a, resources: {limits: {cpu: 1.0005, memory: "0.0001Gi"}, requests: {cpu: null}}}]} | "resources":{"limits":{"cpu":"1001m","memory":"107374183m"},"requests":{"cpu":"0"}}
          """)
  void whatIsHashedOfAWorkload(String template, String part) {
    YamlNode deployment = yaml("{kind: Deployment, spec: {template: {" + template + "}}}");

    assertThat(json(TemplateSource.ofWorkload(deployment, YamlScalar.nullValue()), HashLevel.V1_9))
        .contains(part);
  }

  // hash.md 7, F2: absent is not 0, and what the controller cannot have written counts as absent.
  @ParameterizedTest
  @CsvSource({"0, 0", "2147483647, 2147483647", "-1,", "2147483648,", "x,", "null,"})
  void collisionCountOfTheStatus(String written, Integer read) {
    TemplateSource source =
        TemplateSource.ofRollout(
            yaml("{spec: {template: {}}, status: {collisionCount: " + written + "}}"));

    assertThat(source.collisionCount())
        .isEqualTo(read == null ? OptionalInt.empty() : OptionalInt.of(read));
  }

  // hash.md 9: N1 and N3 (NONE), N4 (LABEL_STAYS), N5 (NEW_VERSION)
  @ParameterizedTest(name = "{0} {1} → {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          NONE        | metadata: {labels: {a: b, c: d}}             | metadata: {labels: {c: "d", 'a': b}}
          NONE        | metadata: {labels: {a: b}}                   | metadata: {name: c, labels: {a: b}}
          NONE        | spec: {containers: [], hostNetwork: false}   | spec: {hostname: "", containers: []}
          LABEL_STAYS | spec: {containers: [{name: a, readinessProbe: {exec: {}}}]} | spec: {containers: [{name: a, readinessProbe: {exec: {}, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3}}]}
          LABEL_STAYS | spec: {containers: [{name: a, livenessProbe: {httpGet: {port: 1}}}]} | spec: {containers: [{name: a, livenessProbe: {httpGet: {port: 1, path: /, scheme: HTTP}}}]}
          LABEL_STAYS | spec: {containers: [{name: a}]}              | spec: {containers: [{name: a, terminationMessagePolicy: File}]}
          LABEL_STAYS | spec: {containers: []}                       | spec: {containers: [], dnsPolicy: ClusterFirst, schedulerName: default-scheduler}
          LABEL_STAYS | spec: {containers: [], volumes: [{name: a}]} | spec: {containers: [], volumes: [{name: a, emptyDir: {}}]}
          LABEL_STAYS | spec: {containers: [], volumes: [{name: a, configMap: {}}]} | spec: {containers: [], volumes: [{name: a, configMap: {defaultMode: 420}}]}
          NEW_VERSION | metadata: {labels: {a: b}}                   | metadata: {labels: {a: c}}
          NEW_VERSION | spec: {containers: []}                       | metadata: {annotations: {a: b}}, spec: {containers: []}
          NEW_VERSION | spec: {containers: []}                       | spec: {containers: [], automountServiceAccountToken: true}
          NEW_VERSION | spec: {containers: [{name: a, livenessProbe: {exec: {}}}]} | spec: {containers: [{name: a, livenessProbe: {exec: {}, periodSeconds: 11}}]}
          """)
  void whatAnEditDoes(Effect effect, String before, String after) {
    assertThat(
            TemplateEdit.of(
                    TemplateSource.of(yaml("{" + before + "}")),
                    TemplateSource.of(yaml("{" + after + "}")),
                    HashLevel.V1_9)
                .effect())
        .isEqualTo(effect);
  }

  // hash.md 9, N7
  @Test
  void anUpgradeToNineChangesEveryHashAndNoLabel() {
    TemplateSource same = TemplateSource.of(yaml("{spec: {containers: [{name: a, image: b}]}}"));

    assertThat(TemplateEdit.of(same, HashLevel.V1_8, same, HashLevel.V1_9).effect())
        .isEqualTo(Effect.LABEL_STAYS);
    assertThat(TemplateEdit.of(same, HashLevel.V1_7, same, HashLevel.V1_8).effect())
        .isEqualTo(Effect.NONE);
  }

  // hash.md 9, N6: with the template of the stable version its ReplicaSet is used again.
  @ParameterizedTest
  @CsvSource({
    "7dc666b946, 5f79b78d7f, rollback",
    "7dc666b946, 7dc666b946, newVersion",
    "5f79b78d7f, 5f79b78d7f, newVersion",
    "7dc666b946, , newVersion"
  })
  void anOlderTemplateUsesItsReplicaSetAgain(String stable, String current, String verdict) {
    String base = A.replace("nginx:1.25", "nginx:1.26");
    String status =
        "status: {stableRS: "
            + stable
            + (current == null ? "" : ", currentPodHash: " + current)
            + "}\n";

    assertThat(review(base + status, A).verdict()).hasToString(verdict);
  }

  // hash.md 9, N8: what the status says comes before what is predicted.
  @Test
  void theStatusTellsHashesOfTheCluster() {
    String status = "status: {stableRS: 5f79b78d7f, currentPodHash: 5f79b78d7f}\n";
    PlanHashes hashes =
        CanaryPlanner.plan(Manifests.read("web.yaml", A + status), PlannerOptions.DEFAULT)
            .rollouts()
            .get(0)
            .plan()
            .orElseThrow()
            .settings()
            .hashes();

    assertThat(hashes.stable().value()).isEqualTo("5f79b78d7f");
    assertThat(hashes.canary().reason())
        .isEqualTo("predicted from spec.template for controller 1.9");
    // hash.md 10, A: the label with collisionCount 1
    assertThat(
            PodTemplateHash.of(
                    TemplateSource.ofRollout(yaml(A + "status: {collisionCount: 1}\n")),
                    HashLevel.V1_9)
                .label())
        .contains("68db74476c");
    assertThat(review(A + status, A.replace("replicas: 3", "replicas: 4")).sentences())
        .contains(
            "status.currentPodHash of base says 5f79b78d7f, not 7dc666b946: a ReplicaSet keeps the"
                + " label that it got when it was made");
  }

  private static RolloutReview review(String base, String head) {
    return Review.of(
            Manifests.read("base.yaml", base),
            Manifests.read("head.yaml", head),
            PlannerOptions.DEFAULT)
        .rollouts()
        .get(0);
  }

  private static String json(TemplateSource source, HashLevel level) {
    HashPrediction prediction = PodTemplateHash.of(source, level);
    return prediction instanceof Predicted predicted ? predicted.json() : NONE + prediction;
  }

  private static YamlNode yaml(String text) {
    return YamlReader.read("template.yaml", text).orElseThrow().get(0).root();
  }
}
