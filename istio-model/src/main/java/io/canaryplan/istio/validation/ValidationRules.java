// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.RuleGroup;
import java.util.List;

/**
 * The rules that {@link IstioValidation} reports under.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class ValidationRules {
  private ValidationRules() {}

  /** Returns all of them, in the order of the reference. */
  public static List<RuleGroup> groups() {
    return ImmutableList.<RuleGroup>builder()
        .addAll(ofOneDocument())
        .add(AnalysisRules.GROUP)
        .build();
  }

  /** Returns those about one document, without those about several. */
  public static List<RuleGroup> ofOneDocument() {
    return ImmutableList.of(
        ApiServerRules.GROUP,
        VirtualServiceRules.GROUP,
        WebhookRouteRules.GROUP,
        ReachabilityRules.GROUP,
        PolicyRules.GROUP,
        GatewayRules.GROUP);
  }
}
