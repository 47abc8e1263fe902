// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each stop of the tour; {@code -Dcanaryplan.golden=rewrite} writes what it prints. */
class TourTest {
  private static final Path TOUR = Path.of("tour", "README.md");

  private static final Pattern STOP =
      Pattern.compile(
          "```yaml\\n(.*?)```\\n.*?```sh\\ncanaryplan ([^\\n]*)\\n```\\n\\n```text\\n(.*?)```\\n",
          Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void everyStopPrintsWhatItSays() throws IOException {
    String page = Files.readString(TOUR);
    List<String> printed = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (MatchResult stop : STOP.matcher(page).results().toList()) {
      printed.add(run(stop.group(2), stop.group(1)));
      expected.add(stop.group(3));
    }
    if ("rewrite".equals(System.getProperty("canaryplan.golden"))) {
      Matcher stops = STOP.matcher(page);
      StringBuilder now = new StringBuilder();
      for (int i = 0, from = 0; stops.find(); i++, from = stops.end(3)) {
        now.append(page, from, stops.start(3)).append(printed.get(i));
        if (i == printed.size() - 1) {
          now.append(page, stops.end(3), page.length());
        }
      }
      Files.writeString(TOUR, now);
      expected = printed;
    }
    assertThat(printed).hasSize(9).isEqualTo(expected);
  }

  private String run(String command, String input) throws IOException {
    Path file = folder.resolve("shop.yaml");
    Files.writeString(file, input);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandLine commandLine =
        new CommandLine(new ByteArrayInputStream(new byte[0]), out, new ByteArrayOutputStream());
    commandLine.run(command.replace("shop.yaml", file.toString()).split(" ", -1));
    return out.toString(StandardCharsets.UTF_8);
  }
}
