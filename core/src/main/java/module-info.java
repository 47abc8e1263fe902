// SPDX-License-Identifier: Apache-2.0
/** Says exactly what a canary rollout will do. */
module io.canaryplan.core {
  requires transitive io.canaryplan.istio.model;
  requires com.google.common;
  requires static org.jspecify;

  exports io.canaryplan;
  exports io.canaryplan.check;
  exports io.canaryplan.comparison;
  exports io.canaryplan.gitops;
  exports io.canaryplan.hash;
  exports io.canaryplan.plan;
  exports io.canaryplan.report;
  exports io.canaryplan.review;
  exports io.canaryplan.rollout;
  exports io.canaryplan.routing;
}
