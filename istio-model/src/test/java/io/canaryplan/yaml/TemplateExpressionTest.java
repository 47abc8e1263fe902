// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateExpressionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ .Values.x }}",
        "{{- .x -}}",
        "a-{{ x }}-b",
        "{% if x %}",
        "${NAME}",
        "${_N:-3}",
        "it's {{ x }}"
      })
  void findsWhatAnEngineFillsIn(String text) {
    assertThat(TemplateExpression.in(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{a: b}",
        "$NAME",
        "$(NAME)",
        "${}",
        "${1}",
        "{{args.service}}",
        "{{ args.service }}",
        "{{templates.stable.podTemplateHash}}"
      })
  void leavesOtherTextsAlone(String text) {
    assertThat(TemplateExpression.in(text)).isEmpty();
  }

  /** Of a field that is a number or a name: nothing of the kind can stand there. */
  @ParameterizedTest
  @ValueSource(strings = {"{{ x }}", "$NAME", "a-$NAME", "<%= x %>", "[[ x ]]", "a:[[x]]", "${N}"})
  void findsMoreInPlainValues(String text) {
    assertThat(TemplateExpression.inPlainValue(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$", "$1", "a$", "$(A", "$(NAME)", "<a>", "<% x", "[::1]", "[[ x"})
  void leavesOtherPlainValuesAlone(String text) {
    assertThat(TemplateExpression.inPlainValue(text)).isEmpty();
  }

  /** Whatever else is wrong with a template, and however many there are, it is one finding. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {{ x }}\n",
        "{{- if x }}\na: 1\n{{- end }}\n",
        "a: 1\n{% if x %}\na: 2\n{% endif %}\n",
        "a: 1\nb: {{ x }}\nb: [*none, {{ y }}]\n",
        "a: [{{ range x }}1, {{ end }}]\n",
        "a: {# x #}\nb: 1\n",
        "a: 1\n{# x #}\nb: 1\n",
        "<% if x %>\na: 1\n<% end %>\n"
      })
  void aTemplateIsOneFindingOfItsFile(String template) {
    Checked<List<YamlDocument>> read =
        YamlReader.read("f.yaml", template + "---\n" + template + "---\nsound: 1\n");

    assertThat(read.findings())
        .extracting(Finding::rule)
        .containsExactly(YamlRules.TEMPLATE_EXPRESSION);
    assertThat(read.value().orElseThrow())
        .extracting(document -> document.root().toString())
        .containsExactly("{sound: 1}");
  }

  /** The mistake is what it is, when the braces stand in a comment or in quotes. */
  @Test
  void aMistakeBesideQuotedBracesIsNoTemplate() {
    String text = "# {{ x }}\na: '{{ x }}'  # {{ y }}\nb: [\n";

    assertThat(YamlReader.read("f.yaml", text).findings())
        .extracting(Finding::rule)
        .containsExactly(YamlRules.SYNTAX_ERROR);
  }
}
