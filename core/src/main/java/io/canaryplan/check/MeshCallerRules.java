// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: callers inside the mesh. */
final class MeshCallerRules {
  static final Rule MESH_CALLERS_WITHOUT_WEIGHTS =
      Rule.warning("mesh-callers-without-weights")
          .title("Callers inside the mesh do not meet the weights")
          .what(
              """
              A VirtualService that a Rollout writes has a Service as a host, but is bound to
              gateways, and `mesh` is not among them.
              """)
          .why(
              """
              Its rules hold for requests that come through those gateways. Sidecars know nothing of
              them: a caller inside the mesh reaches the pods of the Service that it calls, whatever
              the weights are.
              """)
          .source("Istio, VirtualService.gateways (istio.md 4.2)")
          .bad("hosts: [shop]  # with gateways: [public]")
          .good("hosts: [shop]  # with gateways: [public, mesh]")
          .build();

  static final Rule VIRTUAL_SERVICE_HOST_NOT_CALLED =
      Rule.warning("virtual-service-host-not-called")
          .title("No host of the VirtualService is a Service that is called")
          .what(
              """
              A VirtualService that a Rollout writes holds for the mesh, but none of its hosts is a
              Service or ServiceEntry of the inputs; the canary's own Service does not count. If a
              host can be a Service that the inputs do not hold, it is a note.
              """)
          .why(
              """
              Inside the mesh the rules hold for requests to the hosts of the VirtualService. Who
              calls the Service by its own name reaches its pods, whatever the weights are.
              """)
          .source("Istio, VirtualService.hosts (istio.md 4.2)")
          .bad("hosts: [www.example.com]")
          .good("hosts: [shop]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Callers inside the mesh",
          "Whether requests inside the mesh follow the weights.",
          ImmutableList.of(MESH_CALLERS_WITHOUT_WEIGHTS, VIRTUAL_SERVICE_HOST_NOT_CALLED));

  private MeshCallerRules() {}
}
