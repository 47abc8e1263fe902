// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the exported API: a change of it is seen, and every result can be compared and read. */
class ApiSnapshotTest {
  private static final Path SNAPSHOT = Path.of("docs", "api.txt");

  /** What takes part in making results and is none: collectors, readers and writers. */
  private static final Set<String> WORKERS =
      Set.of(
          "Findings", "FindingLimit", "FieldReader", "Reading", "EditedDocument", "ServiceRouter");

  @Test
  void exportedApiIsAsInTheSnapshot() throws IOException {
    String api = ApiText.of(PublicTypes.all());
    if ("rewrite".equals(System.getProperty("canaryplan.golden"))) {
      Files.writeString(SNAPSHOT, api);
    }
    assertThat(Files.readString(SNAPSHOT))
        .as(
            "core/docs/api.txt is the exported API; if the change is meant, accept it with"
                + " mvn -B test -Dcanaryplan.golden=rewrite, and read the diff")
        .isEqualTo(api);
  }

  @Test
  void everyTypeSaysWhetherThreadsMayShareIt() throws IOException {
    List<String> silent = new ArrayList<>();
    for (Class<?> type : PublicTypes.all()) {
      if (type.getEnclosingClass() == null && !documentation(type).contains("thread")) {
        silent.add(type.getName());
      }
    }
    assertThat(silent).as("types whose Javadoc does not speak of threads").isEmpty();
  }

  @Test
  void whatIsCalledImmutableHasNoFieldThatChanges() throws IOException {
    List<String> changing = new ArrayList<>();
    for (Class<?> type : PublicTypes.all()) {
      if (type.getEnclosingClass() == null && documentation(type).contains("<p>Immutable")) {
        changing.addAll(changingFields(type));
      }
    }
    // filled at the first look-up: read once, and equal whichever thread makes it
    assertThat(changing).containsExactly("io.canaryplan.yaml.YamlMapping.index");
  }

  private static List<String> changingFields(Class<?> type) {
    List<String> changing = new ArrayList<>();
    for (Class<?> at = type; isOurs(at); at = at.getSuperclass()) {
      Arrays.stream(at.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .filter(field -> !Modifier.isFinal(field.getModifiers()))
          .map(field -> type.getName() + "." + field.getName())
          .forEach(changing::add);
    }
    return changing;
  }

  private static boolean isOurs(Class<?> type) {
    return type != null && type.getName().startsWith("io.canaryplan.");
  }

  /** Returns the comment that a type's source starts with. */
  private static String documentation(Class<?> type) throws IOException {
    String file = "src/main/java/" + type.getName().replace('.', '/') + ".java";
    Path own = Path.of(file);
    Path source = Files.exists(own) ? own : Path.of("..", "istio-model").resolve(file);
    String text = Files.readString(source);
    Matcher declaration =
        Pattern.compile("(?m)^public [a-z- ]*" + type.getSimpleName() + "\\b").matcher(text);
    return declaration.find() ? text.substring(0, declaration.start()) : "";
  }

  @Test
  void everyResultHasAReadableText() {
    List<String> without = new ArrayList<>();
    for (Class<?> type : PublicTypes.all()) {
      if (isResult(type) && declares(type, "toString") == null) {
        without.add(type.getName());
      }
    }
    assertThat(without).as("types whose toString is Object's").isEmpty();
  }

  private static boolean isResult(Class<?> type) {
    boolean plain = !type.isInterface() && !type.isEnum() && !type.isRecord();
    String name = type.getSimpleName();
    return plain
        && hasInstances(type)
        && !Modifier.isAbstract(type.getModifiers())
        && !name.equals("Builder")
        && !WORKERS.contains(name);
  }

  /** Returns the class that declares a method, other than Object; null if none does. */
  private static Class<?> declares(Class<?> type, String method) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      if (Arrays.stream(at.getDeclaredMethods())
          .anyMatch(m -> m.getName().equals(method) && m.getParameterCount() == 0)) {
        return at;
      }
    }
    return null;
  }

  // what has only static methods is no result
  private static boolean hasInstances(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(m -> !Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()));
  }
}
