// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.check.Paths.SPEC;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.RollingCourse;
import io.canaryplan.plan.RollingPass;
import io.canaryplan.plan.RollingPass.VersionSize;
import io.canaryplan.plan.RollingStretch;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How the update of a Deployment goes: in which jumps, how long, and what waits for nothing. */
final class DeploymentCourseChecks {
  private static final FieldPath STRATEGY = SPEC.child("strategy");
  private static final FieldPath POD = SPEC.child("template").child("spec");
  private static final Ratio JUMP = new Ratio(20, 100);
  private static final int SLOW_SECONDS = 3600;

  private final DeploymentSubject subject;
  private final RollingUpdatePlan plan;
  private final DeploymentSpec spec;
  private final boolean rolling;
  private final Findings findings;

  private DeploymentCourseChecks(
      DeploymentSubject subject, RollingUpdatePlan plan, Findings findings) {
    this.subject = subject;
    this.plan = plan;
    this.spec = plan.spec();
    this.rolling = spec.strategy() == DeploymentSpec.Strategy.ROLLING_UPDATE;
    this.findings = findings;
  }

  static void run(DeploymentSubject subject, RollingUpdatePlan plan, Findings findings) {
    if (plan.replicas() > 0) {
      new DeploymentCourseChecks(subject, plan, findings).run();
    }
  }

  private void run() {
    if (rolling && spec.replicas() > 1) {
      greatestJump().ifPresent(this::jump);
    }
    slow();
    if (rolling && spec.minReadySeconds() == 0 && !spec.paused()) {
      findings.add(
          DeploymentCourseRules.NOTHING_SOAKS,
          STRATEGY,
          "there is neither minReadySeconds nor a pause; as soon as a new pod is ready the update goes on, and nobody has time to look at it",
          "set spec.minReadySeconds, or use a Rollout, whose steps can pause");
    }
    probe();
  }

  /** A share of the new version right before a pass, and right after it. */
  private record Jump(Ratio before, Ratio after) {
    // a/A and b/B differ by (bA − aB)/AB; the terms are pods, which have 32 bits
    Ratio height() {
      return new Ratio(
          Math.max(0, after.part() * before.whole() - before.part() * after.whole()),
          after.whole() * before.whole());
    }
  }

  /** Returns the greatest rise by one pass: old pods that go raise the share of the new ones. */
  private Optional<Jump> greatestJump() {
    RollingCourse course = plan.course();
    TreeSet<Long> places = new TreeSet<>();
    long index = 0;
    for (RollingStretch stretch : course.stretches()) {
      // within a stretch numbers move evenly, so that its first and last passes are enough
      for (int i = 0; i < stretch.first().size(); i++) {
        places.add(index + i);
        places.add(index + stretch.passes() - 1 - i);
      }
      index += stretch.passes();
    }
    Jump greatest = new Jump(new Ratio(0, 1), new Ratio(0, 1));
    for (long place : places) {
      RollingPass pass = course.pass(place);
      Ratio before =
          place == 0 ? new Ratio(0, spec.replicas()) : course.pass(place - 1).trafficShare();
      Jump jump = new Jump(before, share(pass));
      boolean known = before.whole() > 0 && jump.after().whole() > 0;
      if (known && jump.height().compareTo(greatest.height()) > 0) {
        greatest = jump;
      }
    }
    return greatest.height().compareTo(JUMP) > 0 ? Optional.of(greatest) : Optional.empty();
  }

  private static Ratio share(RollingPass pass) {
    long updated =
        pass.sets().stream()
            .filter(set -> set.version() == RollingUpdatePlan.UPDATE)
            .mapToLong(VersionSize::available)
            .sum();
    return new Ratio(updated, pass.available());
  }

  private void jump(Jump jump) {
    boolean smallest = plan.limits().surge() + (long) plan.limits().unavailable() <= 1;
    findings.add(
        DeploymentCourseRules.SHARE_JUMP,
        STRATEGY,
        "the share of the new version jumps from %s %% to %s %% in one pass"
            .formatted(jump.before().percent(), jump.after().percent()),
        (smallest ? "more replicas" : "smaller maxSurge and maxUnavailable")
            + " make smaller steps, and so does a canary with a traffic router");
  }

  private void slow() {
    int minReady = spec.minReadySeconds();
    long passes = plan.course().passes();
    if (minReady == 0 || passes <= SLOW_SECONDS / minReady) {
      return;
    }
    String least =
        plan.seconds().isPresent()
            ? "at least %d min".formatted(plan.seconds().getAsLong() / 60)
            : "long";
    findings.add(
        DeploymentCourseRules.SLOW_ROLLOUT,
        SPEC.child("minReadySeconds"),
        "%s take %d passes; with minReadySeconds %d that is %s"
            .formatted(Texts.replicas(spec.replicas()), passes, minReady, least),
        rolling
            ? "raise maxSurge or maxUnavailable, or lower spec.minReadySeconds"
            : "lower spec.minReadySeconds");
  }

  private void probe() {
    YamlNode root = subject.document().root();
    List<YamlNode> containers = Fields.items(root, "spec", "template", "spec", "containers");
    boolean waits =
        Stream.concat(
                containers.stream(),
                Fields.items(root, "spec", "template", "spec", "initContainers").stream())
            .anyMatch(DeploymentCourseChecks::hasProbe);
    boolean gates = !Fields.items(root, "spec", "template", "spec", "readinessGates").isEmpty();
    if (containers.isEmpty()
        || waits
        || gates
        || !containers.stream().allMatch(YamlMapping.class::isInstance)) {
      return;
    }
    String then =
        spec.minReadySeconds() == 0
            ? " and lets the next old pod go as soon as it runs"
            : " as soon as it runs, and %d s later lets the next old pod go"
                .formatted(spec.minReadySeconds());
    findings.add(
        DeploymentCourseRules.NO_READINESS_PROBE,
        POD.child("containers").index(0),
        "no container of the pods has a readinessProbe; a new pod takes traffic"
            + (rolling ? then : " as soon as it runs"),
        "add a readinessProbe to the container that answers users");
  }

  private static boolean hasProbe(YamlNode container) {
    return Fields.isPresent(container, "readinessProbe")
        || Fields.isPresent(container, "startupProbe");
  }
}
