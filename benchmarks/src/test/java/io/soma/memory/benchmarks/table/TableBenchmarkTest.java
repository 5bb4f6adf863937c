package io.soma.memory.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.benchmarks.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableBenchmarkTest {

  @Test
  void whatSwingsHasNotGrown() {
    assertThat(TableBenchmark.growth(List.of(2L, 8L, 3L, 8L, 2L, 7L))).isEqualTo(1);
  }

  @Test
  void whatIsNeverUsedAgainDoublesOrMore() {
    assertThat(TableBenchmark.growth(List.of(1L, 2L, 3L, 4L))).isEqualTo(2);
    assertThat(TableBenchmark.growth(List.of(1L, 2L, 3L, 4L, 5L))).isEqualTo(2.5);
  }

  @Test
  void itSaysEachTablesAndIndexesSizeOnTheWayAndARatioForEachRetention() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    new TableBenchmark().run(new Report(new PrintStream(said, true, StandardCharsets.UTF_8)), 2000);

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("outbox_events ") && line.contains("outbox_events_pkey "))
        .hasSize(15)
        .anyMatch(line -> line.startsWith("2000 passed"));
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("RATIO table_growth_without_retention")
        .contains("RATIO table_growth_with_retention");
  }
}
