// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.Layout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.istio.validation.IstioVersion;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Rounding;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The values of the options, each checked.
 *
 * @param planner what the plan depends on
 * @param json whether the answer is printed as JSON
 * @param color whether findings come with the lines they are about
 */
record PlanningOptions(PlannerOptions planner, boolean json, Color color) {
  /** The syntax of a label value, which a hash is. */
  private static final Pattern HASH =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  static PlanningOptions of(Arguments arguments) throws UsageException {
    PlannerOptions planner = PlannerOptions.DEFAULT;
    Optional<String> rounding = oneOf(arguments, Option.ROUNDING);
    if (rounding.isPresent()) {
      planner = planner.withRounding(Rounding.valueOf(rounding.get().toUpperCase(Locale.ROOT)));
    }
    Optional<String> layout = oneOf(arguments, Option.LAYOUT);
    if (layout.isPresent()) {
      planner = planner.withLayout(Layout.valueOf(layout.get().toUpperCase(Locale.ROOT)));
    }
    Optional<String> replicas = arguments.get(Option.REPLICAS);
    if (replicas.isPresent()) {
      planner = planner.withReplicas(replicas(replicas.get()));
    }
    Optional<String> readiness = arguments.get(Option.READINESS);
    if (readiness.isPresent()) {
      planner = planner.withReadiness(readiness(readiness.get()));
    }
    Optional<String> controller = arguments.get(Option.CONTROLLER);
    if (controller.isPresent()) {
      planner = planner.withController(controller(controller.get()));
    }
    Optional<String> istio = arguments.get(Option.ISTIO);
    if (istio.isPresent()) {
      planner = planner.withIstio(istio(istio.get()));
    }
    Optional<String> stableHash = hash(arguments, Option.STABLE_HASH);
    if (stableHash.isPresent()) {
      planner = planner.withStableHash(stableHash.get());
    }
    Optional<String> canaryHash = hash(arguments, Option.CANARY_HASH);
    if (canaryHash.isPresent()) {
      planner = planner.withCanaryHash(canaryHash.get());
    }
    return new PlanningOptions(
        planner,
        oneOf(arguments, Option.FORMAT).equals(Optional.of("json")),
        oneOf(arguments, Option.COLOR)
            .map(color -> Color.valueOf(color.toUpperCase(Locale.ROOT)))
            .orElse(Color.AUTO));
  }

  /** Returns the option's value, which must be one of those that its help names. */
  static Optional<String> oneOf(Arguments arguments, Option option) throws UsageException {
    Optional<String> value = arguments.get(option);
    if (value.isPresent()
        && !option.choices().contains(value.get())
        && !(option.isValueOptional() && value.get().isEmpty())) {
      throw new UsageException(
          option.flag()
              + " is \""
              + value.get()
              + "\" but must be "
              + String.join(" or ", option.choices()));
    }
    return value;
  }

  private static IstioVersion istio(String text) throws UsageException {
    Optional<IstioVersion> version = IstioVersion.of(text);
    if (version.isEmpty()) {
      throw new UsageException("--istio is \"" + text + "\" but must be one of 1.28 to 1.32");
    }
    return version.get();
  }

  private static Readiness readiness(String text) throws UsageException {
    if (text.equals("all")) {
      return Readiness.AT_ONCE;
    }
    if (text.equals("never")) {
      return Readiness.NEVER;
    }
    try {
      int pods = Integer.parseInt(text);
      if (pods > 0) {
        return Readiness.perPass(pods);
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers below 1
    }
    throw new UsageException(
        "--readiness is \"" + text + "\" but must be all, never or a number of at least 1");
  }

  private static int replicas(String text) throws UsageException {
    try {
      int replicas = Integer.parseInt(text);
      if (replicas >= 0) {
        return replicas;
      }
    } catch (NumberFormatException e) {
      // said below, together with negative numbers
    }
    throw new UsageException(
        "--replicas is \"" + text + "\" but must be a number from 0 to " + Integer.MAX_VALUE);
  }

  private static ControllerVersion controller(String text) throws UsageException {
    return ControllerVersion.parse(text)
        .orElseThrow(
            () ->
                new UsageException(
                    "--controller is \""
                        + text
                        + "\" but must be one of "
                        + ControllerVersion.list()
                        + "; each stands for its newest patch"));
  }

  private static Optional<String> hash(Arguments arguments, Option option) throws UsageException {
    Optional<String> hash = arguments.get(option);
    if (hash.isPresent() && !HASH.matcher(hash.get()).matches()) {
      throw new UsageException(
          option.flag()
              + " is \""
              + hash.get()
              + "\" but must be a label value: letters, digits, -, _ and ., at most 63");
    }
    return hash;
  }
}
