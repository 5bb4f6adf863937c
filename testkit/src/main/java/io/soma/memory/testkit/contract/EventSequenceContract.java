package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import org.junit.jupiter.api.Test;

/**
 * The contract of the ids of events where the storage moves and leaves behind which ids it gave, as
 * logical replication does. An adapter's test extends this.
 */
public abstract class EventSequenceContract {

  private static final TenantId ALICE = new TenantId("alice");

  /** The adapter under test; the same one throughout a test. */
  protected abstract Outbox outbox();

  /** Lets the storage forget which ids it gave. */
  protected abstract void loseTheSequence();

  @Test
  void newerWritesGetHigherIdsAfterALook() {
    EventId before = outbox().enqueue(store(ALICE, 1)).id();
    loseTheSequence();

    var unused = outbox().unsettledCommits();

    assertThat(outbox().enqueue(store(ALICE, 2)).id()).isGreaterThan(before);
  }
}
