// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of istio.md 1.0.2, 1.0.3 and 0.5. */
class VirtualServiceReferenceTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "vs,                         vs,      -",
    "vs.ns,                      vs,      ns",
    "a.b.ns,                     a.b,     ns",
    "vs.ns.cluster.local,        vs,      ns",
    "vs.ns.svc.cluster.local,    vs.ns,   svc",
    "vs.cluster.local,           vs,      -",
    "ns/vs,                      ns/vs,   -",
    "vs.cluster.local.cluster.local, vs.cluster, local",
    "vs.,                        vs,      -",
    ".ns,                        '',      ns",
  })
  void readsTheLastPieceAsNamespace(String text, String name, String namespace) {
    VirtualServiceReference reference = VirtualServiceReference.parse(text);

    assertThat(reference.name()).isEqualTo(name);
    assertThat(reference.namespace().orElse("-")).isEqualTo(namespace);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "vs,                         vs,      -",
    "vs.ns,                      vs,      ns",
    "a.b.ns,                     a,       b",
    "vs.ns.cluster.local,        vs,      ns",
    "vs.ns.svc.cluster.local,    vs,      ns",
    "vs.cluster.local,           vs,      cluster",
    "vs.,                        vs,      -",
    "vs..ns,                     vs,      -",
    ".ns,                        '',      ns",
    "ns/vs,                      ns/vs,   -",
  })
  void readsTheSecondPieceAsNamespaceUpToV19(String text, String name, String namespace) {
    VirtualServiceReference reference = VirtualServiceReference.parseFirstPieces(text);

    assertThat(reference.name()).isEqualTo(name);
    assertThat(reference.namespace().orElse("-")).isEqualTo(namespace);
  }
}
