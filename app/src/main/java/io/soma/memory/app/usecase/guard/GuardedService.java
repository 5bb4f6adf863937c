package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.retry.Backoff;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.AnswerTable;
import io.soma.memory.domain.routing.Verdict;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadAnswer;
import io.soma.memory.ports.driven.Telemetry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The memory service behind a tenant's guard: a call enters, is judged, and settles its permit
 * whatever happens. Safe for many threads.
 */
public final class GuardedService {

  /** Between attempts of one write; short, as its caller waits. */
  private static final Backoff BETWEEN_ATTEMPTS =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));

  private final MemoryService service;
  private final TenantGuards guards;
  private final CallLimits limits;
  private final MonotonicClock clock;
  private final Sleeper sleeper;
  private final Telemetry telemetry;

  @Inject
  public GuardedService(
      MemoryService service,
      TenantGuards guards,
      CallLimits limits,
      MonotonicClock clock,
      Sleeper sleeper,
      Telemetry telemetry) {
    this.service = service;
    this.guards = guards;
    this.limits = limits;
    this.clock = clock;
    this.sleeper = sleeper;
    this.telemetry = telemetry;
  }

  /** Delivers a write for a caller who waits: again within the deadline, if that may help. */
  public GuardedCall<Verdict> deliver(Delivery delivery) {
    return deliver(delivery, limits.retries());
  }

  /** Delivers a write once. */
  public GuardedCall<Verdict> deliverOnce(Delivery delivery) {
    return deliver(delivery, 0);
  }

  /** Reads one memory. */
  public GuardedCall<ReadAnswer<Memory>> fetch(ReadContext context, Coordinate coordinate) {
    return read(context.namespace().tenant(), "fetch", t -> service.fetch(context, coordinate, t));
  }

  /** Searches. */
  public GuardedCall<ReadAnswer<List<Memory>>> recall(ReadContext context, RecallQuery query) {
    return read(context.namespace().tenant(), "recall", t -> service.recall(context, query, t));
  }

  private GuardedCall<Verdict> deliver(Delivery delivery, int retries) {
    TenantId tenant = delivery.tenant();
    // The deadline counts from admission: a bulkhead is no queue, so there is no wait before it.
    Entry entry = guards.enter(tenant);
    if (!(entry instanceof Permit permit)) {
      return new GuardedCall.Denied<>(((Entry.Denied) entry).admission());
    }
    try (permit) {
      Verdict verdict = attempts(delivery, retries, clock.nanos() + limits.timeout().toNanos());
      conclude(tenant, permit, verdict);
      return new GuardedCall.Made<>(verdict);
    }
  }

  private Verdict attempts(Delivery delivery, int retries, long deadline) {
    Verdict verdict = attempt(delivery, deadline);
    for (int attempt = 1; attempt <= retries && verdict instanceof Verdict.Unavailable; attempt++) {
      Duration wait = BETWEEN_ATTEMPTS.after(attempt, ThreadLocalRandom.current().nextDouble());
      if (deadline - clock.nanos() <= wait.toNanos() || !sleeper.sleep(wait)) {
        return verdict;
      }
      verdict = attempt(delivery, deadline);
    }
    return verdict;
  }

  private Verdict attempt(Delivery delivery, long deadline) {
    Answer answer = service.deliver(delivery, Duration.ofNanos(deadline - clock.nanos()));
    called(delivery.tenant(), delivery.operation().topic(), answer);
    return AnswerTable.judge(answer);
  }

  private <T> GuardedCall<ReadAnswer<T>> read(
      TenantId tenant, String operation, Function<Duration, ReadAnswer<T>> call) {
    Entry entry = guards.enter(tenant);
    if (!(entry instanceof Permit permit)) {
      return new GuardedCall.Denied<>(((Entry.Denied) entry).admission());
    }
    try (permit) {
      ReadAnswer<T> read = call.apply(limits.timeout());
      called(tenant, operation, read.answer());
      conclude(tenant, permit, AnswerTable.judge(read.answer()));
      return new GuardedCall.Made<>(read);
    }
  }

  private void conclude(TenantId tenant, Permit permit, Verdict verdict) {
    if (verdict instanceof Verdict.Throttled throttled) {
      guards.pause(tenant, throttled.pause());
    }
    // A caller who was interrupted gave up on its own account, and says nothing of the service.
    permit.settle(
        Thread.currentThread().isInterrupted() && verdict instanceof Verdict.Unavailable
            ? CallOutcome.IGNORED
            : verdict.outcome());
  }

  private void called(TenantId tenant, String operation, Answer answer) {
    int status = answer instanceof Answer.Answered answered ? answered.status() : 0;
    telemetry.called(tenant, operation, status);
  }
}
