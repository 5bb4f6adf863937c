package io.soma.memory.sandbox.chaos;

import static io.soma.memory.sandbox.servers.MemoryServiceKind.HONOURS_KEYS;
import static io.soma.memory.sandbox.servers.MemoryServiceKind.IGNORES_KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosOptionsTest {

  @Test
  void theCommandRunsTheSameAgain() {
    assertThat(options(7, List.of(Trouble.values()), IGNORES_KEYS).command())
        .isEqualTo(
            "./soma chaos --tenants 6 --seconds 60 --rate 100 --seed 7"
                + " --memory-service=ignores-keys");
    List<Trouble> two = List.of(Trouble.LOST_COMMITS, Trouble.HANGING);
    assertThat(options(1, two, HONOURS_KEYS).command())
        .isEqualTo(
            "./soma chaos --tenants 6 --seconds 60 --rate 100 --seed 1"
                + " --memory-service=honours-keys --troubles lost-commits,hanging");
  }

  @Test
  void everySecondSeedHasTheUsualDeadline() {
    ChaosOptions even = options(990018, List.of(Trouble.LATE), IGNORES_KEYS);

    assertThat(even.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(even.withSeed(990017).deadline()).isEqualTo(Duration.ofSeconds(8));
    assertThat(even.withSeed(-1).deadline()).isEqualTo(Duration.ofSeconds(8));
  }

  private static ChaosOptions options(long seed, List<Trouble> troubles, MemoryServiceKind kind) {
    return new ChaosOptions(6, 60, 100, seed, troubles, kind);
  }
}
