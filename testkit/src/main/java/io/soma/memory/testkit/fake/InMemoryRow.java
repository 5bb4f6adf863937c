package io.soma.memory.testkit.fake;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.WriteOperation;
import org.jspecify.annotations.Nullable;

/** One row of the table that PostgreSQL would hold. */
record InMemoryRow(
    OutboxEvent event,
    @Nullable Fingerprint fingerprint,
    EventStatus status,
    boolean confirmed,
    @Nullable String lastError) {

  static InMemoryRow pending(OutboxEvent event, @Nullable Fingerprint fingerprint) {
    return new InMemoryRow(event, fingerprint, EventStatus.PENDING, false, null);
  }

  InMemoryRow sent() {
    return new InMemoryRow(event, fingerprint, EventStatus.SENT, false, lastError);
  }

  InMemoryRow resend() {
    return new InMemoryRow(event, fingerprint, EventStatus.PENDING, false, lastError);
  }

  InMemoryRow confirm() {
    return confirmed ? this : new InMemoryRow(event, fingerprint, EventStatus.SENT, true, null);
  }

  InMemoryRow fail(String error) {
    if (confirmed) {
      return this;
    }
    int retries = event.retries() + (status == EventStatus.FAILED ? 0 : 1);
    return new InMemoryRow(withRetries(retries), fingerprint, EventStatus.FAILED, false, error);
  }

  InMemoryRow spendAttempt(String error, int allowed) {
    int retries = event.retries() + 1;
    EventStatus next = retries >= allowed ? EventStatus.FAILED : status;
    return new InMemoryRow(withRetries(retries), fingerprint, next, false, error);
  }

  /** Failed again, as a newer write overtook its replay. */
  InMemoryRow takeBack(String error) {
    return new InMemoryRow(event, fingerprint, EventStatus.FAILED, false, error);
  }

  InMemoryRow requeue() {
    return pending(withRetries(0), fingerprint);
  }

  WriteOperation operation() {
    return event.delivery().operation();
  }

  boolean belongsTo(TenantId tenant) {
    return event.tenant().equals(tenant);
  }

  EventAddress address() {
    return new EventAddress(event.tenant(), event.delivery().orderingKey());
  }

  boolean isPending() {
    return status == EventStatus.PENDING;
  }

  boolean isSentOnly() {
    return status == EventStatus.SENT && !confirmed;
  }

  boolean isUnconfirmed() {
    return !confirmed && status != EventStatus.FAILED;
  }

  private OutboxEvent withRetries(int retries) {
    return new OutboxEvent(
        event.outbox(), event.id(), event.createdAt(), retries, event.delivery());
  }
}
