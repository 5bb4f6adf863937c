package io.soma.memory.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowestTestClassesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path project;

  @Test
  void printsTheTenSlowestOfAllModulesSlowestFirst() throws Exception {
    for (int i = 0; i < 12; i++) {
      report("module-" + i % 2, "Class" + i, i + ".5", START.plusSeconds(1));
    }

    assertThat(printed().lines().map(String::strip))
        .startsWith("", "The slowest of 12 test classes:", "11.5 s  module-1  Class11")
        .endsWith("2.5 s  module-0  Class2")
        .hasSize(12);
  }

  @Test
  void ignoresReportsOfAnEarlierBuild() throws Exception {
    report("module", "Earlier", "60", START.minusSeconds(1));
    assertThat(printed()).isEmpty();

    report("module", "Now", "1", START.plusSeconds(1));
    assertThat(printed()).contains("Now").doesNotContain("Earlier");
  }

  private void report(String module, String name, String seconds, Instant written)
      throws IOException {
    Path reports = Files.createDirectories(project.resolve(module + "/target/surefire-reports"));
    Path report = reports.resolve("TEST-" + name + ".xml");
    Files.writeString(
        report, "<?xml version='1.0'?><testsuite name='" + name + "' time='" + seconds + "'/>");
    Files.setLastModifiedTime(report, FileTime.from(written));
  }

  private String printed() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SlowestTestClasses.print(project, START, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
