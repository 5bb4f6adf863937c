package io.soma.memory.app.telemetry;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Passes everything on, and logs the events that an operator wants to know at once. */
public final class LoggedTelemetry implements Telemetry {

  private static final Logger LOG = Logs.of(LoggedTelemetry.class);

  private final Telemetry next;

  /** A probe that fails opens a circuit again; the first time alone is news. */
  private final Set<TenantId> opened = ConcurrentHashMap.newKeySet();

  /** Tenants with a circuit that has closed and events that may still wait. */
  private final Set<TenantId> returning = ConcurrentHashMap.newKeySet();

  /** Logs, then passes on. */
  public LoggedTelemetry(Telemetry next) {
    this.next = next;
  }

  @Override
  public void opened(TenantId tenant, FailureReason reason, Duration untilProbe) {
    next.opened(tenant, reason, untilProbe);
    if (opened.add(tenant)) {
      LOG.atWarn()
          .addKeyValue("tenant", tenant)
          .addKeyValue("reason", reason.kind().name().toLowerCase(Locale.ROOT))
          .addKeyValue("status", reason.code())
          .addKeyValue("next_probe_seconds", untilProbe.toSeconds())
          .log("circuit opened: {}", reason.describe());
    }
  }

  @Override
  public void circuit(TenantId tenant, CircuitState state) {
    next.circuit(tenant, state);
    switch (state) {
      case CLOSED -> {
        opened.remove(tenant);
        returning.add(tenant);
        LOG.atInfo().addKeyValue("tenant", tenant).log("circuit closed");
      }
      case FORCED_OPEN, FORCED_CLOSED ->
          LOG.atWarn()
              .addKeyValue("tenant", tenant)
              .addKeyValue("state", state)
              .log("circuit forced by an operator");
      case IDLE -> {
        opened.remove(tenant);
        LOG.atInfo()
            .addKeyValue("tenant", tenant)
            .log("circuit idle: nothing of the tenant waits; its next call is the probe");
      }
      case OPEN, HALF_OPEN -> {
        // An opening is logged with its reason; of a probe, only its result is worth a line.
      }
    }
  }

  @Override
  public void backlogGone(TenantId tenant) {
    next.backlogGone(tenant);
    if (returning.remove(tenant)) {
      LOG.atInfo().addKeyValue("tenant", tenant).log("tenant resumed: nothing of it waits");
    }
  }

  @Override
  public void outboxReadable(boolean isReadable) {
    next.outboxReadable(isReadable);
  }

  @Override
  public void reportsOutbox(boolean isReporter) {
    next.reportsOutbox(isReporter);
  }

  @Override
  public void backlog(TenantBacklog backlog) {
    next.backlog(backlog);
  }

  @Override
  public void writeEnded(TenantId tenant, Duration took) {
    next.writeEnded(tenant, took);
  }

  @Override
  public void called(TenantId tenant, String operation, String code) {
    next.called(tenant, operation, code);
  }

  @Override
  public void failedEvents(Map<TenantId, Long> counts) {
    next.failedEvents(counts);
  }

  @Override
  public void events(TenantId tenant, EventStatus status, int count) {
    next.events(tenant, status, count);
  }

  @Override
  public void replayed(TenantId tenant, String outcome, int count) {
    next.replayed(tenant, outcome, count);
  }

  @Override
  public void delivered(TenantId tenant, Duration inQueue) {
    next.delivered(tenant, inQueue);
  }

  @Override
  public void foreign(ForeignReason reason, int count) {
    next.foreign(reason, count);
  }
}
