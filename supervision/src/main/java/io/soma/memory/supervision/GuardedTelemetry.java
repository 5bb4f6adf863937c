package io.soma.memory.supervision;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;
import java.util.Map;

/**
 * Keeps exceptions of telemetry from the operation that it reports, which has happened already: a
 * metric must not fail a write that took effect. The first failure of each kind is logged. Safe for
 * many threads.
 */
public final class GuardedTelemetry implements Telemetry {

  private final Telemetry next;
  private final FirstFailures failures =
      new FirstFailures(Logs.of(GuardedTelemetry.class), "a metric");

  private GuardedTelemetry(Telemetry next) {
    this.next = next;
  }

  /** The same telemetry, which throws nothing. */
  public static Telemetry of(Telemetry telemetry) {
    return telemetry instanceof GuardedTelemetry ? telemetry : new GuardedTelemetry(telemetry);
  }

  @Override
  public void writeEnded(TenantId tenant, Duration took) {
    tell("the end of a write", () -> next.writeEnded(tenant, took));
  }

  @Override
  public void called(TenantId tenant, String operation, String code) {
    tell("a call", () -> next.called(tenant, operation, code));
  }

  @Override
  public void opened(TenantId tenant, FailureReason reason, Duration untilProbe) {
    tell("a circuit that opens", () -> next.opened(tenant, reason, untilProbe));
  }

  @Override
  public void circuit(TenantId tenant, CircuitState state) {
    tell("a circuit", () -> next.circuit(tenant, state));
  }

  @Override
  public void outboxReadable(boolean isReadable) {
    tell("whether the outbox can be read", () -> next.outboxReadable(isReadable));
  }

  @Override
  public void reportsOutbox(boolean isReporter) {
    tell("who reports the outbox", () -> next.reportsOutbox(isReporter));
  }

  @Override
  public void backlog(TenantBacklog backlog) {
    tell("a backlog", () -> next.backlog(backlog));
  }

  @Override
  public void backlogGone(TenantId tenant) {
    tell("the end of a backlog", () -> next.backlogGone(tenant));
  }

  @Override
  public void failedEvents(Map<TenantId, Long> counts) {
    tell("counts of failed events", () -> next.failedEvents(counts));
  }

  @Override
  public void events(TenantId tenant, EventStatus status, int count) {
    tell("events", () -> next.events(tenant, status, count));
  }

  @Override
  public void replayed(TenantId tenant, String outcome, int count) {
    tell("replayed events", () -> next.replayed(tenant, outcome, count));
  }

  @Override
  public void delivered(TenantId tenant, Duration inQueue) {
    tell("a delivery", () -> next.delivered(tenant, inQueue));
  }

  @Override
  public void foreign(ForeignReason reason, int count) {
    tell("foreign records", () -> next.foreign(reason, count));
  }

  private void tell(String what, Runnable telling) {
    try {
      telling.run();
    } catch (Throwable e) {
      failures.lost(what, e);
    }
  }
}
