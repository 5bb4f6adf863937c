package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.routing.QueueReason;
import java.util.function.Function;

/** A guard's answer to a request for a call of the memory service. */
public sealed interface Entry permits Entry.Denied, Permit {

  /** Makes a call with the permit, if this is one. */
  <T> GuardedCall<T> call(Function<? super Permit, CallResult<T>> call);

  /** The call must not go. */
  enum Denied implements Entry {
    CIRCUIT_OPEN(QueueReason.CIRCUIT_OPEN, "the tenant's circuit is open"),
    THROTTLED(QueueReason.THROTTLED, "the memory service asked for a pause"),
    BULKHEAD_FULL(
        QueueReason.BULKHEAD_FULL, "the tenant has reached its limit of concurrent calls");

    private final QueueReason queueReason;
    private final String inWords;

    Denied(QueueReason queueReason, String inWords) {
      this.queueReason = queueReason;
      this.inWords = inWords;
    }

    @Override
    public <T> GuardedCall<T> call(Function<? super Permit, CallResult<T>> call) {
      return new GuardedCall.Denied<>(this);
    }

    /** Why a write goes to the outbox then. */
    public QueueReason queueReason() {
      return queueReason;
    }

    /** The same as a sentence for people. */
    public String describe() {
      return inWords;
    }
  }
}
