// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsLineUp() {
    TextTable table = new TextTable().left("name").right("n").row("a", "1");
    table.row("longer", "1000");

    assertThat(table)
        .hasToString(
            """
            | name   |    n |
            |--------|------|
            | a      |    1 |
            | longer | 1000 |
            """);
  }

  @Test
  void aCellCannotEndItselfOrItsLine() {
    TextTable table = new TextTable().left("name").row("a|b\nc\td");

    assertThat(table).hasToString("| name     |\n|----------|\n| a\\|b c d |\n");
  }

  @Test
  void widthCountsCharactersNotCodeUnits() {
    TextTable table = new TextTable().left("é😀").row("abc");

    assertThat(table).hasToString("| é😀  |\n|-----|\n| abc |\n");
  }

  @Test
  void aRowHasOneCellForEachColumn() {
    TextTable table = new TextTable().left("name");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.row("a", "b"))
        .withMessage("a row needs 1 cells");
  }
}
