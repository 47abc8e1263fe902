// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The public types of the packages that the two libraries export. */
public final class PublicTypes {
  private static final Pattern EXPORT = Pattern.compile("(?m)^  exports ([a-z.]+);");

  private PublicTypes() {}

  /** Returns the types, nested ones too, by module in the order of the arrow and then by name. */
  static List<Class<?>> all() {
    List<Class<?>> types = new ArrayList<>(of(Finding.class));
    types.addAll(of(CanaryPlanner.class));
    return types;
  }

  /** Returns the public types of the module that a class belongs to, by name. */
  static List<Class<?>> of(Class<?> member) {
    try {
      return of(member, exported(member));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the public types of packages beside a class, which may be in no module, by name. */
  public static List<Class<?>> of(Class<?> member, List<String> packages) {
    try {
      URI place = member.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        return in(path, packages, member);
      }
      try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
        return in(jar.getPath("/"), packages, member);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<Class<?>> in(Path root, List<String> packages, Class<?> member)
      throws IOException {
    List<Class<?>> types = new ArrayList<>();
    for (String name : packages) {
      try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
            .map(file -> load(member.getClassLoader(), name + "." + file.replace(".class", "")))
            .filter(PublicTypes::isPublic)
            .forEach(types::add);
      }
    }
    types.sort((a, b) -> a.getName().compareTo(b.getName()));
    return types;
  }

  /** Returns what the module of a class exports to everybody, as its declaration is written. */
  private static List<String> exported(Class<?> member) throws IOException {
    Path own = Path.of("src/main/java");
    Path sources =
        Files.exists(own.resolve(member.getName().replace('.', '/') + ".java"))
            ? own
            : Path.of("../istio-model").resolve(own);
    return EXPORT
        .matcher(Files.readString(sources.resolve("module-info.java")))
        .results()
        .map(export -> export.group(1))
        .toList();
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }
}
