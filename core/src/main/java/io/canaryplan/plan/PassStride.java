// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/** What one period adds to the numbers of a pass. */
record PassStride(long canary, long stable, long older, long available) {
  static PassStride between(Pass from, Pass to) {
    return new PassStride(
        (long) to.canary() - from.canary(),
        (long) to.stable() - from.stable(),
        (long) to.older() - from.older(),
        to.available() - from.available());
  }

  Pass from(Pass pass, long times) {
    return new Pass(
        (int) (pass.canary() + times * canary),
        (int) (pass.stable() + times * stable),
        (int) (pass.older() + times * older),
        pass.weights(),
        pass.available() + times * available,
        pass.afterSeconds(),
        pass.omitted(),
        pass.events());
  }
}
