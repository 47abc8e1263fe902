// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Findings;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.routing.DocumentRouter;
import io.canaryplan.routing.StateDocument;
import java.util.List;

/** What becomes of the documents on the way through a plan. */
final class PlannedDocumentChecks {
  /** Differs from the documents as given in every place that is ever written. */
  private static final RoutingState ANY =
      new RoutingState(
          1,
          List.of(),
          List.of(),
          "stable-hash",
          "canary-hash",
          "stable-hash",
          "canary-hash",
          Phase.PROGRESSING);

  private PlannedDocumentChecks() {}

  static void run(Subject subject, Findings findings) {
    subject.router().ifPresent(router -> edits(router, findings));
  }

  /** What editing the documents causes besides, such as an alias that must be written out. */
  static void edits(DocumentRouter router, Findings findings) {
    for (StateDocument document : router.begin(ANY).documents()) {
      // Only aliases can get in the way, and none is written without an asterisk.
      if (document.source().text().indexOf('*') >= 0) {
        document.document().findings().forEach(findings::add);
      }
    }
  }
}
