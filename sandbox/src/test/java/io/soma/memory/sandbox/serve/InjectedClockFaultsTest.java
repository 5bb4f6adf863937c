package io.soma.memory.sandbox.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectedClockFaultsTest {

  @TempDir private Path directory;

  @Test
  void theClockStepsWhileItsFileSaysSo() throws Exception {
    Path file = directory.resolve("fault");
    InjectedClockFaults clock = new InjectedClockFaults(new FaultFile(file));
    assertThat(clock.offset()).isZero();

    Files.writeString(file, InjectedFaults.CLOCK_BEHIND);
    assertThat(clock.offset()).isEqualTo(InjectedClockFaults.STEP.negated());
    Files.writeString(file, InjectedFaults.CLOCK_AHEAD);
    assertThat(clock.offset()).isEqualTo(InjectedClockFaults.STEP);
    Files.writeString(file, InjectedFaults.MISSING_CLASS);
    assertThat(clock.offset()).isZero();
    Files.delete(file);
    assertThat(clock.offset()).isZero();
  }

  @Test
  void withoutAFileItIsTheTrueTime() {
    assertThat(new InjectedClockFaults(new FaultFile(null)).offset()).isEqualTo(Duration.ZERO);
  }
}
