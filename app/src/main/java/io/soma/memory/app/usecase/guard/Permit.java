package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.call.CallResult;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;

/**
 * Leave to make one call. Settle it once with the call's outcome; later settlements change nothing.
 * Closing an unsettled permit settles it as {@link CallOutcome#IGNORED}.
 */
public final class Permit implements AdmissionResult, AutoCloseable {

  private static final AtomicIntegerFieldUpdater<Permit> SETTLED =
      AtomicIntegerFieldUpdater.newUpdater(Permit.class, "settled");

  private final TenantGuard guard;
  private final long generation;
  private volatile int settled;

  Permit(TenantGuard guard, long generation) {
    this.guard = guard;
    this.generation = generation;
  }

  @Override
  public <T> GuardedCall<T> call(Function<? super Permit, CallResult<T>> call) {
    try (this) {
      return new GuardedCall.Made<>(call.apply(this));
    }
  }

  /** The same without a reason. */
  public void settle(CallOutcome outcome) {
    settle(outcome, FailureReason.UNKNOWN);
  }

  /**
   * Ends the call; safe for use by many threads, only the first counts.
   *
   * @param reason why it failed, where it did
   */
  public void settle(CallOutcome outcome, FailureReason reason) {
    if (settled == 0 && SETTLED.compareAndSet(this, 0, 1)) {
      guard.settle(generation, outcome, reason);
    }
  }

  @Override
  public void close() {
    settle(CallOutcome.IGNORED);
  }
}
