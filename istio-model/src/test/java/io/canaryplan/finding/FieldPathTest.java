// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FieldPathTest {
  @Test
  void printsKeysWithDotsAndIndexesInBrackets() {
    FieldPath path =
        FieldPath.of("spec", "strategy", "canary", "steps").index(2).child("setWeight");

    assertThat(path).hasToString("spec.strategy.canary.steps[2].setWeight");
  }

  @Test
  void quotesKeysThatAreNotPlainWords() {
    FieldPath path = FieldPath.of("metadata", "annotations").child("a.b/c").child("say \"hi\"");

    assertThat(path).hasToString("metadata.annotations[\"a.b/c\"][\"say \\\"hi\\\"\"]");
  }

  @Test
  void rootPrintsAsTheEmptyText() {
    assertThat(FieldPath.root()).hasToString("");
  }

  @Test
  void parentGoesOneStepUp() {
    assertThat(FieldPath.of("spec").index(0).parent()).isEqualTo(FieldPath.of("spec"));
    assertThatThrownBy(() -> FieldPath.root().parent())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the root has no parent");
  }
}
