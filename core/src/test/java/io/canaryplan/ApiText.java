// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The exported API as text: a block for each type, a line for each thing a caller can name. */
public final class ApiText {
  private static final int SHOWN = Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL;

  private ApiText() {}

  /** Returns the blocks of the types, in their order. */
  public static String of(List<Class<?>> types) {
    return types.stream().map(ApiText::of).collect(Collectors.joining("\n"));
  }

  private static String of(Class<?> type) {
    Stream<String> members =
        Stream.of(
                Arrays.stream(type.getDeclaredFields()).filter(f -> shown(f)).map(ApiText::of),
                Arrays.stream(type.getDeclaredConstructors())
                    .filter(c -> shown(c.getModifiers(), c.isSynthetic()))
                    .map(ApiText::of),
                Arrays.stream(type.getDeclaredMethods())
                    .filter(m -> shown(m.getModifiers(), m.isSynthetic()) && !isImplied(type, m))
                    .map(ApiText::of))
            .flatMap(part -> part.sorted());
    return heading(type) + "\n" + members.map(line -> "  " + line + "\n").collect(joining(""));
  }

  private static String heading(Class<?> type) {
    Stream<Type> parents =
        Stream.concat(
            Stream.ofNullable(type.getGenericSuperclass())
                .filter(parent -> !List.of(Object.class, Record.class).contains(parent))
                .filter(parent -> !type.isEnum()),
            Arrays.stream(type.getGenericInterfaces()));
    String above = parents.map(Type::getTypeName).sorted().collect(joining(", "));
    return kind(type) + " " + type.getTypeName() + (above.isEmpty() ? "" : " : " + above);
  }

  private static String kind(Class<?> type) {
    if (type.isRecord() || type.isEnum()) {
      return type.isRecord() ? "record" : "enum";
    }
    String sealed = type.isSealed() ? "sealed " : "";
    if (type.isInterface()) {
      return sealed + "interface";
    }
    return sealed + modifiers(type.getModifiers()) + "class";
  }

  private static String of(Field field) {
    return modifiers(field.getModifiers())
        + field.getGenericType().getTypeName()
        + " "
        + field.getName();
  }

  private static String of(Constructor<?> constructor) {
    return "new" + parameters(constructor);
  }

  private static String of(Method method) {
    return modifiers(method.getModifiers() & ~Modifier.FINAL)
        + method.getGenericReturnType().getTypeName()
        + " "
        + method.getName()
        + parameters(method);
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getGenericParameterTypes())
        .map(Type::getTypeName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers & SHOWN);
    return text.isEmpty() ? "" : text + " ";
  }

  private static boolean shown(Field field) {
    return shown(field.getModifiers(), field.isSynthetic())
        && !field.getName().equals("serialVersionUID");
  }

  private static boolean shown(int modifiers, boolean synthetic) {
    return !synthetic && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
  }

  // what every record and enum has
  private static boolean isImplied(Class<?> type, Method method) {
    return List.of("equals", "hashCode", "toString").contains(method.getName())
        || (type.isEnum() && List.of("values", "valueOf").contains(method.getName()));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joining(String separator) {
    return Collectors.joining(separator);
  }
}
