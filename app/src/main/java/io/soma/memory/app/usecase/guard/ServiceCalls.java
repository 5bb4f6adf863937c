package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.AnswerTable;
import io.soma.memory.domain.routing.Verdict;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadAnswer;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.supervision.GuardedTelemetry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Single calls of the memory service, counted and judged. Whoever calls holds a permit of the
 * tenant's guard, and settles it. Safe for many threads.
 */
public final class ServiceCalls {

  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  /** How long it takes at most to find out whether there is a route for anything. */
  private static final Duration CONTROL = Duration.ofSeconds(2);

  private final MemoryService service;
  private final TenantGuards guards;
  private final StoredWrites stored;
  private final Telemetry telemetry;
  private final MonotonicClock clock;

  @Inject
  public ServiceCalls(
      MemoryService service,
      TenantGuards guards,
      StoredWrites stored,
      Telemetry telemetry,
      MonotonicClock clock) {
    this.service = service;
    this.guards = guards;
    this.stored = stored;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.clock = clock;
  }

  /** Delivers a write, and pauses its tenant if the answer asks for that. */
  public Verdict deliver(Delivery delivery, Duration timeout) {
    long deadline = clock.nanos() + timeout.toNanos();
    Answer answer = service.deliver(delivery, timeout);
    Verdict verdict = judge(delivery.tenant(), delivery.operation().topic(), answer);
    if (verdict instanceof Verdict.Stored) {
      stored.note(delivery.tenant());
    }
    return verdict instanceof Verdict.Refused refused && isOfNoRoute(refused)
        ? ofOneRoute(refused, delivery, deadline)
        : verdict;
  }

  private static boolean isOfNoRoute(Verdict.Refused refused) {
    return refused.status() == NOT_FOUND || refused.status() == METHOD_NOT_ALLOWED;
  }

  // An ingress without a backend, or a wrong URL, has no route for anything; the memory service
  // always has the one for searches.
  private Verdict ofOneRoute(Verdict.Refused refused, Delivery delivery, long deadline) {
    Duration left = Duration.ofNanos(deadline - clock.nanos());
    Namespace namespace = delivery.namespace();
    ReadContext context = new ReadContext(namespace, delivery.requestId(), null);
    RecallQuery query = new RecallQuery(namespace, "route", 1, 0, null, Payload.of(Map.of()));
    Answer answer =
        read(
                delivery.tenant(),
                "recall",
                (service, timeout) -> service.recall(context, query, timeout),
                left.compareTo(CONTROL) < 0 ? left : CONTROL)
            .answer();
    return AnswerTable.judge(answer) instanceof Verdict.Stored
        ? refused
        : new Verdict.Unavailable(refused.status(), refused.detail(), false);
  }

  /** Reads, and pauses the tenant if the answer asks for that. */
  public <T> ReadAnswer<T> read(
      TenantId tenant,
      String operation,
      BiFunction<MemoryService, Duration, ReadAnswer<T>> call,
      Duration timeout) {
    ReadAnswer<T> read = call.apply(service, timeout);
    Verdict unused = judge(tenant, operation, read.answer());
    return read;
  }

  private Verdict judge(TenantId tenant, String operation, Answer answer) {
    int status = answer.fold(Answer.Answered::status, unanswered -> 0);
    telemetry.called(tenant, operation, status);
    Verdict verdict = AnswerTable.judge(answer);
    if (verdict instanceof Verdict.Throttled throttled) {
      guards.pause(tenant, throttled.pause());
    }
    return verdict;
  }
}
