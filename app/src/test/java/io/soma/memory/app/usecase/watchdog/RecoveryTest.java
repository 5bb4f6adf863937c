package io.soma.memory.app.usecase.watchdog;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final Duration INTERVAL_OVER = Duration.ofSeconds(67);

  private final Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");

  @Test
  void aTenantRecoversWithoutNewTrafficAndItsOldestEventIsTheProbe() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "one");
    rig.remember("key", "two");
    rig.service().recover();
    rig.advance(INTERVAL_OVER);

    rig.watch(true);
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.HALF_OPEN);
    assertThat(rig.effects()).isEmpty();

    rig.relay();
    assertThat(rig.effects()).containsExactly("one", "two");
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void healthAloneClosesNothing() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "one");
    rig.advance(INTERVAL_OVER);

    rig.watch(true);
    rig.relay();

    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void healthDoesNotShortenTheInterval() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "one");
    rig.advance(Duration.ofSeconds(50));

    rig.watch(true);

    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void whileTheServiceIsKnownToBeDownNothingProbes() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "one");
    int calls = rig.service().deliveries().size();
    rig.advance(INTERVAL_OVER);

    rig.watch(false);
    rig.relay();

    assertThat(rig.service().deliveries()).hasSize(calls);
  }

  @Test
  void tenantsComeBackSpreadOverTimeAfterAnOutage() {
    rig.service().answerEverybody(UNAVAILABLE);
    IntStream.range(0, 200).forEach(i -> rig.remember("t" + i, "key", "note-" + i));
    rig.watch(false);
    rig.advance(INTERVAL_OVER);
    rig.watch(true);
    long atOnce = halfOpen();

    rig.advance(Duration.ofSeconds(2));
    rig.watch(true);
    long later = halfOpen();

    rig.advance(Duration.ofSeconds(3));
    rig.watch(true);
    assertThat(atOnce).isLessThan(20);
    assertThat(later).isBetween(40L, 160L);
    assertThat(halfOpen()).isEqualTo(200);
  }

  private long halfOpen() {
    return IntStream.range(0, 200)
        .mapToObj(i -> new TenantId("t" + i))
        .filter(tenant -> rig.health().circuit(tenant) == CircuitState.HALF_OPEN)
        .count();
  }
}
