// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import java.util.Optional;

/**
 * Pod specs as a program sees them that reads one into the types of Kubernetes and writes it again:
 * without unknown and empty fields, and with quantities in their canonical form.
 *
 * <p>Safe for use by several threads.
 */
public final class PodSpecs {
  private static final String SPEC = "spec";

  private PodSpecs() {}

  /**
   * Returns the pod spec read and written again; absent if it does not fit the types, so that such
   * a program fails.
   *
   * @param spec the value of {@code spec.template.spec}
   */
  public static Optional<YamlNode> rewritten(YamlNode spec) {
    return written(spec, false);
  }

  /**
   * Returns the pod spec read, with the defaults of the API server but the copy of the service
   * account, and written again; absent if it does not fit the types.
   *
   * @param spec the value of {@code spec.template.spec}
   */
  public static Optional<YamlNode> withDefaults(YamlNode spec) {
    return written(spec, true);
  }

  private static Optional<YamlNode> written(YamlNode spec, boolean defaults) {
    StructField field = requireNonNull(Schema.template(HashLevel.V1_9).field(SPEC), SPEC);
    StructType type = field.kind().struct();
    PathStack path = new PathStack(FieldPath.of(SPEC, "template", SPEC));
    try {
      JsonValue json = new YamlJson(path).value(spec);
      TypedValue.Struct read = TemplateDecoder.workload(json, type, path);
      TypedValue.Struct result = defaults ? WorkloadDefaults.defaulted(read, type) : read;
      String text = TemplateJson.of(result, field.kind());
      return YamlReader.read("", text).value().map(documents -> documents.get(0).root());
    } catch (NotPredictableException e) {
      return Optional.empty(); // the caller is told by the absence; why does not matter to it
    }
  }
}
