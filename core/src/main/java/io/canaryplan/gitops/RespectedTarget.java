// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is applied instead of git's document under {@code RespectIgnoreDifferences=true} (gitops.md
 * GT-33, GT-34): git's without what is ignored, with what is ignored of the live one merged into
 * it.
 */
final class RespectedTarget {
  private RespectedTarget() {}

  static Json.Fields of(Json.Fields git, Json.Fields lastApplied, Json.Fields live, Ignores ignores)
      throws Ignores.UnknownResult {
    Normalized normalized = Normalized.of(git, lastApplied, live, ignores, new ArrayList<>());
    Json.Fields there = withoutStatus(live);
    Json.Fields rest = withoutStatus(normalized.live());
    ListKeys keys = ListKeys.clientSide(git);
    Json.Fields patched =
        keys.isBuiltIn()
            ? KeyedMerge.carried(normalized.git(), rest, there, keys)
            : MergePatch.apply(normalized.git(), MergePatch.between(rest, there));
    return restored(patched, git, normalized.git(), normalized.live());
  }

  /**
   * Restores what was overwritten though it is not ignored: a value that the expressions did not
   * touch in git is git's again, and a live value that they did not touch goes.
   */
  private static Json.Fields restored(
      Json.Fields patched, Json.Fields git, Json.Fields rest, Json.Fields liveRest) {
    Map<String, Json> result = new LinkedHashMap<>(patched.values());
    git.values()
        .forEach(
            (key, wanted) -> {
              Json now = patched.get(key);
              Json kept = rest.get(key);
              if (now instanceof Json.Fields below
                  && wanted instanceof Json.Fields fields
                  && kept instanceof Json.Fields untouched) {
                result.put(key, restored(below, fields, untouched, liveRest.below(key)));
              } else if (wanted.equals(kept)) {
                result.put(key, wanted);
              }
            });
    result.keySet().removeIf(key -> git.get(key) == null && liveRest.get(key) != null);
    return new Json.Fields(result);
  }

  private static Json.Fields withoutStatus(Json.Fields object) {
    if (object.get("status") == null) {
      return object;
    }
    Map<String, Json> kept = new LinkedHashMap<>(object.values());
    kept.remove("status");
    return new Json.Fields(kept);
  }
}
