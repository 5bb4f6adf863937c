package io.soma.memory.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

  @Test
  void aRunningJvmOccupiesMegabytes() {
    assumeThat(Files.exists(Path.of("/proc/self/status"))).isTrue();

    assertThat(ResidentMemory.of(ProcessHandle.current().pid()).orElseThrow())
        .isBetween(10L << 20, 64L << 30);
  }

  @Test
  void aProcessThatIsGoneOccupiesNothing() {
    assertThat(ResidentMemory.of(Long.MAX_VALUE)).isEmpty();
  }
}
