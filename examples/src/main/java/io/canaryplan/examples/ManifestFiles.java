// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what the command line names: files, folders, standard input. */
final class ManifestFiles {
  private static final String STANDARD_INPUT = "-";

  private final InputStream standardInput;
  private final int maxBytes;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  // What is read, whatever it is called.
  private final Set<Path> read = new HashSet<>();

  private ManifestFiles(InputStream standardInput, int maxBytes) {
    this.standardInput = standardInput;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads the files in the order given, those of a folder sorted by path, each once. Of a file
   * larger than {@code maxBytes} one byte more than that is read, so that the reader sees that it
   * is too large.
   *
   * @throws UsageException if a file that is named does not exist or cannot be read, or a folder
   *     holds no manifest
   */
  static ManifestFiles read(List<String> names, InputStream standardInput, int maxBytes)
      throws UsageException {
    ManifestFiles files = new ManifestFiles(standardInput, maxBytes);
    for (String name : names) {
      files.add(name);
    }
    return files;
  }

  /** Returns the bytes by name. */
  Map<String, byte[]> files() {
    return Collections.unmodifiableMap(files);
  }

  /** Returns a sentence about each thing below a folder that cannot be read. */
  List<String> problems() {
    return problems;
  }

  private void add(String name) throws UsageException {
    try {
      if (name.isEmpty()) {
        throw new UsageException("a file has no name: \"\" is none, and the folder here is .");
      } else if (name.equals(STANDARD_INPUT)) {
        addStandardInput();
      } else if (Files.isDirectory(Path.of(name))) {
        addFolder(name);
      } else if (Files.exists(Path.of(name))) {
        readFile(Path.of(name));
      } else {
        throw new UsageException("there is no file \"" + name + "\"");
      }
    } catch (IOException e) {
      throw new UsageException("\"" + name + "\" cannot be read: " + Reason.of(e));
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + name + "\" cannot be read: " + e.getReason());
    }
  }

  private void addStandardInput() throws UsageException {
    if (files.containsKey(STANDARD_INPUT)) {
      throw new UsageException("standard input is given twice, and can be read once only");
    }
    try {
      put(STANDARD_INPUT, standardInput);
    } catch (IOException e) {
      throw new UsageException("standard input cannot be read: " + Reason.of(e));
    }
  }

  private void addFolder(String name) throws IOException, UsageException {
    int before = problems.size();
    List<Path> manifests = manifestsBelow(Path.of(name));
    if (manifests.isEmpty() && problems.size() == before) {
      throw new UsageException("the folder \"" + name + "\" holds no *.yaml, *.yml or *.json");
    }
    for (Path manifest : manifests) {
      try {
        readFile(manifest);
      } catch (IOException e) {
        note(manifest, e);
      }
    }
  }

  private List<Path> manifestsBelow(Path folder) throws IOException {
    List<Path> manifests = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isManifest(file) && !Files.isDirectory(file)) {
              manifests.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            note(file, e);
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(manifests);
    return manifests;
  }

  private void note(Path path, IOException e) {
    problems.add("\"" + name(path) + "\" cannot be read: " + Reason.of(e));
  }

  private static boolean isManifest(Path path) {
    String name = path.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private void readFile(Path file) throws IOException {
    if (read.add(file.toRealPath())) {
      try (InputStream bytes = Files.newInputStream(file)) {
        put(name(file), bytes);
      }
    }
  }

  private static String name(Path file) {
    return file.toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private void put(String name, InputStream bytes) throws IOException {
    files.put(name, bytes.readNBytes(maxBytes == Integer.MAX_VALUE ? maxBytes : maxBytes + 1));
  }
}
