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
            "SOMABRAIN_OUTBOX_TRANSPORT=direct SOMABRAIN_MEMORY_WRITE_MODE=sync ./soma chaos"
                + " --tenants 6 --seconds 60 --rate 100 --seed 7"
                + " --memory-service=ignores-keys --instances=3");
    List<Trouble> two = List.of(Trouble.LOST_COMMITS, Trouble.HANGING);
    assertThat(options(1, two, HONOURS_KEYS).command())
        .isEqualTo(
            "SOMABRAIN_OUTBOX_TRANSPORT=direct SOMABRAIN_MEMORY_WRITE_MODE=sync ./soma chaos"
                + " --tenants 6 --seconds 60 --rate 100 --seed 1"
                + " --memory-service=honours-keys --instances=3"
                + " --troubles lost-commits,hanging");
  }

  @Test
  void orderIsJudgedOnlyWhereEveryCallPasses() {
    assertThat(options(1, List.of(Trouble.LOST_COMMITS), HONOURS_KEYS).ordered())
        .hasSize(6)
        .contains("tenant-6");
    List<Trouble> withFailures = List.of(Trouble.LOST_COMMITS, Trouble.FAILING);
    assertThat(options(1, withFailures, HONOURS_KEYS).ordered()).isEmpty();
  }

  @Test
  void everySecondSeedHasTheUsualDeadline() {
    assertThat(deadline(990018)).isEqualTo(Duration.ofSeconds(2));
    assertThat(deadline(990017)).isEqualTo(Duration.ofSeconds(8));
    assertThat(deadline(-1)).isEqualTo(Duration.ofSeconds(8));
  }

  private static ChaosOptions options(long seed, List<Trouble> troubles, MemoryServiceKind kind) {
    return new ChaosOptions(
        6, 60, 100, seed, troubles, new DeploymentShape(kind, 3, "direct", "sync"), null);
  }

  private static Duration deadline(long seed) {
    return options(seed, List.of(Trouble.LATE), IGNORES_KEYS).deadline();
  }
}
