// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples.benchmark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What {@code check} of a folder costs, from the start of the process to its end, beside a process
 * in which SnakeYAML loads the same files one after the other. Needs the jar: {@code mvn package}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 9)
@Fork(1)
public class FolderBenchmarks {
  private static final int FILES = 2000;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  /** The example of the README so many times, each in its own namespace and with its own host. */
  @Param("canaryplan-folder")
  private String input = "canaryplan-folder";

  private Path folder = Path.of("");

  /** Writes the files. */
  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory(input);
    String example = Files.readString(Path.of("manifests/rollout-example.yaml"));
    for (int i = 0; i < FILES; i++) {
      String number = String.format(Locale.ROOT, "%04d", i);
      String text =
          example
              .replaceAll("(?m)^metadata:$", "metadata:\n  namespace: shop-" + number)
              .replaceAll("\"(\\*|rollout.example.com)\"", "shop-" + number + ".example.com");
      Files.writeString(folder.resolve(number + ".yaml"), text);
    }
  }

  /** Deletes them. */
  @TearDown
  public void delete() throws IOException {
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  /** The script of the README. */
  @Benchmark
  public void script() throws IOException, InterruptedException {
    run("./canaryplan", "check", folder.toString());
  }

  /** The jar with the options that Java has by default. */
  @Benchmark
  public void jar() throws IOException, InterruptedException {
    run(JAVA, "-jar", "target/canaryplan.jar", "check", folder.toString());
  }

  /** SnakeYAML, with the options that Java has by default. */
  @Benchmark
  public void snakeLoad() throws IOException, InterruptedException {
    String classes = System.getProperty("java.class.path");
    run(JAVA, "-cp", classes, SnakeYaml.class.getName(), folder.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectOutput(Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int status = builder.redirectError(Redirect.INHERIT).start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + " leaves with " + status);
    }
  }

  /** Loads the files of a folder. */
  static final class SnakeYaml {
    private SnakeYaml() {}

    public static void main(String... args) throws IOException {
      long documents = 0;
      try (Stream<Path> files = Files.list(Path.of(args[0]))) {
        for (Path file : files.sorted().toList()) {
          Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
          for (Object document : yaml.loadAll(Files.readString(file))) {
            documents += document == null ? 0 : 1;
          }
        }
      }
      System.out.println(documents);
    }
  }
}
