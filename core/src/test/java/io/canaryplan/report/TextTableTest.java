// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static io.canaryplan.report.Grid.Column.left;
import static io.canaryplan.report.Grid.Column.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static String text(Grid grid) throws IOException {
    StringBuilder text = new StringBuilder();
    TextTable.print(grid, text);
    return text.toString();
  }

  @Test
  void columnsLineUp() throws IOException {
    Grid grid = new Grid(left("name"), right("n")).row("a", "1").row("longer", "1000");

    assertThat(text(grid))
        .isEqualTo(
            """
            | name   |    n |
            |--------|------|
            | a      |    1 |
            | longer | 1000 |
            """);
  }

  @Test
  void aCellCannotEndItselfOrItsLine() throws IOException {
    Grid grid = new Grid(left("name")).row("a|b\nc\td");

    assertThat(text(grid)).isEqualTo("| name     |\n|----------|\n| a\\|b c d |\n");
  }

  @Test
  void widthCountsCharactersNotCodeUnits() throws IOException {
    Grid grid = new Grid(left("é😀")).row("abc");

    assertThat(text(grid)).isEqualTo("| é😀  |\n|-----|\n| abc |\n");
  }

  @Test
  void aRowHasNoMoreCellsThanColumns() {
    Grid grid = new Grid(left("name"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> grid.row("a", "b"))
        .withMessage("a row has at most 1 cells");
  }
}
