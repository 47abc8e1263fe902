// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.istio.HttpRoute;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a match of a managed route takes, beside what a rule matches. */
class RequestScopeTest {
  private static HttpRoute rule(String match) {
    String text = "match: " + match;
    return HttpRoute.from(
        YamlReader.read("rule.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0).root());
  }

  private static Optional<StringMatch> text(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String value = text.substring(text.indexOf(' ') + 1);
    return Optional.of(
        switch (text.substring(0, text.indexOf(' '))) {
          case "exact" -> StringMatch.ofExact(value);
          case "prefix" -> StringMatch.ofPrefix(value);
          default -> StringMatch.ofRegex(value);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prefix /a/b |            | [{uri: {prefix: /a}}]                                  | true  | true
          exact /a/b  |            | [{uri: {prefix: /a}}]                                  | true  | true
          prefix /a   |            | [{uri: {prefix: /a/b}}]                                | false | true
          prefix /a   |            | [{uri: {prefix: /b}}]                                  | false | false
          exact /a    |            | [{uri: {exact: /a}}]                                   | true  | true
          exact /a    |            | [{uri: {exact: /b}}]                                   | false | false
          prefix /a   |            | [{uri: {exact: /a/b}}]                                 | false | true
          regex /a.*  |            | [{uri: {prefix: /a}}]                                  | false | true
          regex /a.*  |            | [{uri: {regex: /a.*}}]                                 | true  | true
                      |            | [{uri: {prefix: /}}]                                   | true  | true
                      |            | [{uri: {regex: '.*'}}]                                 | true  | true
                      |            | []                                                     | true  | true
                      |            | [{uri: {prefix: /b}}, {uri: {prefix: /}}]              | true  | true
                      |            | [{uri: {prefix: /b}}]                                  | false | true
          prefix /a   | exact GET  | [{method: {exact: GET}}]                               | true  | true
          prefix /a   | exact GET  | [{method: {exact: POST}}]                              | false | false
          prefix /a   | exact GET  | [{method: {regex: 'G.T'}}]                             | false | true
          prefix /a   |            | [{headers: {x-a: {exact: b}}}]                         | false | true
          prefix /a   |            | [{name: n, statPrefix: p, ignoreUriCase: true}]        | true  | true
          prefix /a   |            | [{uri: {prefix: /a}, port: 80}]                        | false | true
          prefix /a   |            | [{uri: {prefix: /a}, port: null}]                      | true  | true
          """)
  void comparesWithARule(String path, String method, String match, boolean within, boolean meets) {
    MirrorMatch mirror = new MirrorMatch(text(method), text(path), Map.of());
    RequestScope scope =
        RequestScope.of(new CanaryStep.SetMirrorRoute("m", List.of(mirror), OptionalInt.empty()))
            .get(0);

    assertThat(scope.isWithin(rule(match))).isEqualTo(within);
    assertThat(scope.meets(rule(match))).isEqualTo(meets);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x-beta | exact yes  | [{headers: {X-Beta: {exact: 'yes'}}}]  | true
          x-beta | exact yes  | [{headers: {x-beta: {prefix: 'y'}}}]   | true
          x-beta | prefix y   | [{headers: {x-beta: {exact: 'yes'}}}]  | false
          x-beta | exact yes  | [{headers: {x-beta: {}}}]              | true
          x-beta | exact yes  | [{headers: {x-other: {exact: 'a'}}}]   | false
          x-beta | exact yes  | [{uri: {prefix: /shop}}]               | false
          """)
  void aHeaderRouteAsksForItsHeaderOnly(String name, String value, String match, boolean within) {
    HeaderMatch header = new HeaderMatch(name, text(value).orElseThrow());
    RequestScope scope =
        RequestScope.of(new CanaryStep.SetHeaderRoute("h", List.of(header))).get(0);

    assertThat(scope.isWithin(rule(match))).isEqualTo(within);
    assertThat(scope.isEverything()).isFalse();
  }
}
