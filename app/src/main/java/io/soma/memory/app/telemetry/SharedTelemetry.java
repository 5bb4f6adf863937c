package io.soma.memory.app.telemetry;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tells several the same, one after the other; none of them may throw. */
public final class SharedTelemetry implements Telemetry {

  private final List<Telemetry> all;

  /** Tells all of these. */
  public SharedTelemetry(Telemetry... all) {
    this.all = List.of(all);
  }

  @Override
  public void writeEnded(TenantId tenant, Duration took) {
    all.forEach(each -> each.writeEnded(tenant, took));
  }

  @Override
  public void called(TenantId tenant, String operation, String code) {
    all.forEach(each -> each.called(tenant, operation, code));
  }

  @Override
  public void opened(TenantId tenant, FailureReason reason, Duration untilProbe) {
    all.forEach(each -> each.opened(tenant, reason, untilProbe));
  }

  @Override
  public void circuit(TenantId tenant, CircuitState state) {
    all.forEach(each -> each.circuit(tenant, state));
  }

  @Override
  public void outboxReadable(boolean isReadable) {
    all.forEach(each -> each.outboxReadable(isReadable));
  }

  @Override
  public void reportsOutbox(boolean isReporter) {
    all.forEach(each -> each.reportsOutbox(isReporter));
  }

  @Override
  public void failedEvents(Map<TenantId, Long> counts) {
    all.forEach(each -> each.failedEvents(counts));
  }

  @Override
  public void backlog(TenantBacklog backlog) {
    all.forEach(each -> each.backlog(backlog));
  }

  @Override
  public void backlogGone(TenantId tenant) {
    all.forEach(each -> each.backlogGone(tenant));
  }

  @Override
  public void events(TenantId tenant, EventStatus status, int count) {
    all.forEach(each -> each.events(tenant, status, count));
  }

  @Override
  public void replayed(TenantId tenant, String outcome, int count) {
    all.forEach(each -> each.replayed(tenant, outcome, count));
  }

  @Override
  public void delivered(TenantId tenant, Duration inQueue) {
    all.forEach(each -> each.delivered(tenant, inQueue));
  }

  @Override
  public void foreign(ForeignReason reason, int count) {
    all.forEach(each -> each.foreign(reason, count));
  }
}
