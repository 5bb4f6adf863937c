package io.soma.memory.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.benchmarks.report.Benchmark;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void everyBenchmarkIsListedOnceUnderItsName() {
    assertThat(BenchCommand.ALL)
        .extracting(Benchmark::name)
        .containsExactly(
            "breaker",
            "http",
            "isolation",
            "enqueue",
            "drain",
            "backlog",
            "fairness",
            "latency",
            "gateway",
            "replay",
            "recovery",
            "start",
            "scale",
            "table");
  }

  @ParameterizedTest
  @ValueSource(strings = {"breaker --events 100", "table --events 9", "tables", "table --events x"})
  void whatCannotBeMeasuredIsTheCommandLinesFault(String line) {
    StringWriter said = new StringWriter();
    CommandLine command = new CommandLine(new BenchCommand()).setErr(new PrintWriter(said));

    assertThat(command.execute(line.split(" "))).isEqualTo(2);
    assertThat(said.toString()).containsAnyOf("--events", "there is no benchmark 'tables'");
  }

  @Test
  void eachSaysWhatItMeasures() {
    assertThat(BenchCommand.ALL)
        .extracting(Benchmark::description)
        .allSatisfy(description -> assertThat(description).isNotBlank().hasSizeLessThan(90));
  }
}
