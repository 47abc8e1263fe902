// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.plan.Act;
import io.canaryplan.plan.BlueGreenActs;
import io.canaryplan.plan.BlueGreenCourse;
import io.canaryplan.plan.BlueGreenMoment;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdatePass;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * What follows one act of a row: an {@link Act}, or what only the moments of a strategy know,
 * {@code version=1} (that version's pod template is applied) and {@code later=30} (so many seconds
 * go by).
 *
 * @param during the moment after so many of the passes
 */
record NumbersAct(
    List<? extends UpdatePass> passes,
    OptionalLong seconds,
    Optional<Standstill> standstill,
    UpdateMoment end,
    IntFunction<UpdateMoment> during) {
  /** Returns why an act has no place at a moment. */
  static Optional<String> refusal(UpdateMoment moment, String word) {
    return Act.parse(word).flatMap(moment::refusal);
  }

  static NumbersAct of(UpdateMoment moment, String word) {
    Optional<Act> act = Act.parse(word);
    if (act.isPresent()) {
      UpdateCourse course = moment.act(act.get());
      return new NumbersAct(
          course.passes(),
          course.seconds(),
          course.standstill(),
          course.end(),
          passes -> moment.during(act.get(), passes));
    }
    int number = Integer.parseInt(word.replaceFirst(".*=", ""));
    boolean later = word.startsWith("later=");
    if (moment instanceof BlueGreenActs acts) {
      BlueGreenMoment next = later ? acts.moment().later(number) : acts.moment().update(number);
      BlueGreenCourse course = next.course();
      return new NumbersAct(
          course.passes(),
          OptionalLong.of(course.seconds()),
          course.standstill(),
          new BlueGreenActs(acts.plan(), course.end()),
          passes -> new BlueGreenActs(acts.plan(), next.after(passes)));
    }
    throw new IllegalArgumentException(word);
  }
}
