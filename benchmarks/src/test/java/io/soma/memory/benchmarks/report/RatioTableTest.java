package io.soma.memory.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.benchmarks.report.MachineRatios.Ratio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatioTableTest {

  private static final MachineRatios SMALL =
      new MachineRatios("2 x small", "2026-11-29", List.of(new Ratio("http_p99", 1.04, "<= 1.10")));
  private static final MachineRatios LARGE =
      new MachineRatios(
          "8 x large",
          "2026-11-30",
          List.of(new Ratio("http_p99", 0.99, "<= 1.10"), new Ratio("drain", 0.954, ">= 0.90")));

  @TempDir private Path directory;

  @Test
  void machinesStandSideBySide() {
    assertThat(RatioTable.of(List.of(SMALL, LARGE)))
        .isEqualTo(
            """
            | ratio | goal | 2 x small, 2026-11-29 | 8 x large, 2026-11-30 |
            |---|---|---:|---:|
            | `http_p99` | <= 1.10 | 1.040 | 0.990 |
            | `drain` | >= 0.90 |  | 0.954 |
            """);
  }

  @Test
  void aRunIsFoundAgain() throws IOException {
    LARGE.writeTo(directory);
    SMALL.writeTo(directory);

    assertThat(MachineRatios.readFrom(directory)).containsExactly(SMALL, LARGE);
  }

  @Test
  void aLaterRunOfAMachineReplacesTheEarlierOne() throws IOException {
    MachineRatios later = new MachineRatios("2 x small", "2026-12-01", List.of());
    SMALL.writeTo(directory);
    later.writeTo(directory);

    assertThat(MachineRatios.readFrom(directory)).containsExactly(later);
  }

  @Test
  void ratiosAreTheLinesThatSaySo() {
    List<Ratio> ratios = new ArrayList<>();
    Ratio.addTo(ratios, "medians   soma 53000/s");
    Ratio.addTo(ratios, "RATIO drain_vs_plain_loop 0.954 goal >= 0.90");

    assertThat(ratios).containsExactly(new Ratio("drain_vs_plain_loop", 0.954, ">= 0.90"));
  }
}
