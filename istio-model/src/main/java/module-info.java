// SPDX-License-Identifier: Apache-2.0
/** Kubernetes and Istio documents as immutable trees with positions and source-preserving edits. */
module io.canaryplan.istio.model {
  requires com.google.common;
  requires org.yaml.snakeyaml;
  requires static org.jspecify;

  exports io.canaryplan.finding;
  exports io.canaryplan.istio;
  exports io.canaryplan.istio.validation;
  exports io.canaryplan.kubernetes;
  exports io.canaryplan.yaml;
}
