// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks manifests in the ways that editors, merges and slips do: bytes, lines, subtrees. */
final class ManifestMutations {
  private static final String BYTES = "{}[]:,-#&*!|>'\"%@`\\ \t\n\r\0\u00e9\u00a0\uff1a09azAZ~.$";
  private static final List<YamlNode> VALUES =
      List.of(
          YamlScalar.nullValue(),
          YamlScalar.of(""),
          YamlScalar.of("x"),
          YamlScalar.of("25%"),
          YamlScalar.of(true),
          YamlScalar.of(0),
          YamlScalar.of(1),
          YamlScalar.of(-1),
          YamlScalar.of(101),
          YamlScalar.of(Integer.MAX_VALUE),
          YamlScalar.of(1L << 31),
          YamlMapping.empty(),
          YamlSequence.empty(),
          YamlSequence.of(YamlScalar.nullValue()),
          YamlMapping.of("name", YamlScalar.of("canary")));

  private final Random random;

  ManifestMutations(long seed) {
    random = new Random(seed);
  }

  /** Returns the manifest with one to three mistakes in it. */
  byte[] of(byte[] manifest) {
    byte[] mutated = manifest;
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated =
          switch (random.nextInt(4)) {
            case 0 -> bytes(mutated);
            case 1 -> lines(mutated);
            default -> subtree(mutated);
          };
    }
    return mutated;
  }

  int next(int bound) {
    return random.nextInt(bound);
  }

  private byte[] bytes(byte[] old) {
    if (old.length == 0) {
      return old;
    }
    int at = random.nextInt(old.length);
    byte[] other = BYTES.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(old, at);
      case 1 -> joined(old, at, new byte[0], at + 1);
      case 2 -> joined(old, at, new byte[] {other[random.nextInt(other.length)]}, at);
      default -> joined(old, at, new byte[] {other[random.nextInt(other.length)]}, at + 1);
    };
  }

  private static byte[] joined(byte[] old, int end, byte[] added, int resume) {
    byte[] made = new byte[end + added.length + old.length - resume];
    System.arraycopy(old, 0, made, 0, end);
    System.arraycopy(added, 0, made, end, added.length);
    System.arraycopy(old, resume, made, end + added.length, old.length - resume);
    return made;
  }

  private byte[] lines(byte[] old) {
    List<String> lines =
        new ArrayList<>(Arrays.asList(new String(old, StandardCharsets.UTF_8).split("\n", -1)));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      case 2 -> lines.set(at, " " + line);
      case 3 -> lines.set(at, line.startsWith(" ") ? line.substring(1) : line + " # x");
      case 4 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
      default -> lines.set(at, line + "\r");
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] subtree(byte[] old) {
    List<YamlDocument> documents = YamlReader.read("f", old).value().orElse(List.of());
    if (documents.isEmpty()) {
      return bytes(old);
    }
    StringBuilder text = new StringBuilder();
    int changed = random.nextInt(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      YamlDocument document = documents.get(i);
      text.append(i == 0 ? "" : "---\n");
      text.append((i == changed ? changed(document) : document).text());
      text.append(text.toString().endsWith("\n") ? "" : "\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private YamlDocument changed(YamlDocument document) {
    FieldPath path = path(document.root(), FieldPath.root());
    if (path.isRoot()) {
      return document;
    }
    return switch (random.nextInt(3)) {
      case 0 -> document.without(path);
      case 1 -> document.with(path, VALUES.get(random.nextInt(VALUES.size())));
      default ->
          document.with(
              path, document.at(path(document.root(), FieldPath.root())).orElse(document.root()));
    };
  }

  /** Returns a way down from {@code node}, longer ones more often. */
  private FieldPath path(YamlNode node, FieldPath from) {
    boolean stop = !from.isRoot() && random.nextInt(5) == 0;
    if (!stop && node instanceof YamlMapping mapping && !mapping.isEmpty()) {
      YamlMapping.Entry entry = mapping.entries().get(random.nextInt(mapping.size()));
      return path(entry.value(), from.child(entry.key().text()));
    }
    if (!stop && node instanceof YamlSequence list && !list.isEmpty()) {
      int i = random.nextInt(list.size());
      return path(list.items().get(i), from.index(i));
    }
    return from;
  }
}
