package io.soma.memory.app.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The metrics, under the names that the users' dashboards and alerts have. Without exemplars: they
 * need a part of the library that Micrometer excludes; with Micrometer, every count would fail.
 */
public final class PrometheusTelemetry implements Telemetry {

  private static final String NO_ANSWER = "0";
  private static final String TENANT = "tenant";

  private final Labels common;
  private final TenantLabels labels;
  private final InstantSource clock;
  private final Gauge circuitOpen;
  private final Gauge circuitState;
  private final Gauge healthy;
  private final OpenReasonGauge openReason;
  private final OutboxGauges outbox;

  /** The circuits that are shown, each changed by one thread at a time. */
  private final Map<TenantId, CircuitState> circuits = new ConcurrentHashMap<>();

  private final Histogram latency;
  private final Histogram queueTime;
  private final Counter events;
  private final Counter replays;
  private final Counter requests;
  private final Counter foreign;

  /**
   * Registers every metric.
   *
   * @param maxTenants how many tenants get a label of their own
   */
  public PrometheusTelemetry(PrometheusRegistry registry, int maxTenants, InstantSource clock) {
    this(registry, maxTenants, clock, null);
  }

  /**
   * Registers every metric.
   *
   * @param maxTenants how many tenants get a label of their own
   * @param instance is a label of each metric; null for none
   */
  public PrometheusTelemetry(
      PrometheusRegistry registry, int maxTenants, InstantSource clock, @Nullable String instance) {
    this.common = SharedMetrics.labels(instance);
    this.labels = new TenantLabels(maxTenants);
    this.clock = clock;
    circuitOpen =
        gauge(registry, "memory_circuit_open", "1 while the tenant's calls are kept away");
    circuitState =
        gauge(
            registry,
            "memory_circuit_state",
            "0 closed, 1 open, 2 half-open, 3 and 4 forced, 5 idle");
    healthy =
        gauge(registry, "memory_tenant_healthy", "1 while the tenant's circuit is closed or idle");
    openReason = new OpenReasonGauge(registry, common);
    outbox = new OutboxGauges(registry, common, labels);
    latency =
        Histogram.builder()
            .name("memory_write_latency")
            .help("Seconds from a write's call to its receipt or error")
            .labelNames(TENANT)
            .classicOnly()
            .classicUpperBounds(.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
            .constLabels(common)
            .withoutExemplars()
            .register(registry);
    queueTime =
        Histogram.builder()
            .name("memory_outbox_queue_seconds")
            .help("Seconds from a write's queueing to the memory service's confirmation")
            .labelNames(TENANT)
            .classicOnly()
            .classicUpperBounds(.1, .5, 1, 5, 15, 60, 300, 900, 3600, 21600, 86400)
            .constLabels(common)
            .withoutExemplars()
            .register(registry);
    events = counter(registry, "memory_outbox_events_total", "Events by status", "status");
    replays = counter(registry, "memory_replay_total", "Replayed events by outcome", "outcome");
    requests =
        Counter.builder()
            .name("memory_http_requests_total")
            .help("Calls of the memory service; status 0 where no answer came")
            .labelNames(TENANT, "operation", "status")
            .constLabels(common)
            .withoutExemplars()
            .register(registry);
    foreign =
        Counter.builder()
            .name("memory_replay_foreign_total")
            .help("Records from the transport that are not events of this outbox")
            .labelNames("reason")
            .constLabels(common)
            .withoutExemplars()
            .register(registry);
    for (ForeignReason reason : ForeignReason.values()) {
      // There at zero before the first, or an alert on its increase would miss the first.
      foreign.initLabelValues(reason.wireName());
    }
  }

  @Override
  public void writeEnded(TenantId tenant, Duration took) {
    showCircuit(tenant);
    latency.labelValues(labels.of(tenant)).observe(took.toNanos() / 1e9);
  }

  @Override
  public void called(TenantId tenant, String operation, String code) {
    showCircuit(tenant);
    requests.labelValues(labels.of(tenant), operation, code.isEmpty() ? NO_ANSWER : code).inc();
  }

  @Override
  public void circuit(TenantId tenant, CircuitState state) {
    if (!labels.of(tenant).equals(TenantLabels.OTHER)) {
      circuits.compute(tenant, (unused, before) -> show(tenant, state));
    }
    if (state != CircuitState.OPEN && state != CircuitState.HALF_OPEN) {
      openReason.clear(tenant.value());
    }
  }

  // A circuit that has never changed is closed, and an alert on it must see that.
  private void showCircuit(TenantId tenant) {
    if (!circuits.containsKey(tenant) && !labels.of(tenant).equals(TenantLabels.OTHER)) {
      circuits.computeIfAbsent(tenant, unused -> show(tenant, CircuitState.CLOSED));
    }
  }

  private CircuitState show(TenantId tenant, CircuitState state) {
    set(circuitOpen, tenant, state.keepsCallsAway() ? 1 : 0);
    set(circuitState, tenant, state.ordinal());
    set(healthy, tenant, state.isHealthy() ? 1 : 0);
    return state;
  }

  @Override
  public void opened(TenantId tenant, FailureReason reason, Duration untilProbe) {
    String label = labels.of(tenant);
    if (!label.equals(TenantLabels.OTHER)) {
      openReason.set(label, reason.kind());
    }
  }

  @Override
  public void outboxReadable(boolean isReadable) {
    outbox.readable(isReadable);
  }

  @Override
  public void reportsOutbox(boolean isReporter) {
    outbox.reporter(isReporter);
  }

  @Override
  public void backlog(TenantBacklog backlog) {
    outbox.backlog(backlog, clock.instant());
  }

  @Override
  public void backlogGone(TenantId tenant) {
    outbox.backlogGone(tenant, clock.instant());
  }

  @Override
  public void failedEvents(Map<TenantId, Long> counts) {
    outbox.failed(counts);
  }

  @Override
  public void events(TenantId tenant, EventStatus status, int count) {
    String label = labels.of(tenant);
    // There at zero before the first, or an alert on its increase would miss the first.
    events.initLabelValues(label, EventStatus.FAILED.wireName());
    events.labelValues(label, status.wireName()).inc(count);
  }

  @Override
  public void replayed(TenantId tenant, String outcome, int count) {
    replays.labelValues(labels.of(tenant), outcome).inc(count);
  }

  @Override
  public void delivered(TenantId tenant, Duration inQueue) {
    queueTime.labelValues(labels.of(tenant)).observe(Math.max(0, inQueue.toMillis() / 1e3));
  }

  @Override
  public void foreign(ForeignReason reason, int count) {
    foreign.labelValues(reason.wireName()).inc(count);
  }

  // One tenant's state must not represent all other tenants.
  private void set(Gauge gauge, TenantId tenant, double value) {
    String label = labels.of(tenant);
    if (!label.equals(TenantLabels.OTHER)) {
      gauge.labelValues(label).set(value);
    }
  }

  private Gauge gauge(PrometheusRegistry registry, String name, String help) {
    return Gauge.builder()
        .name(name)
        .help(help)
        .labelNames(TENANT)
        .constLabels(common)
        .withoutExemplars()
        .register(registry);
  }

  private Counter counter(PrometheusRegistry registry, String name, String help, String label) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(TENANT, label)
        .constLabels(common)
        .withoutExemplars()
        .register(registry);
  }
}
