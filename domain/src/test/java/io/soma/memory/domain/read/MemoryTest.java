package io.soma.memory.domain.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void itsTextForLogsHoldsNoneOfThePayload() {
    assertThat(new Memory("1.0,2.0", Map.of("password", "hunter2"), "episodic", 0.5))
        .hasToString("Memory[1.0,2.0 episodic score=0.5]");
  }
}
