// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Fields of a Rollout whose zero value the controller leaves out when it writes the Rollout
 * (gitops.md GT-40). Others stay, such as {@code replicas: 0} and {@code maxUnavailable: 0}
 * (GT-41).
 */
final class ZeroValues {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath CANARY = FieldPath.of("spec", "strategy", "canary");
  private static final FieldPath BLUE_GREEN = FieldPath.of("spec", "strategy", "blueGreen");
  private static final FieldPath ROUTING = CANARY.child("trafficRouting");

  private final YamlNode root;
  private final ImmutableList.Builder<FieldPath> found = ImmutableList.builder();

  private ZeroValues(YamlNode root) {
    this.root = root;
  }

  /** Returns where such values stand, in the order of this list of fields. */
  static List<FieldPath> of(YamlNode rollout) {
    ZeroValues values = new ZeroValues(rollout);
    values.find();
    return values.found.build();
  }

  private void find() {
    look(SPEC.child("paused"), ZeroValues::isFalse);
    look(SPEC.child("minReadySeconds"), ZeroValues::isZero);
    look(SPEC.child("progressDeadlineAbort"), ZeroValues::isFalse);
    look(SPEC.child("rollbackWindow").child("revisions"), ZeroValues::isZero);
    look(FieldPath.of("spec", "template", "metadata", "annotations"), ZeroValues::isEmptyMapping);
    look(CANARY.child("dynamicStableScale"), ZeroValues::isFalse);
    look(CANARY.child("steps"), ZeroValues::isEmptyList);
    look(ROUTING.child("managedRoutes"), ZeroValues::isEmptyList);
    FieldPath istio = ROUTING.child("istio");
    look(istio.child("virtualService").child("routes"), ZeroValues::isEmptyList);
    each(
        istio.child("virtualServices"),
        service -> look(service.child("routes"), ZeroValues::isEmptyList));
    each(CANARY.child("steps"), this::step);
    arguments(CANARY.child("analysis"));
    arguments(BLUE_GREEN.child("prePromotionAnalysis"));
    arguments(BLUE_GREEN.child("postPromotionAnalysis"));
  }

  private void step(FieldPath step) {
    look(step.child("setCanaryScale").child("matchTrafficWeight"), ZeroValues::isFalse);
    arguments(step.child("analysis"));
    each(step.child("experiment").child("analyses"), this::arguments);
  }

  private void arguments(FieldPath analysis) {
    each(analysis.child("args"), arg -> look(arg.child("value"), ZeroValues::isEmptyText));
  }

  private void each(FieldPath list, Consumer<FieldPath> look) {
    int size = root.at(list).map(node -> Fields.items(node).size()).orElse(0);
    for (int i = 0; i < size; i++) {
      look.accept(list.index(i));
    }
  }

  private void look(FieldPath path, Predicate<YamlNode> isZero) {
    root.at(path).filter(isZero).ifPresent(value -> found.add(path));
  }

  private static boolean isFalse(YamlNode value) {
    return GoScalar.of(value).is(GoScalar.Kind.FALSE);
  }

  private static boolean isZero(YamlNode value) {
    return GoScalar.of(value).number().map(number -> number.signum() == 0).orElse(false);
  }

  private static boolean isEmptyList(YamlNode value) {
    return value instanceof YamlSequence list && list.isEmpty();
  }

  private static boolean isEmptyMapping(YamlNode value) {
    return value instanceof YamlMapping mapping && mapping.isEmpty();
  }

  private static boolean isEmptyText(YamlNode value) {
    return value instanceof YamlScalar scalar
        && GoScalar.of(value).is(GoScalar.Kind.TEXT)
        && scalar.text().isEmpty();
  }
}
