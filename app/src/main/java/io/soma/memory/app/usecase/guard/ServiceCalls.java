package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.AnswerTable;
import io.soma.memory.domain.routing.Verdict;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.ReadAnswer;
import io.soma.memory.ports.driven.Telemetry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Single calls of the memory service, counted and judged. Whoever calls holds a permit of the
 * tenant's guard, and settles it. Safe for many threads.
 */
public final class ServiceCalls {

  private final MemoryService service;
  private final TenantGuards guards;
  private final StoredWrites stored;
  private final Telemetry telemetry;

  @Inject
  public ServiceCalls(
      MemoryService service, TenantGuards guards, StoredWrites stored, Telemetry telemetry) {
    this.service = service;
    this.guards = guards;
    this.stored = stored;
    this.telemetry = telemetry;
  }

  /** Delivers a write, and pauses its tenant if the answer asks for that. */
  public Verdict deliver(Delivery delivery, Duration timeout) {
    Answer answer = service.deliver(delivery, timeout);
    Verdict verdict = judge(delivery.tenant(), delivery.operation().topic(), answer);
    if (verdict instanceof Verdict.Stored) {
      stored.note(delivery.tenant(), delivery.operation());
    }
    return verdict;
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
    int status = answer instanceof Answer.Answered answered ? answered.status() : 0;
    telemetry.called(tenant, operation, status);
    Verdict verdict = AnswerTable.judge(answer);
    if (verdict instanceof Verdict.Throttled throttled) {
      guards.pause(tenant, throttled.pause());
    }
    return verdict;
  }
}
