// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;

/** Reads test documents. */
final class Documents {
  private Documents() {}

  static YamlDocument read(String text) {
    return YamlReader.read("test.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0);
  }

  static VirtualService virtualService(String text) {
    return VirtualService.from(read(text)).orElseThrow();
  }
}
