// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.InvalidDocumentException;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says what an update of the shop will do, from the manifests in the resources. */
public final class RolloutService {
  private final PlannedRollout planned;

  private RolloutService(PlannedRollout planned) {
    this.planned = planned;
  }

  /**
   * Plans the Rollout of the resource {@code shop.yaml}.
   *
   * @throws InvalidDocumentException if something found about it is an error; its findings say what
   *     and where
   */
  public static RolloutService ofShop() {
    Manifests manifests = Manifests.read("shop.yaml", resource("shop.yaml"));
    PlannedRollout planned =
        CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).rollouts().get(0);
    planned.plan().orElseThrow();
    return new RolloutService(planned);
  }

  /** Returns the pods of both versions in each state: before the update, at each step, after it. */
  public List<ReplicaCounts> counts() {
    return plan().states().stream().map(PlannedState::replicas).toList();
  }

  /** Returns the VirtualService and DestinationRule as they are at a step, counted from 1. */
  public List<String> documents(int step) {
    return planned.documents(plan().step(step - 1)).stream()
        .map(document -> document.text())
        .toList();
  }

  private CanaryPlan plan() {
    return planned.plan().orElseThrow();
  }

  private static String resource(String name) {
    try (InputStream in = RolloutService.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints the counts, one state on a line. */
  public static void main(String... args) {
    ofShop().counts().forEach(System.out::println);
  }
}
