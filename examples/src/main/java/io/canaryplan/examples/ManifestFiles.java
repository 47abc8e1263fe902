// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.ManifestFile;
import io.canaryplan.Workers;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the command line names: files, those of folders, standard input; in the order given, those
 * of a folder sorted by path, each once whatever it is called. Nothing but standard input is read
 * before {@link #read}, and no text is kept after it.
 */
final class ManifestFiles {
  static final String STANDARD_INPUT = "-";

  private final InputStream standardInput;
  private final YamlLimits limits;
  private final List<Input> inputs = new ArrayList<>();
  // What is read, whatever it is called.
  private final Set<Path> known = new HashSet<>();

  /** The third name that Kustomize has for its file, which says what the others are. */
  private static final String KUSTOMIZATION = "Kustomization";

  // Of what can be read once only: standard input, and a pipe that is named.
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

  /** Something to be read. */
  private interface Input {
    ManifestFile read();
  }

  private ManifestFiles(InputStream standardInput, YamlLimits limits) {
    this.standardInput = standardInput;
    this.limits = limits;
  }

  /**
   * Finds the files.
   *
   * @throws UsageException if a file that is named does not exist, standard input cannot be read,
   *     or a folder holds no manifest
   */
  static ManifestFiles find(List<String> names, InputStream standardInput, YamlLimits limits)
      throws UsageException {
    ManifestFiles files = new ManifestFiles(standardInput, limits);
    for (String name : names) {
      files.add(name);
    }
    return files;
  }

  /**
   * Reads all of them. One that cannot be read is a file with an error; of one that is too large
   * one byte more than the limit is read, so that the reader sees it.
   *
   * @param keep what is kept of each file
   */
  List<ManifestFile> read(Workers workers, UnaryOperator<ManifestFile> keep) {
    return workers.map(inputs, input -> keep.apply(input.read()));
  }

  /** Returns the bytes of a file for a line of it to be shown; a file is read again. */
  Optional<byte[]> bytes(String name) {
    byte[] once = kept.get(name);
    if (once != null) {
      return Optional.of(once);
    }
    try {
      Path file = Path.of(name);
      // whatever else may never end, and was not read before either
      return Files.isRegularFile(file) ? Optional.of(bytes(file)) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // it is told already, or has gone since; its line is not shown
    }
  }

  private void add(String name) throws UsageException {
    if (name.isEmpty()) {
      throw new UsageException("a file has no name: \"\" is none, and the folder here is .");
    } else if (name.equals(STANDARD_INPUT)) {
      addStandardInput();
    } else {
      try {
        addPath(name, Path.of(name));
      } catch (InvalidPathException e) {
        throw new UsageException("\"" + name + "\" cannot be read: " + e.getReason());
      }
    }
  }

  private void addPath(String name, Path path) throws UsageException {
    if (Files.isDirectory(path)) {
      addFolder(name, path);
    } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      addFile(path, false);
    } else {
      throw new UsageException("there is no file \"" + name + "\"");
    }
  }

  private void addStandardInput() throws UsageException {
    if (kept.containsKey(STANDARD_INPUT)) {
      throw new UsageException("standard input is given twice, and can be read once only");
    }
    try {
      byte[] bytes = bytes(standardInput);
      kept.put(STANDARD_INPUT, bytes);
      inputs.add(() -> ManifestFile.read(STANDARD_INPUT, bytes, limits));
    } catch (IOException e) {
      throw new UsageException("standard input cannot be read: " + Reason.of(e));
    }
  }

  private void addFolder(String name, Path folder) throws UsageException {
    // by path; absent where it can be tried to read it, else why it cannot
    Map<Path, Optional<IOException>> found = new TreeMap<>();
    try {
      Files.walkFileTree(folder, new Finder(found));
    } catch (IOException e) {
      found.put(folder, Optional.of(e));
    }
    if (found.isEmpty()) {
      throw new UsageException("the folder \"" + name + "\" holds no *.yaml, *.yml or *.json");
    }
    found.forEach(
        (path, failure) ->
            failure.ifPresentOrElse(e -> addUnreadable(path, e), () -> addFile(path, true)));
  }

  /** Collects the manifests below a folder, and what cannot be looked into. */
  static final class Finder extends SimpleFileVisitor<Path> {
    private final Map<Path, Optional<IOException>> found;

    Finder(Map<Path, Optional<IOException>> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isManifest(file) && !Files.isDirectory(file)) {
        found.put(file, Optional.empty());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      found.put(file, Optional.of(e));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        found.put(folder, Optional.of(e)); // the rest of it could not be listed
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isManifest(Path path) {
    String name = path.toString();
    return name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.endsWith(".json")
        || path.endsWith(KUSTOMIZATION);
  }

  /**
   * Adds a file, unless it is known by another name.
   *
   * @param inFolder whether it was found and not named: then a pipe or device, which may never end,
   *     is not read
   */
  private void addFile(Path file, boolean inFolder) {
    try {
      if (known.add(file.toRealPath())) {
        inputs.add(() -> read(file, inFolder));
      }
    } catch (IOException e) {
      addUnreadable(file, e);
    }
  }

  private void addUnreadable(Path path, IOException e) {
    inputs.add(() -> ManifestFile.unreadable(name(path), Reason.of(e)));
  }

  private ManifestFile read(Path file, boolean inFolder) {
    try {
      boolean regular = Files.isRegularFile(file);
      if (inFolder && Files.exists(file) && !regular) {
        return ManifestFile.unreadable(name(file), "it is a pipe, a socket or a device");
      }
      byte[] bytes = bytes(file);
      if (!regular) {
        kept.put(name(file), bytes);
      }
      return ManifestFile.read(name(file), bytes, limits);
    } catch (IOException e) {
      return ManifestFile.unreadable(name(file), Reason.of(e));
    }
  }

  private byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return bytes(in);
    }
  }

  private byte[] bytes(InputStream in) throws IOException {
    int most = Math.toIntExact(limits.maxBytes());
    return in.readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
  }

  private static String name(Path file) {
    return file.toString().replace(file.getFileSystem().getSeparator(), "/");
  }
}
