// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static io.canaryplan.testkit.CanaryPlanAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.CanaryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  @TempDir Path folder;

  @BeforeEach
  void useTheFolder() {
    System.setProperty("canaryplan.snapshots.folder", folder.toString());
  }

  @AfterEach
  void leaveTheFolder() {
    System.clearProperty("canaryplan.snapshots.folder");
    System.clearProperty("canaryplan.snapshots");
  }

  @Test
  void missingSnapshotFailsAndSaysHowToWriteIt(@PlanOf("halves.yaml") CanaryPlan plan) {
    assertThatThrownBy(() -> assertThat(plan).matchesSnapshot())
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "there is no snapshot ",
            "SnapshotsTest.missingSnapshotFailsAndSaysHowToWriteIt.snapshot",
            "-Dcanaryplan.snapshots=update");
  }

  @Test
  void updateWritesWhatIsComparedNextTime(
      @PlanOf("mesh.yaml") PlannedRollout planned, @PlanOf("halves.yaml") CanaryPlan other)
      throws IOException {
    System.setProperty("canaryplan.snapshots", "update");
    assertThat(planned).matchesSnapshot("mesh");
    System.clearProperty("canaryplan.snapshots");

    assertThat(planned).matchesSnapshot("mesh");
    Path file =
        folder.resolve(
            "io/canaryplan/testkit/SnapshotsTest.updateWritesWhatIsComparedNextTime.mesh.snapshot");
    assertThat(Files.readString(file))
        .startsWith("# findings\n")
        .contains("# plan\n\nshop: 2 replicas")
        .contains("+      weight: 5\n");
    assertThatThrownBy(() -> assertThat(other).matchesSnapshot("mesh"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("--- SnapshotsTest.", "+++ now", "@@", "\n+| 1 setWeight: 15");
  }

  @Test
  void lineEndsOfTheFileDoNotMatter(@PlanOf("halves.yaml") CanaryPlan plan) throws IOException {
    System.setProperty("canaryplan.snapshots", "update");
    assertThat(plan).matchesSnapshot();
    System.clearProperty("canaryplan.snapshots");
    Path file =
        folder.resolve("io/canaryplan/testkit/SnapshotsTest.lineEndsOfTheFileDoNotMatter.snapshot");
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

    assertThat(plan).matchesSnapshot();
  }
}
