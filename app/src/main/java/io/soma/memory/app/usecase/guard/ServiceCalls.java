package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.GuardedTracing;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BiFunction;
import org.slf4j.Logger;

/**
 * Single calls of the memory service, counted. The caller holds a permit of the tenant's guard, and
 * settles it. Safe for many threads.
 */
public final class ServiceCalls {

  private static final Logger LOG = Logs.of(ServiceCalls.class);

  private final MemoryService service;
  private final TenantGuards guards;
  private final StoredWrites stored;
  private final Telemetry telemetry;
  private final Tracing tracing;
  private final MonotonicClock clock;

  @Inject
  public ServiceCalls(
      MemoryService service,
      TenantGuards guards,
      StoredWrites stored,
      Telemetry telemetry,
      Tracing tracing,
      MonotonicClock clock) {
    this.service = service;
    this.guards = guards;
    this.stored = stored;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.tracing = GuardedTracing.of(tracing);
    this.clock = clock;
  }

  /** Delivers a write, and pauses its tenant if the result asks for that. */
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    if (isOver(timeout)) {
      return timedOut();
    }
    CallResult<WriteConfirmation> result =
        tracing.deliver(delivery, traced -> service.deliver(traced, timeout));
    note(delivery.tenant(), delivery.operation().topic(), result);
    if (result.isAnswered()) {
      stored.note(delivery.tenant());
    }
    return result;
  }

  /**
   * Delivers a write for which an earlier call may have been heard. A service that would store it
   * twice, and can tell, is asked first; a write that it has is confirmed as {@link
   * WriteConfirmation#FOUND}. A memory that is not there to be deleted may have been deleted by the
   * earlier call, so that a repeat never says {@link WriteConfirmation#ABSENT}.
   */
  public CallResult<WriteConfirmation> deliverAgain(Delivery delivery, Duration timeout) {
    CallResult<WriteConfirmation> result = repeated(delivery, timeout);
    return result.map(said -> said.isAbsent() ? WriteConfirmation.DONE : said);
  }

  private CallResult<WriteConfirmation> repeated(Delivery delivery, Duration timeout) {
    if (!service.capabilities().isAskedBeforeRepeats()) {
      return deliver(delivery, timeout);
    }
    if (isOver(timeout)) {
      return timedOut();
    }
    long deadline = clock.nanos() + timeout.toNanos();
    CallResult<Boolean> taken = lookBack(delivery, timeout);
    note(delivery.tenant(), "look.back", taken);
    return taken.fold(
        isThere ->
            isThere
                ? new CallResult.Answered<>(WriteConfirmation.FOUND, taken.code())
                : deliver(delivery, Duration.ofNanos(deadline - clock.nanos())),
        // Of the question, and not of the write.
        refusal ->
            new CallResult.Failed<>(
                CallFailure.of(FailureClass.UNCONFIRMED, refusal.code(), refusal.detail())),
        CallResult.Failed::new);
  }

  /** Whether a write of unknown outcome may be sent again at once. */
  boolean mayRepeatAtOnce() {
    return service.capabilities().allowsRepeatsAtOnce();
  }

  private CallResult<Boolean> lookBack(Delivery delivery, Duration timeout) {
    try {
      return service.hasTaken(delivery, timeout);
    } catch (RuntimeException e) {
      LOG.warn("the adapter of the memory service failed to look for a write", e);
      return new CallResult.Failed<>(
          CallFailure.of(
              FailureClass.UNKNOWN, "", "the adapter threw " + e.getClass().getSimpleName()));
    }
  }

  private static boolean isOver(Duration timeout) {
    return timeout.isZero() || timeout.isNegative();
  }

  private static CallResult<WriteConfirmation> timedOut() {
    return new CallResult.Failed<>(CallFailure.noAnswer("timed out"));
  }

  /** Reads, and pauses the tenant if the result asks for that. */
  public <T> CallResult<T> read(
      ReadContext context,
      String operation,
      BiFunction<MemoryService, ReadContext, CallResult<T>> call) {
    CallResult<T> result = tracing.read(context, operation, traced -> call.apply(service, traced));
    note(context.namespace().tenant(), operation, result);
    return result;
  }

  private void note(TenantId tenant, String operation, CallResult<?> result) {
    telemetry.called(tenant, operation, result.code());
    if (result instanceof CallResult.Failed<?> failed && failed.failure().pause() != null) {
      guards.pause(tenant, failed.failure().pause());
    }
  }
}
