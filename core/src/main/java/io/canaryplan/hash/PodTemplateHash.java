// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.canaryplan.hash.HashPrediction.Predicted;
import io.canaryplan.yaml.YamlNode;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Predicts the label {@code rollouts-pod-template-hash}: the 32-bit FNV-1a hash of one exact JSON
 * text of the pod template, written in letters and digits that spell no words (hash.md).
 *
 * <p>The prediction is the label that a ReplicaSet newly created for the template gets. A
 * ReplicaSet that is there keeps the label of the controller that made it; see {@link
 * TemplateEdit}.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class PodTemplateHash {
  private static final int OFFSET_BASIS = 0x811C9DC5;
  private static final int PRIME = 16777619;
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int COUNT_BYTES = 8;

  // What a controller of any version writes.
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]{1,63}");

  private PodTemplateHash() {}

  /**
   * Returns whether a text can be the hash that a controller has written; anything else is none.
   */
  public static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  /** Predicts the hash of a Rollout's own template, {@code spec.template}, without collisions. */
  public static HashPrediction of(YamlNode template, HashLevel level) {
    return of(TemplateSource.of(template), level);
  }

  /** Predicts the hash of a template. Never throws for what a user wrote. */
  public static HashPrediction of(TemplateSource source, HashLevel level) {
    try {
      return of(DecodedTemplate.of(source, level), source.collisionCount());
    } catch (NotPredictableException e) {
      return e.result();
    }
  }

  static Predicted of(DecodedTemplate template, OptionalInt collisionCount) {
    String json = template.json();
    int hash = OFFSET_BASIS;
    for (byte b : json.getBytes(UTF_8)) {
      hash = add(hash, b);
    }
    if (collisionCount.isPresent()) {
      // Four bytes of the count, the lowest first, in a buffer of eight.
      long count = collisionCount.getAsInt();
      for (int i = 0; i < COUNT_BYTES; i++) {
        hash = add(hash, (byte) (count >> (Byte.SIZE * i)));
      }
    }
    return new Predicted(label(hash), json);
  }

  private static int add(int hash, byte b) {
    return (hash ^ (b & 0xFF)) * PRIME;
  }

  private static String label(int hash) {
    String digits = Integer.toUnsignedString(hash);
    StringBuilder label = new StringBuilder(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      label.append(ALPHABET.charAt(digits.charAt(i) % ALPHABET.length()));
    }
    return label.toString();
  }
}
