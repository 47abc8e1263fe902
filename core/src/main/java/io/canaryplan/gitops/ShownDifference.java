// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/** Whether anything is left that Argo CD shows, after what is ignored has been removed. */
final class ShownDifference {
  private final boolean onServer;
  private final boolean service;

  private ShownDifference(boolean onServer, boolean service) {
    this.onServer = onServer;
    this.service = service;
  }

  static boolean is(ObjectId id, YamlNode git, YamlNode live, ComparisonMode mode) {
    JsonReader reader = new JsonReader();
    return new ShownDifference(mode != ComparisonMode.CLIENT_SIDE, id.kind().equals("Service"))
        .differs("", reader.value(git), reader.value(live));
  }

  /**
   * What only the live document has does not count, but for lists on the server side (GT-20, 21).
   */
  private boolean differs(String key, Json git, Json live) {
    if (git instanceof Json.Fields fields && live instanceof Json.Fields others) {
      if (onServer && service && key.equals("selector")) {
        return !fields.equals(others);
      }
      for (Map.Entry<String, Json> field : fields.values().entrySet()) {
        Json other = others.get(field.getKey());
        if (!(field.getValue() instanceof Json.Null)
            && (other == null || differs(field.getKey(), field.getValue(), other))) {
          return true;
        }
      }
      return false;
    }
    return git instanceof Json.Items items && live instanceof Json.Items others && !onServer
        ? differ(items.values(), others.values())
        : !(git instanceof Json.Null) && !git.equals(live);
  }

  private boolean differ(List<Json> git, List<Json> live) {
    if (git.size() != live.size()) {
      return true;
    }
    for (int i = 0; i < git.size(); i++) {
      if (differs("", git.get(i), live.get(i))) {
        return true;
      }
    }
    return false;
  }
}
