package io.soma.memory.app.usecase.backlog;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An overtaken event stays overtaken, whichever instance stored the newer write. */
class FailedAddressesTest {

  private static final TenantId OTHER = new TenantId("beta");

  private final Rig rig = new Rig();
  private final FailedAddresses addresses = rig.get(FailedAddresses.class);

  @Test
  void aDirectWriteOvertakesAnEventThatFailedInAnotherInstance() {
    EventId failed = failElsewhere("key");
    addresses.refresh();

    assertThat(rig.remember("key", "newer")).isInstanceOf(WriteReceipt.Stored.class);

    assertThat(isOvertaken(failed)).isTrue();
  }

  @Test
  void aDirectWriteOvertakesAnEventThatWasQueuedAndFailedBetweenTwoLooks() {
    addresses.refresh();
    EventId failed = failElsewhere("key");

    assertThat(rig.remember("key", "newer")).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(isOvertaken(failed)).isFalse();
    addresses.refresh();

    assertThat(isOvertaken(failed)).isTrue();
  }

  @Test
  void aDirectLinkOvertakesNoStoreThatFailed() {
    EventId seen = failElsewhere("key");
    addresses.refresh();
    link("key");
    EventId unseen = failElsewhere("later");
    link("later");

    addresses.refresh();

    assertThat(List.of(isOvertaken(seen), isOvertaken(unseen))).containsOnly(false);
    rig.remember("key", "newer");
    assertThat(isOvertaken(seen)).isTrue();
  }

  @Test
  void aWriteThatCannotBeNotedIsQueuedBesideOtherInstances() {
    failElsewhere("key");
    addresses.refresh();
    announceAnother();
    rig.records().available(false);

    assertThat(rig.remember("key", "newer")).isInstanceOf(WriteReceipt.Queued.class);
  }

  @Test
  void aWriteThatCannotBeNotedIsStoredByTheOnlyInstance() {
    failElsewhere("key");
    addresses.refresh();
    rig.records().available(false);

    assertThat(rig.remember("key", "newer")).isInstanceOf(WriteReceipt.Stored.class);
  }

  /** It may have taken effect, and a service that knows its key gives it no effect again. */
  @Test
  void aWriteWithoutAnAnswerIsQueuedBehindNoReplay() {
    EventId failed = failElsewhere("key");
    addresses.refresh();
    announceAnother();
    rig.records().requeue(TENANT, List.of(failed), false, Duration.ofSeconds(16));
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);

    assertThat(rig.remember("key", "newer")).isInstanceOf(WriteReceipt.Queued.class);

    assertThat(rig.outbox().statusOf(failed)).isEqualTo(EventStatus.FAILED);
    assertThat(isOvertaken(failed)).isTrue();
  }

  /** After an outage of the outbox, no instance has been announced for as long as it lasted. */
  @Test
  void aReplayIsTakenBackAlsoWhereNoOtherInstanceIsKnown() {
    EventId failed = failElsewhere("key");
    addresses.refresh();
    rig.records().requeue(TENANT, List.of(failed), false, Duration.ofSeconds(16));
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);

    assertThat(rig.remember("key", "newer")).isInstanceOf(WriteReceipt.Queued.class);

    assertThat(rig.outbox().statusOf(failed)).isEqualTo(EventStatus.FAILED);
  }

  @Test
  void aWriteWhoseReplayCannotBeTakenBackIsNotQueued() {
    failElsewhere("key");
    addresses.refresh();
    announceAnother();
    rig.records().available(false);
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);

    assertThat(catchThrowable(() -> rig.remember("key", "newer")))
        .isInstanceOf(MemoryUnavailableException.class);
    assertThat(rig.outbox().events()).hasSize(1);
  }

  private void announceAnother() {
    rig.outbox().announce(InstanceId.of(true, Instant.EPOCH, UUID.randomUUID()));
    rig.get(OtherInstances.class).look();
  }

  @Test
  void aDirectWriteBeforeThatDoesNotOvertake() {
    rig.remember("key", "older");
    addresses.refresh();
    EventId failed = failElsewhere("key");

    addresses.refresh();

    assertThat(isOvertaken(failed)).isFalse();
  }

  @Test
  void aLookThatFailsLosesNoWrite() {
    addresses.refresh();
    EventId failed = failElsewhere("key");
    rig.remember("key", "newer");
    rig.records().available(false);
    assertThat(catchThrowable(addresses::refresh)).isNotNull();
    rig.records().available(true);

    addresses.refresh();

    assertThat(isOvertaken(failed)).isTrue();
  }

  @Test
  void manyFailedAddressesOfOneTenantHideNoOtherTenants() {
    for (int i = 0; i <= FailedAddresses.PER_TENANT; i++) {
      Delivery sample = SampleDeliveries.store(TENANT, i);
      rig.outbox().fail(TENANT, rig.outbox().enqueue(sample).id(), "422 odd");
    }
    EventId others = failElsewhere(OTHER, "key");
    EventId own = failElsewhere("key");
    rig.refresh();
    addresses.refresh();

    rig.remember(OTHER.value(), "key", "newer");
    rig.remember("key", "newer");

    assertThat(List.of(isOvertaken(others), isOvertaken(own))).containsOnly(true);
  }

  private void link(String key) {
    assertThat(rig.client().write(Link.of(TENANT.value(), key, "other")))
        .isInstanceOf(WriteReceipt.Stored.class);
  }

  private EventId failElsewhere(String key) {
    return failElsewhere(TENANT, key);
  }

  // Another instance queued the write, and saw it refused.
  private EventId failElsewhere(TenantId tenant, String key) {
    Rig elsewhere = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
    elsewhere.remember(tenant.value(), key, "old");
    EventId failed = rig.outbox().enqueue(elsewhere.outbox().events().get(0).delivery()).id();
    rig.outbox().fail(tenant, failed, "422 odd");
    return failed;
  }

  private boolean isOvertaken(EventId id) {
    List<EventStanding> standings = rig.records().standings(List.of(id));
    return standings.get(0).overtaken();
  }
}
