package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import org.junit.jupiter.api.Test;

/**
 * The contract of writes that join a transaction of their caller's, as other users of the {@link
 * Outbox} see them. An adapter's test extends this; every test starts with an empty outbox, no open
 * transaction, and instances that have not looked at commits yet.
 */
public abstract class JoinedTransactionContract {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final Delivery WRITE = store(ALICE, 1);
  private static final Delivery NAMED =
      WRITE.withIdentity(SampleDeliveries.named(ALICE, "order-17", WRITE.body()));

  /** A transaction of a caller's in the storage of the outbox. */
  public interface CallersTransaction extends AutoCloseable {

    /** Has a write join it. */
    Enqueued enqueue(Delivery write);

    /** Commits it. */
    void commit();

    /** Rolls it back, if it is open. */
    @Override
    void close();
  }

  /** The adapter under test; the same one throughout a test. */
  protected abstract Outbox outbox();

  /** The adapter of another instance, on the same storage; the same one throughout a test. */
  protected abstract Outbox anotherInstance();

  /** Begins a transaction. */
  protected abstract CallersTransaction begin();

  @Test
  void theWriteIsThereOnceTheTransactionCommits() {
    try (CallersTransaction own = begin()) {
      assertThat(own.enqueue(WRITE).added()).isTrue();
      assertThat(outbox().backlog()).isEmpty();

      own.commit();
    }
    assertThat(outbox().backlog())
        .singleElement()
        .extracting(TenantBacklog::unconfirmed)
        .isEqualTo(1L);
  }

  @Test
  void theWriteIsGoneWithARollback() {
    try (CallersTransaction own = begin()) {
      assertThat(own.enqueue(NAMED).added()).isTrue();
    }
    assertThat(outbox().backlog()).isEmpty();
    assertThat(outbox().find(NAMED.dedupeKey())).isEmpty();
  }

  @Test
  void theIdIsDrawnWhenTheWriteJoins() {
    try (CallersTransaction own = begin()) {
      EventId joined = own.enqueue(WRITE).id();
      EventId newer = outbox().enqueue(store(ALICE, 2)).id();
      own.commit();

      assertThat(joined).isLessThan(newer);
    }
  }

  @Test
  void withoutANamedKeyItIsNeverARepeat() {
    outbox().enqueue(WRITE);
    try (CallersTransaction own = begin()) {
      assertThat(own.enqueue(WRITE).added()).isTrue();
      assertThat(own.enqueue(WRITE).added()).isTrue();
    }
  }

  @Test
  void underANamedKeyItFindsTheEarlierWrite() {
    EventId earlier = outbox().enqueue(NAMED).id();
    try (CallersTransaction own = begin()) {
      Enqueued repeat = own.enqueue(NAMED);

      assertThat(repeat.added()).isFalse();
      assertThat(repeat.id()).isEqualTo(earlier);
    }
  }

  @Test
  void aTransactionThatStaysOpenIsUnsettledInEveryInstanceUntilItEnds() {
    try (CallersTransaction own = begin()) {
      own.enqueue(WRITE);
      for (Outbox instance : new Outbox[] {outbox(), anotherInstance()}) {
        assertThat(instance.unsettledCommits().mayConcern(ALICE)).isFalse();
        assertThat(instance.unsettledCommits().mayConcern(ALICE)).isTrue();
        assertThat(instance.unsettledCommits().mayConcern(BOB)).isFalse();
      }
      own.commit();
    }
    assertThat(outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
    assertThat(anotherInstance().unsettledCommits().mayConcern(ALICE)).isFalse();
  }

  @Test
  void aTransactionThatIsRolledBackIsSettled() {
    try (CallersTransaction own = begin()) {
      own.enqueue(WRITE);
      var unused = outbox().unsettledCommits();
    }
    assertThat(outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
  }

  @Test
  void anotherTransactionAtTheNextLookIsNoneThatStaysOpen() {
    try (CallersTransaction first = begin()) {
      first.enqueue(WRITE);
      var unused = outbox().unsettledCommits();
    }
    try (CallersTransaction second = begin()) {
      second.enqueue(WRITE);

      assertThat(outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
    }
  }

  @Test
  void anOpenTransactionHoldsUpNoOtherWrite() {
    try (CallersTransaction own = begin();
        CallersTransaction other = begin()) {
      own.enqueue(WRITE);

      assertThat(outbox().enqueue(store(ALICE, 2)).added()).isTrue();
      assertThat(other.enqueue(store(ALICE, 3)).added()).isTrue();
    }
  }
}
