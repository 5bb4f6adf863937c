package io.soma.memory.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.benchmarks.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableBenchmarkTest {

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
