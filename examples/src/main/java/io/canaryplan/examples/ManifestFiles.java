// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what the command line names: files, folders, standard input. */
final class ManifestFiles {
  private final InputStream standardInput;
  private final int maxBytes;
  private final Map<String, byte[]> found = new LinkedHashMap<>();

  private ManifestFiles(InputStream standardInput, int maxBytes) {
    this.standardInput = standardInput;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads the files in the order given, those of a folder sorted by path. Of a file larger than
   * {@code maxBytes} one byte more than that is read, so that the reader sees that it is too large.
   *
   * @throws UsageException if a file does not exist or cannot be read, or a folder holds no
   *     manifest
   */
  static Map<String, byte[]> read(List<String> names, InputStream standardInput, int maxBytes)
      throws UsageException {
    ManifestFiles files = new ManifestFiles(standardInput, maxBytes);
    for (String name : names) {
      files.add(name);
    }
    return files.found;
  }

  private void add(String name) throws UsageException {
    try {
      if (name.equals("-")) {
        read(name, standardInput);
      } else if (Files.isDirectory(Path.of(name))) {
        addFolder(name);
      } else if (Files.exists(Path.of(name))) {
        readFile(Path.of(name));
      } else {
        throw new UsageException("there is no file \"" + name + "\"");
      }
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      throw new UsageException("\"" + name + "\" cannot be read: " + e.getMessage());
    }
  }

  private void addFolder(String name) throws IOException, UsageException {
    List<Path> manifests;
    try (Stream<Path> below = Files.walk(Path.of(name))) {
      manifests = below.filter(ManifestFiles::isManifest).sorted().toList();
    }
    if (manifests.isEmpty()) {
      throw new UsageException("the folder \"" + name + "\" holds no *.yaml, *.yml or *.json");
    }
    for (Path manifest : manifests) {
      readFile(manifest);
    }
  }

  private static boolean isManifest(Path path) {
    String name = path.toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && Files.isRegularFile(path);
  }

  private void readFile(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      read(file.toString().replace(file.getFileSystem().getSeparator(), "/"), bytes);
    }
  }

  private void read(String name, InputStream bytes) throws IOException {
    found.put(name, bytes.readNBytes(maxBytes == Integer.MAX_VALUE ? maxBytes : maxBytes + 1));
  }
}
