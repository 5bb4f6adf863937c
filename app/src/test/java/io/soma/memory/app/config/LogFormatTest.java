package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatTest {

  @ParameterizedTest
  @CsvSource({"json, true", "ecs, true", "text, false", "yaml, false"})
  void jsonLinesAreForMachines(String format, boolean isForMachines) {
    assertThat(LogFormat.isForMachines(Map.of("SOMABRAIN_LOG_FORMAT", format)))
        .isEqualTo(isForMachines);
  }

  @Test
  void textIsTheDefault() {
    assertThat(LogFormat.isForMachines(Map.of())).isFalse();
  }
}
