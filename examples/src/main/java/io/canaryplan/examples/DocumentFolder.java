// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that documents are written below; a symbolic link inside it is never followed. */
final class DocumentFolder {
  private final String name;
  private final Path root;
  private int written;

  /**
   * Names the folder; nothing is made yet.
   *
   * @throws UsageException if no file system has such a name
   */
  DocumentFolder(String name) throws UsageException {
    this.name = name;
    try {
      this.root = Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + name + "\" cannot be written: " + e.getReason());
    }
  }

  void create() throws IOException {
    Files.createDirectories(root);
  }

  /** Writes one file in the place of one that may stand there. */
  void write(String relative, String text) throws IOException {
    Path path = root.resolve(relative);
    Path folder = root;
    for (Path part : root.relativize(path.getParent())) {
      folder = folder.resolve(part);
      if (Files.isSymbolicLink(folder)) {
        throw new FileSystemException(folder.toString(), null, folder + " is a symbolic link");
      }
    }
    Files.createDirectories(folder);
    if (Files.isSymbolicLink(path)) {
      throw new FileSystemException(path.toString(), null, path + " is a symbolic link");
    }
    Files.write(
        path,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        LinkOption.NOFOLLOW_LINKS);
    written++;
  }

  boolean isEmpty() {
    return written == 0;
  }

  /** Returns the name in quotes. */
  @Override
  public String toString() {
    return '"' + name + '"';
  }
}
