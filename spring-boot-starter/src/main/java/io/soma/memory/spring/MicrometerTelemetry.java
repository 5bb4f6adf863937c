package io.soma.memory.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.soma.memory.app.telemetry.TenantLabels;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The metrics as Micrometer's meters, such as {@code memory.write.latency}; the first tenants have
 * a tag of their own, the rest shares one, and has no gauges. One instance at a time has the gauges
 * of the outbox. Safe for many threads.
 */
public final class MicrometerTelemetry implements Telemetry {

  private static final String TENANT = "tenant";
  private static final String CIRCUIT_OPEN = "memory.circuit.open";

  private final MeterRegistry registry;
  private final TenantLabels labels;
  private final MicrometerOutboxGauges outbox;

  /** Micrometer itself holds gauges weakly. */
  private final Map<GaugeName, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

  /**
   * Counts on this registry.
   *
   * @param maxTenants how many tenants get a tag of their own
   */
  public MicrometerTelemetry(MeterRegistry registry, int maxTenants) {
    this.registry = registry;
    this.labels = new TenantLabels(maxTenants);
    this.outbox = new MicrometerOutboxGauges(registry, labels);
  }

  @Override
  public void writeEnded(TenantId tenant, Duration took) {
    showCircuit(tenant, CircuitState.CLOSED, true);
    registry.timer("memory.write.latency", tags(tenant)).record(took);
  }

  @Override
  public void called(TenantId tenant, String operation, String code) {
    Tags tags = tags(tenant).and("operation", operation, "status", code.isEmpty() ? "0" : code);
    registry.counter("memory.http.requests", tags).increment();
  }

  @Override
  public void circuit(TenantId tenant, CircuitState state) {
    showCircuit(tenant, state, false);
  }

  @Override
  public void outboxReadable(boolean isReadable) {
    set(new GaugeName("memory.outbox.readable", ""), isReadable ? 1 : 0);
    outbox.readable(isReadable);
  }

  @Override
  public void reportsOutbox(boolean isReporter) {
    outbox.reporter(isReporter);
  }

  @Override
  public void backlog(TenantBacklog backlog) {
    outbox.backlog(backlog, now());
  }

  @Override
  public void backlogGone(TenantId tenant) {
    outbox.backlogGone(tenant, now());
  }

  @Override
  public void failedEvents(Map<TenantId, Long> counts) {
    outbox.failed(counts);
  }

  @Override
  public void events(TenantId tenant, EventStatus status, int count) {
    Tags tags = tags(tenant).and("status", status.wireName());
    registry.counter("memory.outbox.events", tags).increment(count);
  }

  @Override
  public void replayed(TenantId tenant, String outcome, int count) {
    registry.counter("memory.replay", tags(tenant).and("outcome", outcome)).increment(count);
  }

  @Override
  public void delivered(TenantId tenant, Duration inQueue) {
    registry.timer("memory.outbox.queue", tags(tenant)).record(inQueue);
  }

  @Override
  public void foreign(ForeignReason reason, int count) {
    registry.counter("memory.replay.foreign", "reason", reason.wireName()).increment(count);
  }

  private Tags tags(TenantId tenant) {
    return Tags.of(TENANT, labels.of(tenant));
  }

  private void showCircuit(TenantId tenant, CircuitState state, boolean onlyIfUnknown) {
    if (!onlyIfUnknown || !gauges.containsKey(new GaugeName(CIRCUIT_OPEN, labels.of(tenant)))) {
      set(tenant, CIRCUIT_OPEN, state.keepsCallsAway() ? 1 : 0);
      set(tenant, "memory.circuit.state", state.ordinal());
      set(tenant, "memory.tenant.healthy", state.isHealthy() ? 1 : 0);
    }
  }

  // One tenant's state must not stand for that of all the rest.
  private void set(TenantId tenant, String name, double value) {
    String label = labels.of(tenant);
    if (!label.equals(TenantLabels.OTHER)) {
      set(new GaugeName(name, label), value);
    }
  }

  private void set(GaugeName name, double value) {
    gauges.computeIfAbsent(name, this::registered).set(value);
  }

  private AtomicReference<Double> registered(GaugeName name) {
    AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
    Gauge.builder(name.name(), value, AtomicReference::get).tags(name.tags()).register(registry);
    return value;
  }

  private record GaugeName(String name, String tenant) {

    Iterable<Tag> tags() {
      return tenant.isEmpty() ? Tags.empty() : Tags.of(TENANT, tenant);
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(registry.config().clock().wallTime());
  }
}
