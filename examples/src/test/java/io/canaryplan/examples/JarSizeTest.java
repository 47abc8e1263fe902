// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The libraries are embedded in other tools, which should not grow much by them. */
class JarSizeTest {
  private static final long LIMIT = 500_000;

  @Test
  void bothLibrariesTogetherStayBelowTheLimit() throws Exception {
    assumeFalse(Boolean.getBoolean("lean.skip"), "the jars are packed for a debugger");
    Path core = home(CanaryPlanner.class);
    Path istioModel = home(YamlReader.class);
    assumeTrue(Files.isRegularFile(core), "the jars are not packed yet");

    assertThat(Files.size(core) + Files.size(istioModel)).isLessThan(LIMIT);
  }

  private static Path home(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
