// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.kubernetes.ObjectId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which objects an entry is about (gitops.md GT-26). */
class IgnoreDifferencesTest {
  private static final ObjectId ROUTES =
      new ObjectId("networking.istio.io/v1", "VirtualService", Optional.of("shop"), "web");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          exact, networking.istio.io, VirtualService, web, shop, true
          without name and namespace, networking.istio.io, VirtualService, -, -, true
          empty name and namespace, networking.istio.io, VirtualService, '', '', true
          group with a version, networking.istio.io/v1, VirtualService, -, -, false
          another kind, networking.istio.io, DestinationRule, -, -, false
          kind in other letters, networking.istio.io, virtualservice, -, -, false
          core group, '', VirtualService, -, -, false
          globs for all, '*', '*', -, -, true
          glob for the group, '*.istio.io', VirtualService, -, -, true
          glob for the kind, networking.istio.io, 'Virtual?ervice', -, -, true
          alternatives, networking.istio.io, '{DestinationRule,Virtual*}', -, -, true
          no kind, networking.istio.io, '', -, -, false
          name is no glob, networking.istio.io, VirtualService, 'w*', -, false
          namespace is no glob, networking.istio.io, VirtualService, web, '*', false
          another namespace, networking.istio.io, VirtualService, web, other, false
          """)
  void matchesByGlobAndExactName(
      String why, String group, String kind, String name, String namespace, boolean expected) {
    assertThat(entry(group, kind, name, namespace).matches(ROUTES)).isEqualTo(expected);
  }

  @Test
  void anObjectWithoutNamespaceMatchesOnlyEntriesWithoutOne() {
    ObjectId open = new ObjectId("v1", "Service", Optional.empty(), "web");

    assertThat(entry("", "Service", "web", "shop").matches(open)).isFalse();
    assertThat(entry("", "Service", "web", null).matches(open)).isTrue();
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      textBlock =
          """
          a*c, abbc, true
          a*c, ac, true
          a*c, abd, false
          a**c, abbc, true
          '', '', true
          '', a, false
          a?c, abc, true
          a?c, ac, false
          '[ab]x', bx, true
          '[!ab]x', bx, false
          '[!ab]x', cx, true
          '[a-c]x', bx, true
          '[!a-c]x', bx, false
          '[a-cA-C]x', bx, false
          '[]x', x, false
          '[ab', a, false
          '[c-a]', b, false
          '{a,b}c', bc, true
          '{a,{b,c}d}e', cde, true
          '{a,}c', c, true
          '{a,b', b, true
          'a,b}', 'a,b}', true
          '\\*', '*', true
          '\\*', a, false
          """)
  void readsGlobsAsArgoCdDoes(String pattern, String text, boolean expected) {
    assertThat(Glob.parse(pattern).matches(text)).isEqualTo(expected);
  }

  @Test
  void hostileGlobsAreBounded() {
    assertThat(Glob.parse("{".repeat(1_000_000)).matches("a")).isFalse();
    assertThat(Glob.parse("*a".repeat(1_000)).matches("a".repeat(999))).isFalse();
    assertThat(Glob.parse("*a".repeat(1_000)).matches("a".repeat(1_000))).isTrue();
  }

  private static IgnoreDifferences entry(String group, String kind, String name, String namespace) {
    return new IgnoreDifferences(
        group,
        kind,
        Optional.ofNullable(name),
        Optional.ofNullable(namespace),
        List.of("/spec"),
        List.of(),
        List.of());
  }
}
