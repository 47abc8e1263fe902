// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.ObjectId;
import java.util.List;

/** What the documents of Istio have in common when their root is checked. */
final class IstioShape {
  private IstioShape() {}

  /** Returns whether the views know the version; reports one of Istio's group if they do not. */
  static boolean isKnownVersion(FieldReader document, ObjectId id) {
    boolean known =
        id.group().equals("networking.istio.io")
            && List.of("v1", "v1beta1", "v1alpha3").contains(id.version());
    if (!known && !id.apiVersion().isEmpty()) {
      document
          .at("apiVersion")
          .report(
              IstioRules.ISTIO_VERSION_UNKNOWN,
              "the apiVersion is \""
                  + id.apiVersion()
                  + "\"; known are networking.istio.io/v1, v1beta1 and v1alpha3",
              "set apiVersion to networking.istio.io/v1");
    }
    return known;
  }

  /** Reports a host of {@code owner} that is absent or empty. */
  static void requireHost(FieldReader host, String owner) {
    if (Fields.name(host.value()).isEmpty()) {
      host.report(
          IstioRules.ISTIO_HOST_MISSING,
          owner + " has no host; Istio requires one",
          "write the name of a Service as " + host.path());
    }
  }
}
