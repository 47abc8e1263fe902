// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.gitops.JqExpression.NotUnderstood;
import io.canaryplan.gitops.JqExpression.Selection;
import io.canaryplan.gitops.JqExpression.SyntaxError;
import io.canaryplan.gitops.JqExpression.Understood;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What jq expressions select of a document (gitops.md GT-22 to GT-24, 9), worked out by hand. */
class JqExpressionTest {
  private static final String ROUTES =
      """
      kind: VirtualService
      spec:
        http:
        - name: geo
          match: [{uri: {prefix: /x}}]
        - name: primary
          route:
          - {destination: {host: stable}, weight: 80}
          - {destination: {host: canary}, weight: 20}
        - route:
          - {destination: {host: other}, weight: 100}
        paused: true
        labels: {}
        empty: []
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " ::",
      textBlock =
          """
          .kind                                        :: kind
          .spec.missing.deeper                         ::
          .["spec"]["paused"]                          :: spec.paused
          .spec."paused"                               :: spec.paused
          .spec.http[0].name                           :: spec.http[0].name
          .spec.http[-1].route                         :: spec.http[2].route
          .spec.http[7]                                ::
          .spec.http[1].route[].weight                 :: spec.http[1].route[0].weight spec.http[1].route[1].weight
          .spec.http[]?.route[]?.weight                :: spec.http[1].route[0].weight spec.http[1].route[1].weight spec.http[2].route[0].weight
          .spec.tcp[]?.route[]?.weight                 ::
          .spec.http[]? | select(.name == "geo")       :: spec.http[0]
          .spec.http[]? | select(.name == null) | .route[]?.weight :: spec.http[2].route[0].weight
          .spec.http[] | select(.name != "geo") | .name :: spec.http[1].name
          .spec.http[] | select(.name == "geo" or .name == "primary") | .name :: spec.http[0].name spec.http[1].name
          .spec.http[] | select(.name == "primary" and .route != null) :: spec.http[1]
          .spec.http[] | select(.name | IN("geo", "primary")) | .name :: spec.http[0].name spec.http[1].name
          select(any(.spec.http[]; .name == "geo")) | .spec.http :: spec.http
          select(any(.spec.http[]; .name == "no")) | .spec.http ::
          .spec | select(.paused) | .paused            :: spec.paused
          .spec.labels | select(. == {})               :: spec.labels
          .spec.http[].route[]?.weight | select(. == 20) :: spec.http[1].route[1].weight
          (.kind, .spec.paused)                        :: kind spec.paused
          .kind, .spec.paused, .kind                   :: kind spec.paused
          .spec.http[0] | .. | .prefix?                :: spec.http[0].match[0].uri.prefix
          .spec.http[]|select(.name=="primary").route[].weight :: spec.http[1].route[0].weight spec.http[1].route[1].weight
          .spec.http[1] | .route[] | select(.destination.host | . == "canary") | .weight :: spec.http[1].route[1].weight
          .spec.http[] | select(.name | not)           :: spec.http[2]
          empty                                        ::
          .kind | tostring                             :: kind
          .spec.http[1].route[] | select(.weight | tostring == "80") | .weight :: spec.http[1].route[0].weight
          .spec | select(.labels | tostring == "{}") | .labels :: spec.labels
          .spec | select(.http[1].route[0] | tostring == "{\\"destination\\":{\\"host\\":\\"stable\\"},\\"weight\\":80}") | .paused :: spec.paused
          .spec.paused == true                         :: spec.paused
          """)
  void selectsPlaces(String expression, String expected) {
    Selection selection = select(expression);

    assertThat(selection.failure()).isEmpty();
    assertThat(paths(selection)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          .spec.http[].route[].weight        :: cannot iterate over null
          .spec.tcp[]                        :: cannot iterate over null
          .kind.name                         :: expected an object but got a string
          .spec[0]                           :: expected an array but got an object
          .spec.http.name                    :: expected an object but got an array
          .spec.http | map(.name)            :: what is selected is computed and has no place to delete
          .spec.http | tostring              :: what is selected is computed and has no place to delete
          .spec.http | length                :: what is selected is computed and has no place to delete
          "kind"                             :: what is selected is computed and has no place to delete
          .kind == "VirtualService"          :: what is selected is computed and has no place to delete
          [.spec] | .[0]                     :: what is computed, an array, has no place to delete
          """)
  void aFailureAtRunTimeSelectsNothing(String expression, String reason) {
    Selection selection = select(expression);

    assertThat(selection.failure()).contains(reason);
    Understood understood = (Understood) JqExpression.parse(expression);
    Json document = new JsonReader().value(document(ROUTES));
    assertThat(understood.delete(document).document()).isEqualTo(document);
  }

  @Test
  void aQuestionMarkIsAboutTheLastStepOnly() {
    assertThat(select(".spec.tcp[].route[]?").failure()).contains("cannot iterate over null");
    assertThat(select("(.spec.tcp[].route[])?").failure()).isEmpty();
    assertThat(paths(select("(.kind, .spec.tcp[], .spec)?"))).isEqualTo("kind");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " :: ",
      textBlock =
          """
          .a              :: {b: [1, 2, 3]}
          .b[0], .b[1]    :: {a: {c: 1}, b: [3]}
          .b[-1]          :: {a: {c: 1}, b: [1, 2]}
          .b[]            :: {a: {c: 1}, b: []}
          .a, .a.c        :: {b: [1, 2, 3]}
          .a.c            :: {a: {}, b: [1, 2, 3]}
          .               :: null
          .b[1.0]         :: {a: {c: 1}, b: [1, 3]}
          ..[1]?          :: {a: {c: 1}, b: [1, 3]}
          """)
  void deletesAllPlacesAtOnce(String expression, String expected) {
    Json before = new JsonReader().value(document("{a: {c: 1}, b: [1, 2, 3]}"));

    assertThat(((Understood) JqExpression.parse(expression)).delete(before).document())
        .isEqualTo(new JsonReader().value(document(expected)));
  }

  @Test
  void aCharacterOfAStringCannotBeDeleted() {
    Json before = new JsonReader().value(document("{a: xyz}"));

    assertThat(((Understood) JqExpression.parse(".a[1]")).delete(before).failure())
        .contains("a character of a string cannot be deleted");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " :: ",
      quoteCharacter = '`',
      textBlock =
          """
          .spec.http[*].route  :: 11 :: unexpected "*"
          $.spec               :: 0 :: unexpected "$"
          spec.http            :: 0 :: function not defined: spec/0
          .spec.http[          :: 11 :: unexpected end
          .spec.               :: 6 :: unexpected end
          .a, ,.b              :: 4 :: unexpected ","
          .a == .b == .c       :: 9 :: unexpected "=="
          .a; .b               :: 0 :: function not defined: del/2
          .a)                  :: 3 :: unexpected end
          select(.name="x      :: 15 :: unterminated string literal
          .["\\x"]             :: 3 :: invalid escape sequence in a string
          $x                   :: 0 :: variable not defined: $x
          .a | break $out      :: 5 :: label not defined: $out
          ..name               :: 2 :: unexpected "name"
          .spec # all          :: 11 :: unexpected end
          select(.a, .b; .c)   :: 0 :: function not defined: select/2
          test                 :: 0 :: function not defined: test/0
          1.2.3                :: 0 :: unexpected "1.2."
          if .a then .b        :: 13 :: unexpected end
          """)
  void tellsSyntaxErrors(String expression, int position, String reason) {
    assertThat(JqExpression.parse(expression))
        .isEqualTo(new SyntaxError(expression, position, reason));
  }

  @Test
  void anEmptyExpressionIsASyntaxError() {
    assertThat(JqExpression.parse("")).isEqualTo(new SyntaxError("", 0, "unexpected end"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " :: ",
      quoteCharacter = '`',
      textBlock =
          """
          .spec | test("a")                  :: 8 :: test/1
          .a // .b                           :: 3 :: //
          .a[1:]                             :: 2 :: a slice
          if .a then .b else .c end          :: 0 :: if
          .[] as $x | $x                     :: 0 :: as
          def f: .a; f                       :: 0 :: def
          .a |= 1                            :: 3 :: |=
          .a > 1                             :: 3 :: >
          "a\\(.b)"                          :: 0 :: a string with values in it
          .a[.b]                             :: 2 :: an index that is neither a whole number nor a string
          {a: .b}                            :: 0 :: an object that is made of other values
          try .a                             :: 0 :: try
          with_entries(select(.key == "a"))  :: 0 :: with_entries/1
          .a | tojson                        :: 5 :: tojson/0
          .a) | del(.b                       :: 0 :: del/1
          """)
  void tellsWhatIsNotUnderstood(String expression, int position, String what) {
    assertThat(JqExpression.parse(expression))
        .isEqualTo(new NotUnderstood(expression, position, what));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "(", "{", "-", ".a|", ".a//", "select(", "def f: ", ".[", "\"\\("})
  void deepNestingEndsInAnAnswer(String part) {
    assertThat(JqExpression.parse(part.repeat(1_000_000 / part.length())))
        .isInstanceOf(NotUnderstood.class);
    assertThat(JqExpression.parse(part.repeat(40_000 / part.length())))
        .isNotInstanceOf(Understood.class);
  }

  @Test
  void longRowsAreUnderstood() {
    String names = "select(" + ".name == \"x\" or ".repeat(2_000) + ".name == \"geo\")";

    assertThat(paths(select(".spec.http[] | " + names))).isEqualTo("spec.http[0]");
    assertThat(select(".a?".repeat(10_000)).failure()).isEmpty();
    assertThat(select(".|".repeat(20_000) + ".kind").failure()).isEmpty();
  }

  @Test
  void whatSelectsTooMuchIsSkipped() {
    Understood all = (Understood) JqExpression.parse("..|..|..|..|..|..|..|..");
    Json.Items list = new Json.Items(java.util.Collections.nCopies(1_000, Json.NO_ITEMS));
    Json document = new Json.Items(java.util.Collections.nCopies(1_000, list));

    assertThat(all.delete(document).failure()).contains("it selects too much");
    assertThat(((Understood) JqExpression.parse("(..|..)?")).delete(document).failure())
        .contains("it selects too much");
  }

  private static Selection select(String expression) {
    JqExpression parsed = JqExpression.parse(expression);
    assertThat(parsed).as(expression).isInstanceOf(Understood.class);
    return ((Understood) parsed).select(document(ROUTES));
  }

  private static YamlNode document(String yaml) {
    return YamlReader.read("test.yaml", yaml).orElseThrow().get(0).root();
  }

  private static String paths(Selection selection) {
    return selection.paths().stream().map(FieldPath::toString).collect(Collectors.joining(" "));
  }
}
