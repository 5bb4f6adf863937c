package io.soma.memory.benchmarks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.benchmarks.gateway.Servers.Compared;
import io.soma.memory.benchmarks.report.Standings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServersTest {

  @Test
  void tailIsTheMedianOfTheRoundsRatios() {
    Compared compared =
        new Compared(
            new Standings(Map.of()),
            Map.of("ours", List.of(2.0, 90.0, 3.0), "theirs", List.of(2.0, 30.0, 2.0)));

    assertThat(compared.tail("ours", "theirs")).isEqualTo(1.5);
  }
}
