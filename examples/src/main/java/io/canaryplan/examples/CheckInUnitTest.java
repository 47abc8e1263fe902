// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a unit test of your manifests can hold: no finding above a note. */
final class CheckInUnitTest {
  private CheckInUnitTest() {}

  public static void main(String... args) throws IOException {
    for (String file : args) {
      findings(Path.of(file)).forEach(System.out::println);
    }
  }

  static List<Finding> findings(Path file) throws IOException {
    Manifests manifests = Manifests.read(file.getFileName().toString(), Files.readString(file));
    return CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).allFindings().stream()
        .filter(finding -> finding.severity() != Severity.NOTE)
        .toList();
  }
}
