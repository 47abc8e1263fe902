// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.jqwik;

import io.canaryplan.Manifests;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.Rollout;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Values for {@code @ForAll} parameters of the types {@link Rollout}, {@link CanaryStep}, {@link
 * VirtualService} and {@link Manifests}:
 *
 * <pre>{@code
 * @Property
 * @Domain(CanaryPlanDomain.class)
 * void endsWithOneVersion(@ForAll Rollout rollout) { … }
 * }</pre>
 *
 * <p>They are those of {@link CanaryPlanArbitraries}, with its defaults.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class CanaryPlanDomain extends DomainContextBase {
  /** Made by jqwik. */
  public CanaryPlanDomain() {}

  @Provide
  Arbitrary<Rollout> rollouts() {
    return CanaryPlanArbitraries.rollouts();
  }

  @Provide
  Arbitrary<CanaryStep> steps() {
    return CanaryPlanArbitraries.steps();
  }

  @Provide
  Arbitrary<VirtualService> virtualServices() {
    return CanaryPlanArbitraries.virtualServices();
  }

  @Provide
  Arbitrary<Manifests> manifests() {
    return CanaryPlanArbitraries.manifests();
  }
}
