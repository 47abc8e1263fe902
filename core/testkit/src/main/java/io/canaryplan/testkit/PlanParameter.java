// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Makes what {@link PlanOf} asks for. Where it cannot, it throws what JUnit passes on as it is:
 * anything else would be wrapped, and the findings would stand behind JUnit's own words.
 */
final class PlanParameter implements ParameterResolver {
  private static final List<Class<?>> TYPES =
      List.of(CanaryPlan.class, PlannedRollout.class, PlannedManifests.class, Manifests.class);

  PlanParameter() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(PlanOf.class)
        && TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    PlanOf wanted = parameter.findAnnotation(PlanOf.class).orElseThrow();
    Class<?> type = parameter.getParameter().getType();
    Manifests manifests = read(wanted.value(), context.getRequiredTestClass());
    if (type == Manifests.class) {
      return manifests;
    }
    PlannedManifests planned = CanaryPlanner.plan(manifests, options(wanted));
    if (type == PlannedManifests.class) {
      return planned;
    }
    PlannedRollout rollout = rollout(wanted, planned);
    return type == PlannedRollout.class ? rollout : plan(planned, rollout);
  }

  private static Manifests read(String[] names, Class<?> test) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, bytes(name, test));
    }
    return Manifests.read(files, YamlLimits.DEFAULT);
  }

  private static byte[] bytes(String name, Class<?> test) {
    try (InputStream in = test.getResourceAsStream(name)) {
      if (in == null) {
        throw new ParameterResolutionException(
            "there is no resource %s; it would be %s in the resources of the tests"
                .formatted(name, path(name, test)));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + path(name, test) + " cannot be read", e);
    }
  }

  private static String path(String name, Class<?> test) {
    return name.startsWith("/")
        ? name.substring(1)
        : test.getPackageName().replace('.', '/') + "/" + name;
  }

  private static PlannerOptions options(PlanOf wanted) {
    PlannerOptions options = PlannerOptions.DEFAULT;
    if (!wanted.controller().isEmpty()) {
      options = options.withController(controller(wanted.controller()));
    }
    return wanted.replicas() < 0 ? options : options.withReplicas(wanted.replicas());
  }

  private static ControllerVersion controller(String written) {
    return ControllerVersion.parse(written)
        .orElseThrow(
            () ->
                new ParameterResolutionException(
                    "'" + written + "' is no version of the controller"));
  }

  private static PlannedRollout rollout(PlanOf wanted, PlannedManifests planned) {
    List<PlannedRollout> rollouts =
        planned.rollouts().stream()
            .filter(each -> wanted.rollout().isEmpty() || isNamed(each, wanted.rollout()))
            .toList();
    if (rollouts.size() != 1) {
      throw new ParameterResolutionException(
          "there %s in %s; found\n\n%s"
              .formatted(
                  count(wanted, rollouts.size()),
                  List.of(wanted.value()),
                  FindingText.of(planned.allFindings())));
    }
    return rollouts.get(0);
  }

  private static String count(PlanOf wanted, int count) {
    String what = wanted.rollout().isEmpty() ? "Rollout" : "Rollout '" + wanted.rollout() + "'";
    return count == 0 ? "is no " + what : "are " + count + " of " + what + ", name one";
  }

  private static boolean isNamed(PlannedRollout rollout, String name) {
    return rollout.rollout().filter(read -> read.name().equals(name)).isPresent();
  }

  // errors of other documents count too: the controller would not come to what the plan says
  private static CanaryPlan plan(PlannedManifests planned, PlannedRollout rollout) {
    List<Finding> errors = planned.allFindings().stream().filter(Finding::isError).toList();
    if (!errors.isEmpty() || rollout.plan().value().isEmpty()) {
      throw new ParameterResolutionException(
          "there is no plan without errors; found\n\n" + FindingText.of(planned.allFindings()));
    }
    return rollout.plan().value().get();
  }
}
