// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
  /** Windows takes these names for devices in every folder, in any case and before any ending. */
  @ParameterizedTest
  @CsvSource({
    "con, con_",
    "CON, CON_",
    "nul.yaml, nul_.yaml",
    "com1, com1_",
    "COM9.tar.gz, COM9_.tar.gz",
    "lpt0, lpt0_",
    "aux., aux_",
    "con/x, con-x",
    "console, console",
    "com10, com10",
    "x.con, x.con"
  })
  void noNameIsADevice(String given, String name) {
    assertThat(FileNames.safe(given)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"../../etc/passwd, etc-passwd", "a//b, a-b", "'', x", "..., x", "-a-, a", "été, t"})
  void noNameLeadsElsewhere(String given, String name) {
    assertThat(FileNames.safe(given)).isEqualTo(name);
  }

  @Test
  void longNamesAreCut() {
    assertThat(FileNames.safe("a".repeat(300))).isEqualTo("a".repeat(120));
  }

  @Test
  void namesThatDifferInCaseAloneGetNumbers() {
    FileNames names = new FileNames();

    assertThat(names.claim("web")).isEqualTo("web");
    assertThat(names.claim("Web")).isEqualTo("Web-2");
    assertThat(names.claim("WEB")).isEqualTo("WEB-3");
  }
}
