package io.soma.memory.app.usecase.watchdog;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.MemoryAddress;
import java.time.Duration;
import java.util.Optional;
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
  void aServiceThatStaysHealthyDoesNotShortenTheInterval() {
    open();
    rig.watch(true);
    rig.advance(Duration.ofSeconds(50));

    rig.watch(true);
    rig.relay();

    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void theChangeToHealthyBringsTheProbeForward() {
    open();
    rig.watch(false);
    rig.service().recover();
    rig.advance(Duration.ofSeconds(5));

    rig.watch(true);
    rig.relay();

    assertThat(rig.effects()).containsExactly("one");
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  /** Health is fine again and again, and writes fail: one probe ahead of time, then the timer. */
  @Test
  void aFailingWritePathIsHastenedOnceAndBacksOff() {
    open();
    for (int flap = 0; flap < 10; flap++) {
      rig.advance(Duration.ofSeconds(2));
      rig.watch(false);
      rig.watch(true);
      rig.relay();
    }
    assertThat(calls()).isEqualTo(2);

    rig.advance(Duration.ofSeconds(46));
    rig.relay();
    assertThat(calls()).isEqualTo(3);
    rig.advance(Duration.ofSeconds(100));
    rig.watch(false);
    rig.watch(true);
    rig.relay();
    assertThat(calls()).isEqualTo(3);
    rig.advance(Duration.ofSeconds(32));
    rig.relay();
    assertThat(calls()).isEqualTo(4);
  }

  @Test
  void aWriteOfAnotherTenantBringsTheProbeForwardWithoutAnyHealth() {
    open();
    rig.service().recover();
    rig.advance(Duration.ofSeconds(5));
    rig.relay();
    assertThat(rig.effects()).isEmpty();

    rig.remember("beta", "key", "of-beta");
    rig.relay();

    assertThat(rig.effects()).containsExactly("of-beta", "one");
  }

  @Test
  void aWriteOfAnotherTenantFromBeforeTheOpeningTellsNothing() {
    rig.remember("beta", "key", "of-beta");
    rig.advance(Duration.ofSeconds(1));
    open();
    rig.advance(Duration.ofSeconds(5));

    rig.relay();

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void withoutAnyHealthTheTimerAloneBringsTheProbe() {
    open();
    rig.service().recover();
    rig.advance(INTERVAL_OVER);

    rig.relay();

    assertThat(rig.effects()).containsExactly("one");
  }

  @Test
  void whileTheServiceIsKnownToBeDownAProbeWaitsForOneIntervalAtMost() {
    open();
    rig.advance(INTERVAL_OVER);
    rig.watch(false);
    rig.relay();
    assertThat(calls()).isEqualTo(1);

    rig.advance(Duration.ofSeconds(60));
    rig.watch(false);
    rig.relay();
    assertThat(calls()).isEqualTo(2);
  }

  /** A service without a health route, or one that reports no health of the key-value store. */
  @Test
  void aHealthThatSaysNothingDelaysNoProbe() {
    open();
    rig.service().recover();
    rig.service().health(ServiceHealth.unknown("no route says anything"));
    rig.advance(INTERVAL_OVER);

    rig.get(Watchdog.class).look();
    rig.relay();

    assertThat(rig.effects()).containsExactly("one");
    assertThat(rig.health().service()).isEmpty();
  }

  @Test
  void aBacklogThatAnotherInstanceDrainedLeavesNoSickTenant() {
    open();
    rig.advance(INTERVAL_OVER);
    drainElsewhere();
    rig.watch(true);
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.HALF_OPEN);

    rig.advance(Duration.ofSeconds(59));
    rig.watch(true);
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.HALF_OPEN);
    rig.advance(Duration.ofSeconds(1));
    rig.watch(true);

    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.IDLE);
  }

  @Test
  void anIdleCircuitIsClosedByTheFirstSuccessOfAnyKindAndOpenedByAFailure() {
    letItBeIdle();
    assertThat(fetch()).isEmpty();
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);

    letItBeIdle();
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "late");
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void aTenantWithABacklogIsNeverIdle() {
    open();
    rig.advance(INTERVAL_OVER);
    rig.watch(true);
    rig.advance(Duration.ofHours(1));
    rig.watch(true);

    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.HALF_OPEN);
  }

  @Test
  void tenantsThatAnothersWriteBringsForwardFollowOneAnother() {
    rig.service().answerEverybody(UNAVAILABLE);
    IntStream.range(0, 200).forEach(i -> rig.remember("t" + i, "key", "note-" + i));
    rig.service().recover();
    rig.advance(Duration.ofSeconds(5));
    rig.remember("beta", "key", "of-beta");

    rig.get(CircuitRecovery.class).look();
    assertThat(halfOpen()).isEqualTo(1);
    rig.advance(Duration.ofSeconds(2));
    rig.get(CircuitRecovery.class).look();
    assertThat(halfOpen()).isBetween(90L, 110L);
    rig.advance(Duration.ofSeconds(2));
    rig.get(CircuitRecovery.class).look();
    assertThat(halfOpen()).isEqualTo(200);
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

  private void open() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "one");
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.OPEN);
  }

  private void drainElsewhere() {
    rig.outbox().confirm(TENANT, rig.outbox().events());
    rig.refresh();
  }

  private void letItBeIdle() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.remember("key", "to-be-drained");
    drainElsewhere();
    rig.service().recover();
    rig.advance(INTERVAL_OVER);
    rig.watch(true);
    rig.advance(INTERVAL_OVER);
    rig.watch(true);
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.IDLE);
  }

  private Optional<Memory> fetch() {
    return rig.client().fetch(Namespace.of("test:alpha"), MemoryAddress.key("nothing is here"));
  }

  private int calls() {
    return rig.service().deliveries(TENANT).size();
  }

  private long halfOpen() {
    return IntStream.range(0, 200)
        .mapToObj(i -> new TenantId("t" + i))
        .filter(tenant -> rig.health().circuit(tenant) == CircuitState.HALF_OPEN)
        .count();
  }
}
