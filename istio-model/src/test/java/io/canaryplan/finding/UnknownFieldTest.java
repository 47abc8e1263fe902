// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownFieldTest {
  private static final FieldPath OWNER = FieldPath.of("spec").child("http").index(0);

  @Test
  void namesTheNearestFieldAndHowToRename() {
    Finding finding =
        UnknownField.of(OWNER, "a VirtualService", "timeOut", List.of("retries", "timeout"));

    assertThat(finding.rule()).hasToString("unknown-field");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.path()).hasToString("spec.http[0].timeOut");
    assertThat(finding.message())
        .isEqualTo(
            "\"timeOut\" is not a field of spec.http[0]; kubectl refuses it, and where validation is off it is dropped;"
                + " the nearest known one is \"timeout\"");
    assertThat(finding.hint()).contains("rename spec.http[0].timeOut to timeout");
    assertThat(finding.position()).isEmpty();
  }

  /** "websocketUpgrade" is 9 letters longer than "retries", and 7 / 3 = 2 edits are allowed. */
  @Test
  void asksToRemoveWhatIsNearToNothing() {
    Finding finding =
        UnknownField.of(OWNER, "a VirtualService", "websocketUpgrade", List.of("retries"));

    assertThat(finding.message())
        .isEqualTo(
            "\"websocketUpgrade\" is not a field of spec.http[0]; kubectl refuses it, and where validation is off it is dropped");
    assertThat(finding.hint()).contains("remove spec.http[0].websocketUpgrade");
  }

  @Test
  void namesTheDocumentAtItsRoot() {
    assertThat(UnknownField.of(FieldPath.root(), "a Rollout", "zone", List.of("spec")).message())
        .isEqualTo(
            "\"zone\" is not a field of a Rollout; kubectl refuses it, and where validation is off it is dropped");
  }

  @Test
  void givesTheFirstOfEquallyNearNames() {
    assertThat(UnknownField.of(OWNER, "a Rollout", "prot", List.of("port", "pros", "prop")).hint())
        .contains("rename spec.http[0].prot to pros");
  }

  @Test
  void cutsALongNameInTheMessage() {
    String name = "n".repeat(70);

    Finding finding = UnknownField.of(OWNER, "a Rollout", name, List.of("name"));

    assertThat(finding.message())
        .isEqualTo(
            "\""
                + "n".repeat(60)
                + "…\" is not a field of spec.http[0]; kubectl refuses it, and where validation is off it is dropped");
    assertThat(finding.hint()).contains("remove spec.http[0]." + name);
  }
}
