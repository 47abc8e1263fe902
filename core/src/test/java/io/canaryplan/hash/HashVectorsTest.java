// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import io.canaryplan.hash.HashPrediction.Predicted;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Templates and edits against what the real controllers printed. */
class HashVectorsTest {
  // Controllers up to 1.1 hash in another way, which is not predicted.
  private static final Map<String, HashLevel> LEVELS =
      Map.of(
          "v1.4.1",
          HashLevel.V1_3,
          "v1.8.4",
          HashLevel.V1_8,
          "v1.9.1",
          HashLevel.V1_9,
          "master",
          HashLevel.V1_9);

  @Test
  void templatesOfRollouts() {
    HashVectors.check(
        "hash-public.jsonl.gz",
        Pattern.compile("hash-(?!workloadref|edits)[a-z0-9]+\\.jsonl(\\.gz)?"),
        vector -> {
          TemplateSource source = TemplateSource.ofRollout(root(vector.get("yaml")));
          for (Map.Entry<?, ?> expected : ((Map<?, ?>) vector.get("hash")).entrySet()) {
            HashLevel level = LEVELS.get(expected.getKey());
            if (level != null) {
              Optional<String> problem =
                  mismatch(
                      PodTemplateHash.of(source, level),
                      expected.getValue(),
                      json(vector).get(expected.getKey()));
              if (problem.isPresent()) {
                return problem.map(text -> expected.getKey() + ": " + text);
              }
            }
          }
          return Optional.empty();
        });
  }

  @Test
  void templatesOfReferencedWorkloads() {
    HashVectors.check(
        "hash-workloadref-public.jsonl.gz",
        Pattern.compile("hash-workloadref-[a-z0-9]+\\.jsonl(\\.gz)?"),
        vector ->
            mismatch(
                PodTemplateHash.of(
                    TemplateSource.ofWorkload(root(vector.get("yaml")), YamlScalar.nullValue()),
                    HashLevel.V1_9),
                vector.get("hash"),
                vector.get("json")));
  }

  @Test
  void editsThatStartRolloutsAndOthers() {
    HashVectors.check(
        "hash-edits-public.jsonl.gz",
        Pattern.compile("hash-edits-[a-z0-9]+\\.jsonl(\\.gz)?"),
        vector -> {
          TemplateEdit edit =
              TemplateEdit.of(
                  TemplateSource.ofRollout(root(vector.get("old"))),
                  TemplateSource.ofRollout(root(vector.get("new"))),
                  HashLevel.V1_9);
          Optional<String> problem =
              mismatch(edit.before(), vector.get("oldHash"), null)
                  .or(() -> mismatch(edit.after(), vector.get("newHash"), null));
          if (problem.isPresent()) {
            return problem;
          }
          boolean starts = (Boolean) vector.get("newRollout");
          boolean saysWhy =
              edit.effect() == TemplateEdit.Effect.NONE
                  ? edit.differences().isEmpty()
                  : !edit.differences().isEmpty();
          return starts == edit.startsRollout() && saysWhy
              ? Optional.empty()
              : Optional.of(vector.get("what") + ": " + edit);
        });
  }

  private static Map<?, ?> json(Map<String, Object> vector) {
    return (Map<?, ?>) vector.getOrDefault("json", Map.of());
  }

  private static Optional<String> mismatch(HashPrediction actual, Object hash, Object json) {
    boolean same =
        actual instanceof Predicted predicted
            && predicted.hash().equals(hash)
            && (json == null || predicted.json().equals(json));
    return same
        ? Optional.empty()
        : Optional.of(
            "expected "
                + hash
                + " of "
                + Objects.requireNonNullElse(json, "some text")
                + " but was "
                + actual
                + (actual instanceof Predicted predicted ? " of " + predicted.json() : ""));
  }

  // The edits are JSON, in which these two may stand as they are; in YAML they may not.
  private static YamlNode root(Object text) {
    String escaped =
        ((String) text)
            .replace(Character.toString(0x7F), "\\u007f")
            .replace(Character.toString(0xFEFF), "\\ufeff");
    return YamlReader.read("rollout.yaml", escaped).orElseThrow().get(0).root();
  }
}
