// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code canaryplan}, with a Java that prints how it was called and leaves with 3: the
 * jar is built after the tests.
 */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  @TempDir private Path folder;

  @Test
  void handsEachArgumentAndTheStatusOn() throws Exception {
    Path jar = Files.createDirectory(folder.resolve("target")).resolve("canaryplan.jar");
    Files.createFile(jar);

    CommandResult result = run(script(), "plan", "two words.yaml", "", "*");

    assertThat(result.out().lines())
        .contains("-XX:SharedArchiveFile=" + jar.toRealPath().resolveSibling("canaryplan.jsa"))
        .endsWith("-jar", jar.toRealPath().toString(), "plan", "two words.yaml", "", "*");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isEqualTo(3);
  }

  @Test
  void findsItsJarThroughALink() throws Exception {
    Path jar = Files.createDirectory(folder.resolve("target")).resolve("canaryplan.jar");
    Files.createFile(jar);
    Path bin = Files.createDirectory(folder.resolve("bin"));

    CommandResult result = run(Files.createSymbolicLink(bin.resolve("canaryplan"), script()));

    assertThat(result.out()).contains("\n" + jar.toRealPath() + "\n");
  }

  @Test
  void saysHowToBuildAMissingJar() throws Exception {
    CommandResult result = run(script(), "plan");

    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("canaryplan: there is no ")
        .endsWith("target/canaryplan.jar; build it with: mvn -q -B -DskipTests package\n");
    assertThat(result.status()).isEqualTo(2);
  }

  private Path script() throws IOException {
    Path script = folder.resolve("canaryplan");
    return Files.exists(script) ? script : Files.copy(Path.of("canaryplan"), script);
  }

  private CommandResult run(Path script, String... arguments) throws Exception {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 3\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int status = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new CommandResult(
        status,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
