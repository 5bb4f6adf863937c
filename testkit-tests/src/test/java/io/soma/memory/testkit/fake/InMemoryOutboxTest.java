package io.soma.memory.testkit.fake;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.contract.OutboxContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryOutboxTest extends OutboxContract {

  private static final TenantId DAVE = new TenantId("dave");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final InMemoryOutbox outbox = new InMemoryOutbox(store);
  private final InMemoryTenantLeases leases = new InMemoryTenantLeases(store);

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  protected Outbox anotherInstance() {
    return new InMemoryOutbox(store);
  }

  @Override
  protected Outbox unreachable() {
    InMemoryOutbox unreachable = new InMemoryOutbox(store);
    unreachable.available(false);
    return unreachable;
  }

  @Override
  protected OutboxRecords records() {
    return new InMemoryOutboxRecords(store);
  }

  @Override
  protected OutboxRecords unreachableRecords() {
    InMemoryOutboxRecords unreachable = new InMemoryOutboxRecords(store);
    unreachable.available(false);
    return unreachable;
  }

  @Override
  protected TenantLeases leases() {
    return leases;
  }

  @Override
  protected void letTimePass(Duration duration) {
    clock.advance(duration);
  }

  @Override
  protected void forgetConfirmed() {
    outbox.forgetConfirmed();
  }

  @Test
  void restoreBringsBackWhatTheBackupHas() {
    EventId kept = outbox.enqueue(store(DAVE, 1)).id();
    InMemoryStore.Backup backup = store.backup();
    outbox.confirm(DAVE, outbox.events());
    EventId forgotten = outbox.enqueue(store(DAVE, 2)).id();

    store.restore(backup);

    assertThat(outbox.events()).extracting(OutboxEvent::id).containsExactly(kept);
    assertThat(outbox.statusOf(kept)).isEqualTo(EventStatus.PENDING);
    assertThat(outbox.enqueue(store(DAVE, 3)).id()).isEqualTo(forgotten);
  }

  @Test
  void restoreForgetsLeasesAndLetsDeliveriesWait() {
    InMemoryStore.Backup backup = store.backup();
    TenantLease carries = leases.acquire(DAVE, LeaseRight.CARRY, HOUR).orElseThrow();
    TenantLease delivers = leases.acquire(DAVE, LeaseRight.DELIVER, HOUR).orElseThrow();

    store.restore(backup);

    assertThat(leases.renew(carries, HOUR)).isFalse();
    assertThat(leases.acquire(DAVE, LeaseRight.CARRY, HOUR).orElseThrow().fencingToken())
        .isGreaterThan(carries.fencingToken());
    assertThat(leases.acquire(DAVE, LeaseRight.DELIVER, HOUR)).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    assertThat(leases.acquire(DAVE, LeaseRight.DELIVER, HOUR).orElseThrow().fencingToken())
        .isGreaterThan(delivers.fencingToken());
  }

  @Test
  void aTestCanAskWhatBecameOfAnEvent() {
    EventId id = outbox.enqueue(store(DAVE, 1)).id();
    assertThat(outbox.statusOf(id)).isEqualTo(EventStatus.PENDING);
    assertThat(outbox.lastError(id)).isEmpty();

    outbox.fail(DAVE, id, "refused");
    assertThat(outbox.statusOf(id)).isEqualTo(EventStatus.FAILED);
    assertThat(outbox.lastError(id)).contains("refused");
    assertThat(outbox.events().get(0).retries()).isEqualTo(1);

    outbox.confirm(DAVE, outbox.events());
    assertThat(outbox.statusOf(id)).isEqualTo(EventStatus.SENT);
    assertThat(outbox.isConfirmed(id)).isTrue();
    assertThat(outbox.lastError(id)).isEmpty();
  }

  @Test
  void askingAboutAnEventThatNeverWasIsAMistakeOfTheTest() {
    assertThatIllegalArgumentException().isThrownBy(() -> outbox.statusOf(new EventId(7)));
  }

  @Test
  void anEventIsCreatedByTheStoresClock() {
    clock.advance(Duration.ofMinutes(3));

    outbox.enqueue(store(DAVE, 1));

    assertThat(outbox.backlog().get(0).oldest()).isEqualTo(clock.instant());
  }

  @Test
  void anOutboxThatIsBackStillHasEverything() {
    EventId id = outbox.enqueue(store(DAVE, 1)).id();
    outbox.available(false);

    outbox.available(true);

    assertThat(outbox.statusOf(id)).isEqualTo(EventStatus.PENDING);
    assertThat(outbox.backlog()).hasSize(1);
  }
}
