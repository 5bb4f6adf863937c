package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.retry.Backoff;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The memory service behind a tenant's guard: a call always settles its permit, also when it fails.
 * Safe for many threads.
 */
public final class GuardedService {

  /** Between attempts of one write; short, as its caller waits. */
  private static final Backoff BETWEEN_ATTEMPTS =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));

  private final ServiceCalls calls;
  private final TenantGuards guards;
  private final CallLimits limits;
  private final MonotonicClock clock;
  private final Sleeper sleeper;
  private final JitterSource jitter;

  @Inject
  public GuardedService(
      ServiceCalls calls,
      TenantGuards guards,
      CallLimits limits,
      MonotonicClock clock,
      Sleeper sleeper,
      JitterSource jitter) {
    this.calls = calls;
    this.guards = guards;
    this.limits = limits;
    this.clock = clock;
    this.sleeper = sleeper;
    this.jitter = jitter;
  }

  /**
   * Delivers a write for a caller that waits: again within the deadline, if that may help.
   *
   * @param deadline of the monotonic clock, in nanoseconds
   * @param isCallerGone whether the caller gave up, so that no further attempt is made
   */
  public GuardedCall<WriteConfirmation> deliver(
      Delivery delivery, long deadline, BooleanSupplier isCallerGone) {
    Attempts attempts =
        new Attempts(deadline, calls.mayRepeatAtOnce() ? limits.retries() : 0, isCallerGone, false);
    return deliver(delivery, attempts, FailureClassifier.NONE);
  }

  /**
   * Delivers a write once that may have been sent before; if nothing confirms it, the classifier
   * decides about the circuit.
   */
  public GuardedCall<WriteConfirmation> deliverOnce(
      Delivery delivery, FailureClassifier classifier) {
    long deadline = clock.nanos() + limits.timeout().toNanos();
    return deliver(delivery, new Attempts(deadline, 0, () -> false, true), classifier);
  }

  /** How long a write may take, how often it may be tried again, and whether it was before. */
  private record Attempts(
      long deadline, int retries, BooleanSupplier isCallerGone, boolean mayBeARepeat) {}

  /** Reads one memory. */
  public GuardedCall<Optional<Memory>> fetch(ReadContext context, Coordinate coordinate) {
    return read(
        context, "fetch", (service, traced) -> service.fetch(traced, coordinate, limits.timeout()));
  }

  /** Searches. */
  public GuardedCall<List<Memory>> recall(ReadContext context, RecallQuery query) {
    return read(
        context, "recall", (service, traced) -> service.recall(traced, query, limits.timeout()));
  }

  /** Lists the memories that a memory links to. */
  public GuardedCall<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query) {
    return read(
        context,
        "neighbors",
        (service, traced) -> service.neighbors(traced, coordinate, query, limits.timeout()));
  }

  /** Finds a path along links. */
  public GuardedCall<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query) {
    return read(
        context,
        "path",
        (service, traced) -> service.path(traced, from, to, query, limits.timeout()));
  }

  private GuardedCall<WriteConfirmation> deliver(
      Delivery delivery, Attempts allowed, FailureClassifier classifier) {
    return guards
        .enter(delivery.tenant())
        .call(
            permit -> {
              CallResult<WriteConfirmation> result = attempts(delivery, allowed);
              permit.settle(outcome(result, classifier), result.failureReason());
              return result;
            });
  }

  private CallResult<WriteConfirmation> attempts(Delivery delivery, Attempts allowed) {
    CallResult<WriteConfirmation> result =
        allowed.mayBeARepeat
            ? calls.deliverAgain(delivery, left(allowed.deadline))
            : calls.deliver(delivery, left(allowed.deadline));
    for (int attempt = 1; attempt <= allowed.retries && mayPassAtOnce(result); attempt++) {
      Duration wait = BETWEEN_ATTEMPTS.after(attempt, jitter.next());
      if (allowed.deadline - clock.nanos() <= wait.toNanos()
          || allowed.isCallerGone.getAsBoolean()
          || !sleeper.sleep(wait)) {
        return result;
      }
      result = calls.deliverAgain(delivery, left(allowed.deadline));
    }
    return result;
  }

  private static boolean mayPassAtOnce(CallResult<?> result) {
    return result instanceof CallResult.Failed<?> failed && failed.failure().mayPassAtOnce();
  }

  private Duration left(long deadline) {
    return Duration.ofNanos(deadline - clock.nanos());
  }

  private <T> GuardedCall<T> read(
      ReadContext context,
      String operation,
      BiFunction<MemoryService, ReadContext, CallResult<T>> call) {
    return guards
        .enter(context.namespace().tenant())
        .call(
            permit -> {
              CallResult<T> result = calls.read(context, operation, call);
              permit.settle(outcome(result, FailureClassifier.NONE), result.failureReason());
              return result;
            });
  }

  private static CallOutcome outcome(CallResult<?> result, FailureClassifier classifier) {
    if (result instanceof CallResult.Answered<?> answered
        && answered.value() == WriteConfirmation.FOUND) {
      // It can be read; whether it takes writes, this does not show.
      return CallOutcome.IGNORED;
    }
    if (!(result instanceof CallResult.Failed<?> failed) || !failed.failure().mayPassAtOnce()) {
      return result.outcome();
    }
    // An interrupted caller gave up by itself; that says nothing about the service.
    if (Thread.currentThread().isInterrupted()) {
      return CallOutcome.IGNORED;
    }
    CallOutcome said = classifier.on(failed.failure());
    // An answer over our own limits is never a failure of the service.
    return said == CallOutcome.FAILURE ? failed.failure().outcome() : said;
  }
}
