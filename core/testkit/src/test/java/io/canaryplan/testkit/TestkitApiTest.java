// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.ApiText;
import io.canaryplan.PublicTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the kit's API: a change of it is seen. */
class TestkitApiTest {
  private static final Path SNAPSHOT = Path.of("..", "docs", "api-testkit.txt");

  private static final List<String> PACKAGES =
      List.of("io.canaryplan.testkit", "io.canaryplan.testkit.jqwik", "io.canaryplan.testkit.laws");

  @Test
  void apiIsAsInTheSnapshot() throws IOException {
    String api = ApiText.of(PublicTypes.of(CanaryPlanAssertions.class, PACKAGES));
    if ("rewrite".equals(System.getProperty("canaryplan.golden"))) {
      Files.writeString(SNAPSHOT, api);
    }
    assertThat(Files.readString(SNAPSHOT))
        .as(
            "core/docs/api-testkit.txt is the kit's API; if the change is meant, accept it with"
                + " mvn -B test -Dcanaryplan.golden=rewrite, and read the diff")
        .isEqualTo(api);
  }
}
