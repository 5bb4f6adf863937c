package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.supervision.GuardedTelemetry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Single calls of the memory service, counted. The caller holds a permit of the tenant's guard, and
 * settles it. Safe for many threads.
 */
public final class ServiceCalls {

  private final MemoryService service;
  private final TenantGuards guards;
  private final StoredWrites stored;
  private final Telemetry telemetry;
  private final Tracing tracing;

  @Inject
  public ServiceCalls(
      MemoryService service,
      TenantGuards guards,
      StoredWrites stored,
      Telemetry telemetry,
      Tracing tracing) {
    this.service = service;
    this.guards = guards;
    this.stored = stored;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.tracing = tracing;
  }

  /** Delivers a write, and pauses its tenant if the result asks for that. */
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    CallResult<WriteConfirmation> result =
        tracing.deliver(delivery, traced -> service.deliver(traced, timeout));
    note(delivery.tenant(), delivery.operation().topic(), result);
    if (result.isAnswered()) {
      stored.note(delivery.tenant());
    }
    return result;
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
