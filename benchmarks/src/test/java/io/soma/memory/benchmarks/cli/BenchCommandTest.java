package io.soma.memory.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.benchmarks.report.Benchmark;
import org.junit.jupiter.api.Test;

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
            "gateway");
  }

  @Test
  void eachSaysWhatItMeasures() {
    assertThat(BenchCommand.ALL)
        .extracting(Benchmark::description)
        .allSatisfy(description -> assertThat(description).isNotBlank().hasSizeLessThan(90));
  }
}
