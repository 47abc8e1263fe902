// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import io.canaryplan.hash.HashPrediction.Reason;

/**
 * A template as the controller holds it: the way from YAML to its structs (hash.md 1).
 *
 * @param value the structs
 * @param level the controller's level
 */
record DecodedTemplate(TypedValue.Struct value, HashLevel level) {
  // The API server that returns a Deployment is newer than most controllers; its fields count.
  private static final HashLevel API_SERVER = HashLevel.V1_9;

  static DecodedTemplate of(TemplateSource source, HashLevel level) throws NotPredictableException {
    PathStack path = new PathStack(source.path());
    if (source.isMissing()) {
      throw path.failure(Reason.NO_TEMPLATE, "there is no pod template", source.template());
    }
    JsonValue json = new YamlJson(path).value(source.template());
    return new DecodedTemplate(
        switch (source.origin()) {
          case ROLLOUT -> TemplateDecoder.rollout(json, level, path);
          case WORKLOAD -> {
            StructType type = Schema.template(API_SERVER);
            yield WorkloadDefaults.stored(TemplateDecoder.workload(json, type, path), type);
          }
        },
        level);
  }

  /** Returns the exact text that is hashed; what the level does not know is not in it. */
  String json() {
    return TemplateJson.of(value, level);
  }

  StructType type() {
    return Schema.template(level);
  }
}
