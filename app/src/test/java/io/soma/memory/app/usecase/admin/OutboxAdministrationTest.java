package io.soma.memory.app.usecase.admin;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driving.DiscardOptions;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.OutboxChange;
import io.soma.memory.ports.driving.OutboxChange.Refused;
import io.soma.memory.ports.driving.Refusal;
import io.soma.memory.ports.driving.ReplayOptions;
import io.soma.memory.testkit.fake.Hang;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OutboxAdministrationTest {

  private static final CallResult<WriteConfirmation> REFUSED = ServiceResults.refused("odd");
  private static final ReplayOptions FORCED = new ReplayOptions(true, false);
  private static final EventId NOBODY = new EventId(999_999);

  private final List<TenantId> woken = Collections.synchronizedList(new ArrayList<>());
  private final Rig rig =
      new Rig(fakes -> binder -> binder.bind(RelaySignal.class).toInstance(woken::add));
  private final OutboxAdministration outbox = rig.get(OutboxAdministration.class);

  @Test
  void whatFailedIsAppliedWhenItIsReplayed() {
    EventId failed = failed("key", "one");

    assertThat(outbox.replay(List.of(failed), ReplayOptions.DEFAULT))
        .isEqualTo(new OutboxChange(Map.of(TENANT, List.of(failed)), List.of(), false));

    assertThat(woken).endsWith(TENANT);
    rig.relay();
    assertThat(rig.effects()).containsExactly("one");
    assertThat(outbox.summary().tenants()).containsExactly(new TenantCounts(TENANT, 0, 1, 0));
  }

  @Test
  void aDryRunSaysWhatWouldChangeAndChangesNothing() {
    EventId failed = failed("key", "one");
    woken.clear();

    assertThat(outbox.replay(List.of(failed, NOBODY), new ReplayOptions(false, true)))
        .isEqualTo(
            new OutboxChange(
                Map.of(TENANT, List.of(failed)),
                List.of(new Refused(NOBODY, Refusal.NOT_FOUND)),
                true));
    assertThat(outbox.discard(List.of(failed), new DiscardOptions(false, true)).changed())
        .containsExactly(failed);

    assertThat(rig.outbox().statusOf(failed)).isEqualTo(EventStatus.FAILED);
    assertThat(woken).isEmpty();
    assertThat(rig.remember("other", "direct")).isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void whatIsPendingOrConfirmedIsLeftAlone() {
    EventId confirmed = queued("key", "one");
    rig.service().recover();
    rig.advance(Duration.ofMinutes(5));
    rig.relay();
    rig.refresh();
    EventId pending = queued("other", "two");

    assertThat(outbox.replay(List.of(pending, confirmed), ReplayOptions.DEFAULT).refused())
        .containsExactly(
            new Refused(confirmed, Refusal.CONFIRMED),
            new Refused(pending, Refusal.ALREADY_PENDING));
    assertThat(outbox.discard(List.of(pending, confirmed), DiscardOptions.DEFAULT).refused())
        .containsExactly(
            new Refused(confirmed, Refusal.RETAINED), new Refused(pending, Refusal.NOT_FAILED));
    assertThat(outbox.replay(List.of(confirmed), FORCED).changed()).containsExactly(confirmed);
  }

  @Test
  void aReplayThatWouldOverwriteANewerWriteIsRefusedUnlessForced() {
    EventId old = failed("key", "old");
    EventId newer = queued("key", "newer");
    rig.service().recover();
    rig.advance(Duration.ofMinutes(5));
    rig.relay();
    assertThat(rig.outbox().isConfirmed(newer)).isTrue();

    OutboxChange change = outbox.replay(EventSelection.failed(TENANT), ReplayOptions.DEFAULT);

    assertThat(change.changed()).isEmpty();
    assertThat(change.refused()).containsExactly(new Refused(old, Refusal.OVERTAKEN));
    assertThat(outbox.replay(List.of(old), FORCED).changed()).containsExactly(old);
    rig.relay();
    assertThat(rig.effects()).containsExactly("newer", "old");
  }

  /** Such a write leaves nothing in the outbox by itself. */
  @Test
  void aWriteOverHttpOvertakesWhatFailedBefore() {
    EventId failed = failed("key", "one");
    EventId other = failed("other", "two");
    assertThat(rig.remember("key", "direct")).isInstanceOf(WriteReceipt.Stored.class);

    OutboxChange change = outbox.replay(List.of(failed, other), ReplayOptions.DEFAULT);

    assertThat(change.changed()).containsExactly(other);
    assertThat(change.refused()).containsExactly(new Refused(failed, Refusal.OVERTAKEN));
  }

  @Test
  void aWriteOverHttpIsNotedLaterIfTheOutboxWasAway() {
    EventId failed = failed("key", "one");
    FailedAddresses addresses = rig.get(FailedAddresses.class);
    addresses.refresh();
    rig.records().available(false);
    assertThat(rig.remember("key", "direct")).isInstanceOf(WriteReceipt.Stored.class);
    rig.records().available(true);

    addresses.refresh();

    assertThat(outbox.replay(List.of(failed), ReplayOptions.DEFAULT).changed()).isEmpty();
  }

  @Test
  void writesOfTheTenantQueueBehindAReplay() {
    EventId failed = failed("key", "one");

    outbox.replay(List.of(failed), ReplayOptions.DEFAULT);

    assertThat(rig.remember("key", "behind")).isInstanceOf(WriteReceipt.Queued.class);
    rig.relay();
    assertThat(rig.effects()).endsWith("one", "behind");
  }

  /** Another instance's newer write may be stored already, and its answer be on its way. */
  @Test
  void aReplayWaitsForTheDirectWritesOfOtherInstances() {
    EventId failed = failed("key", "one");
    int before = rig.effects().size();
    rig.outbox().announce(InstanceId.of(true, Instant.EPOCH, UUID.randomUUID()));
    rig.refresh();

    outbox.replay(List.of(failed), ReplayOptions.DEFAULT);

    // As long as a write takes that began before that instance looked.
    rig.advance(Duration.ofMillis(9_500));
    rig.relay();
    assertThat(rig.effects()).hasSize(before);
    rig.advance(Duration.ofSeconds(7));
    rig.relay();
    assertThat(rig.effects()).hasSize(before + 1).endsWith("one");
  }

  /** Otherwise it could reach the memory service before the replay, and be overwritten by it. */
  @Test
  void aReplayWaitsForAWriteToItsAddressThatIsOnItsWay() throws Exception {
    EventId failed = failed("key", "one");
    Hang hang = rig.service().hang(TENANT);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<WriteReceipt> write = threads.submit(() -> rig.remember("key", "underway"));
      hang.awaitCalls(1);
      Future<OutboxChange> replay =
          threads.submit(() -> outbox.replay(List.of(failed), ReplayOptions.DEFAULT));
      awaitThatWritesQueue();

      hang.timeOut();

      assertThat(write.get(30, TimeUnit.SECONDS)).isInstanceOf(WriteReceipt.Queued.class);
      assertThat(replay.get(30, TimeUnit.SECONDS).refused())
          .containsExactly(new Refused(failed, Refusal.CHANGED_MEANWHILE));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void discardedEventsAreGone() {
    EventId failed = failed("key", "one");

    assertThat(outbox.discard(EventSelection.failed(TENANT), DiscardOptions.DEFAULT).changed())
        .containsExactly(failed);

    assertThat(outbox.list(EventFilter.ALL, 10, 0)).isEmpty();
    assertThat(outbox.replay(List.of(failed), FORCED).refused())
        .containsExactly(new Refused(failed, Refusal.NOT_FOUND));
  }

  /** A poisonous event alone in its tenant, which nothing else would end. */
  @Test
  void anEventThatBlocksItsTenantIsGivenUpByForce() {
    EventId blocking = queued("key", "one");
    woken.clear();

    assertThat(outbox.discard(List.of(blocking), new DiscardOptions(true, true)).changed())
        .containsExactly(blocking);
    assertThat(rig.outbox().statusOf(blocking)).isEqualTo(EventStatus.PENDING);
    assertThat(outbox.discard(List.of(blocking), new DiscardOptions(true, false)).changed())
        .containsExactly(blocking);

    assertThat(outbox.list(EventFilter.ALL, 10, 0)).isEmpty();
    assertThat(woken).contains(TENANT);
    rig.service().recover();
    assertThat(rig.remember("other", "direct")).isInstanceOf(WriteReceipt.Stored.class);
  }

  /** Its call could reach the memory service after that of a newer, direct write. */
  @Test
  void anEventIsNotGivenUpWhileOneOfItsTenantIsBeingSent() {
    EventId blocking = queued("key", "one");
    DiscardOptions forced = new DiscardOptions(true, false);
    TenantLeases leases = rig.get(TenantLeases.class);
    TenantLease elsewhere =
        leases.acquire(TENANT, LeaseRight.DELIVER, Duration.ofMinutes(1)).orElseThrow();

    assertThat(outbox.discard(List.of(blocking), forced).refused())
        .containsExactly(new Refused(blocking, Refusal.IN_DELIVERY));
    assertThat(rig.outbox().statusOf(blocking)).isEqualTo(EventStatus.PENDING);

    leases.release(elsewhere);
    assertThat(outbox.discard(List.of(blocking), forced).changed()).containsExactly(blocking);
    assertThat(leases.acquire(TENANT, LeaseRight.DELIVER, Duration.ofMinutes(1))).isPresent();
  }

  @Test
  void whatIsConfirmedIsNotDiscardedByForceEither() {
    EventId confirmed = queued("key", "one");
    rig.service().recover();
    rig.advance(Duration.ofMinutes(5));
    rig.relay();

    assertThat(outbox.discard(List.of(confirmed), new DiscardOptions(true, false)).refused())
        .containsExactly(new Refused(confirmed, Refusal.RETAINED));
    assertThat(rig.outbox().isConfirmed(confirmed)).isTrue();
  }

  @Test
  void failedEventsAreListedWithTheirPayloadAndTheirError() {
    EventId failed = failed("key", "one");

    assertThat(outbox.list(new EventFilter(EventStatus.FAILED, TENANT, "memory.store"), 500, 0))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.event().id()).isEqualTo(failed);
              assertThat(entry.event().delivery().body()).contains("\"text\":\"one\"");
              assertThat(entry.lastError()).isEqualTo("422 odd");
            });
    assertThat(outbox.summary().failed()).isEqualTo(1);
    assertThat(outbox.backlog()).isEmpty();
  }

  @Test
  void ordersWithoutBoundsAreRefused() {
    List<EventId> tooMany = Collections.nCopies(1001, NOBODY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.replay(tooMany, ReplayOptions.DEFAULT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.discard(List.of(), DiscardOptions.DEFAULT));
    assertThatIllegalArgumentException().isThrownBy(() -> outbox.list(EventFilter.ALL, 501, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> outbox.list(EventFilter.ALL, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> outbox.list(EventFilter.ALL, 1, -1));
  }

  /** Queued while the memory service was away, and refused by it when it was back. */
  private EventId failed(String key, String text) {
    EventId id = queued(key, text);
    rig.service().recover();
    rig.service().answerNext(TENANT, REFUSED);
    rig.relay();
    assertThat(rig.outbox().statusOf(id)).isEqualTo(EventStatus.FAILED);
    rig.refresh();
    return id;
  }

  private EventId queued(String key, String text) {
    rig.service().answer(TENANT, UNAVAILABLE);
    return ((WriteReceipt.Queued) rig.remember(key, text)).eventId();
  }

  private void awaitThatWritesQueue() {
    Backlog backlog = rig.get(Backlog.class);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!backlog.isWaiting(TENANT)) {
      assertThat(System.nanoTime() - deadline).isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
