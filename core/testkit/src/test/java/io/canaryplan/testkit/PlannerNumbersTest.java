// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.PlannerOptions;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.plan.WeightMath;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.PlanTable;
import io.canaryplan.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The one snapshot that, beside the laws, every number of the planner shows up in: mutation tests
 * of the planner run against the two alone (profile {@code numbers}). That the numbers are right is
 * for the tests of the core, which have those of the controllers; here none may change unseen.
 */
class PlannerNumbersTest {
  private static final Path WAYS = Path.of("src/test/resources/io/canaryplan/testkit/numbers.txt");

  private static final int[] REPLICAS = {0, 1, 2, 3, 7, 10, 13, Integer.MAX_VALUE};

  @Test
  void everyNumber(@PlanOf("numbers.yaml") Manifests manifests) throws IOException {
    StringBuilder text = new StringBuilder();
    addLimits(text);
    addWeights(text);
    text.append("# updates\n");
    for (PlannedWorkload workload :
        CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).workloads()) {
      Plan plan = workload.update().value().orElseThrow();
      text.append("\n")
          .append(PlanTable.of(plan, PlanDetail.PASSES))
          .append("  ")
          .append(plan.envelope());
      addReasons(plan, text.append("\n"));
    }
    text.append("\n# ways\n");
    for (String line : Files.readAllLines(WAYS)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        text.append("\n").append(line.replaceAll(" +", " ").strip()).append("\n");
        addWay(manifests, line.split("\\|", -1), text);
      }
    }
    Optional<String> difference = Snapshots.ofCaller().differenceTo(text.toString());
    assertThat(difference).isEmpty();
  }

  private static void addReasons(Plan plan, StringBuilder text) {
    Set<String> reasons = new LinkedHashSet<>();
    for (UpdateState state : plan.states()) {
      reasons.addAll(state.reasons());
      state.standstill().ifPresent(why -> reasons.add(why.message()));
    }
    reasons.forEach(why -> text.append("  ").append(why).append("\n"));
  }

  private static void addWay(Manifests manifests, String[] columns, StringBuilder text) {
    PlannerOptions options = options(columns[1].strip());
    Set<String> names = Set.of(columns[0].strip(), "active", "preview", "smoke");
    Manifests one =
        new Manifests(
            manifests.files(),
            manifests.documents().stream()
                .filter(document -> names.contains(idOf(document).name()))
                .toList(),
            manifests.findings());
    Plan plan = CanaryPlanner.plan(one, options).workloads().get(0).update().value().orElseThrow();
    NumbersText numbers = new NumbersText(text);
    if (columns.length == 2) {
      numbers.addUpdate(plan);
      if (columns[1].isBlank() && plan instanceof CanaryPlan canary) {
        numbers.addAborts(canary);
      }
      if (columns[1].contains("why")) {
        addReasons(plan, text);
      }
      return;
    }
    String[] words = columns[2].strip().split(" ", -1);
    numbers.addActs(
        plan, plan.at(Integer.parseInt(words[0])), List.of(words).subList(1, words.length));
  }

  private static ObjectId idOf(YamlDocument document) {
    return KubernetesObject.idOf(document.root()).orElseThrow();
  }

  private static PlannerOptions options(String written) {
    PlannerOptions options = PlannerOptions.DEFAULT;
    for (String option : written.split(" +", -1)) {
      String value = option.replaceFirst(".*=", "");
      options =
          switch (option.replaceFirst("=.*", "")) {
            case "replicas" -> options.withReplicas(Integer.parseInt(value));
            case "rounding" ->
                options.withRounding(Rounding.valueOf(value.toUpperCase(Locale.ROOT)));
            case "pods" -> options.withReadiness(Readiness.perPass(Integer.parseInt(value)));
            case "late" -> options.withReadiness(Readiness.late(Integer.parseInt(value)));
            case "never" -> options.withReadiness(Readiness.NEVER);
            case "controller" ->
                options.withController(ControllerVersion.parse(value).orElseThrow());
            case "why", "" -> options;
            default -> throw new IllegalArgumentException(option);
          };
    }
    return options;
  }

  private static void addWeights(StringBuilder text) {
    text.append("# weights: reached exactly without and with surge, fewest replicas\n\n");
    for (Rounding rounding : Rounding.values()) {
      for (int number : new int[] {0, 1, 3, 4, 7, 10}) {
        text.append(
            "%s %d: %s; %s; %s; weight %d at %d or %d replicas\n"
                .formatted(
                    rounding,
                    number,
                    WeightMath.reachableWeights(rounding, number, 0),
                    WeightMath.reachableWeights(rounding, number, 1),
                    WeightMath.reachableCounts(rounding, Math.min(number, 4), 1),
                    number,
                    WeightMath.smallestReplicas(rounding, number, 0),
                    WeightMath.smallestReplicas(rounding, number, 1)));
      }
    }
    text.append("\n");
  }

  // as vectors/fenceposts.tsv and vectors/rolling/fenceposts.tsv have them
  private static void addLimits(StringBuilder text) {
    text.append("# maxSurge and maxUnavailable of ");
    for (int replicas : REPLICAS) {
      text.append(replicas).append(" ");
    }
    text.append("replicas, of a canary and of a Deployment\n\n");
    List<String> limits = List.of("absent", "0", "1", "3", "0%", "1%", "30%", "99%", "100%");
    for (String limit : limits) {
      addLimit(limit, limit, text);
    }
    addLimit("0", "25%", text);
    addLimit("101%", "0", text);
    addLimit("9007199254740993%", "1", text);
    addLimit("180143985094819841%", "1", text);
    addLimit("9223372036854775807%", "1", text);
    for (int replicas : new int[] {50, 100, 101, 150}) {
      text.append("9223372036854775807% of " + replicas + ": ")
          .append(DeploymentLimits.uncutSurge(written("9223372036854775807%"), replicas))
          .append("\n");
    }
    text.append("\n");
  }

  private static void addLimit(String up, String down, StringBuilder text) {
    Optional<IntOrPercent> surge = written(up);
    Optional<IntOrPercent> unavailable = written(down);
    text.append("%s and %s:".formatted(up, down));
    for (int replicas : REPLICAS) {
      text.append(" ").append(canary(surge, unavailable, replicas));
    }
    text.append("; accepted ").append(DeploymentLimits.isAccepted(surge, unavailable));
    for (int replicas : REPLICAS) {
      text.append(" ").append(deployment(surge, unavailable, replicas));
    }
    text.append("\n");
  }

  private static String canary(Optional<IntOrPercent> up, Optional<IntOrPercent> down, int of) {
    ScaleLimits limits = ScaleLimits.resolve(up, down, of);
    return limits.maxSurge() + "/" + limits.maxUnavailable();
  }

  private static String deployment(Optional<IntOrPercent> up, Optional<IntOrPercent> down, int of) {
    String countable = DeploymentLimits.isCountable(up, of) ? "" : "!";
    try {
      DeploymentLimits limits = DeploymentLimits.resolve(up, down, of);
      return countable + limits.surge() + "/" + limits.unavailableOf(of);
    } catch (IllegalArgumentException e) {
      return countable + "refused";
    }
  }

  private static Optional<IntOrPercent> written(String text) {
    return switch (text.charAt(text.length() - 1)) {
      case 't' -> Optional.empty();
      case '%' -> Optional.of(IntOrPercent.ofText(text));
      default -> Optional.of(IntOrPercent.of(Integer.parseInt(text)));
    };
  }
}
