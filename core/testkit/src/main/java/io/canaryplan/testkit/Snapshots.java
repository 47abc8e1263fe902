// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.report.UnifiedDiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A text kept in a file, and compared with what a test has: the whole plan at a glance, without an
 * assertion for each number.
 *
 * <p>The file stands in the resources of the tests, in the folder of the test's package: {@code
 * src/test/resources/com/example/ShopTest.rollout.snapshot} for the method {@code rollout} of
 * {@code com.example.ShopTest}. A test with more than one names each, and the name stands behind
 * the method's. The folder {@code src/test/resources} of the working directory, which Maven and
 * Gradle set to the module's, is another one where the system property {@code
 * canaryplan.snapshots.folder} says so.
 *
 * <p>{@code -Dcanaryplan.snapshots=update} writes all files that a run compares with. Read what has
 * changed before you commit it.
 *
 * <p>Reads and writes files; not for use by several threads with one file.
 */
public final class Snapshots {
  private final Path file;

  private Snapshots(Path file) {
    this.file = file;
  }

  /** Returns the snapshot of the test method that calls the kit. */
  static Snapshots ofCaller() {
    return new Snapshots(file(caller(), ""));
  }

  /** Returns the snapshot of that name of the test method that calls the kit. */
  static Snapshots ofCaller(String name) {
    return new Snapshots(file(caller(), "." + name));
  }

  private static StackWalker.StackFrame caller() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames -> frames.filter(Snapshots::isOfTest).findFirst())
        .orElseThrow(() -> new IllegalStateException("no class ending in Test calls this"));
  }

  // the kit's own classes, AssertJ and its proxies, lambdas and reflection stand in between
  private static boolean isOfTest(StackWalker.StackFrame frame) {
    String outermost = frame.getClassName().replaceFirst("\\$.*", "");
    boolean named =
        outermost.endsWith("Test")
            || outermost.endsWith("Tests")
            || outermost.endsWith("IT")
            || outermost.endsWith("Properties");
    return named && !frame.getMethodName().contains("$");
  }

  private static Path file(StackWalker.StackFrame test, String suffix) {
    String folder = System.getProperty("canaryplan.snapshots.folder", "src/test/resources");
    String name = test.getClassName().replace('.', '/').replace('$', '.');
    return Path.of(folder, name + "." + test.getMethodName() + suffix + ".snapshot");
  }

  /** Returns how a text differs from the snapshot; nothing if it does not, or is written now. */
  Optional<String> differenceTo(String text) {
    try {
      if (isUpdate()) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Optional.empty();
      }
      if (!Files.exists(file)) {
        return Optional.of(
            "there is no snapshot %s yet; write it with -Dcanaryplan.snapshots=update:\n\n%s"
                .formatted(file, text));
      }
      return difference(Files.readString(file).replace("\r\n", "\n"), text);
    } catch (IOException e) {
      throw new UncheckedIOException("the snapshot " + file + " cannot be read or written", e);
    }
  }

  private Optional<String> difference(String expected, String text) {
    if (expected.equals(text)) {
      return Optional.empty();
    }
    String name = file.getFileName().toString();
    return Optional.of(
        "%s is not what the snapshot has; if the change is meant, accept it with %s\n\n%s"
            .formatted(
                file,
                "-Dcanaryplan.snapshots=update",
                UnifiedDiff.of(name, expected, "now", text)));
  }

  private static boolean isUpdate() {
    String mode = System.getProperty("canaryplan.snapshots", "");
    return mode.toLowerCase(Locale.ROOT).equals("update");
  }

  /** Returns the file. */
  @Override
  public String toString() {
    return file.toString();
  }
}
