package io.soma.memory.app.usecase.admin;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.Trip;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driving.OpenCircuit;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.ports.driving.TenantStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows operators how tenants are doing, and takes their orders to circuits. */
public final class GuardAdministration implements TenantAdministration {

  private final TenantGuards guards;
  private final OrderedCircuits ordered;
  private final Outbox outbox;
  private final OutboxRecords records;
  private final RelaySignal relay;
  private final InstantSource clock;
  private final MonotonicClock ticks;

  @Inject
  public GuardAdministration(
      TenantGuards guards,
      OrderedCircuits ordered,
      Outbox outbox,
      OutboxRecords records,
      RelaySignal relay,
      InstantSource clock,
      MonotonicClock ticks) {
    this.guards = guards;
    this.ordered = ordered;
    this.outbox = outbox;
    this.records = records;
    this.relay = relay;
    this.clock = clock;
    this.ticks = ticks;
  }

  @Override
  public List<TenantStatus> tenants(int limit) {
    Map<TenantId, TenantBacklog> waiting =
        outbox.backlog().stream().collect(toMap(TenantBacklog::tenant, identity()));
    SortedSet<TenantId> tenants = new TreeSet<>(guards.known());
    tenants.addAll(waiting.keySet());
    return tenants.stream()
        .limit(limit)
        .map(tenant -> status(tenant, waiting.get(tenant)))
        .toList();
  }

  @Override
  public TenantStatus tenant(TenantId tenant) {
    return status(tenant, outbox.backlog(tenant).orElse(null));
  }

  @Override
  public boolean isKnown(TenantId tenant) {
    return guards.known().contains(tenant)
        || !records.list(new EventFilter(null, tenant, null), 1, 0).isEmpty();
  }

  @Override
  public void probeNow(TenantId tenant) {
    guards.halfOpen(tenant);
    relay.retry(tenant);
  }

  @Override
  public void forceOpen(TenantId tenant) {
    ordered.give(tenant, CircuitOrder.OPEN);
  }

  @Override
  public void forceClosed(TenantId tenant) {
    ordered.give(tenant, CircuitOrder.CLOSED);
  }

  @Override
  public void release(TenantId tenant) {
    ordered.takeBack(tenant);
  }

  private TenantStatus status(TenantId tenant, @Nullable TenantBacklog backlog) {
    OpenCircuit opening = opening(tenant);
    return backlog == null
        ? new TenantStatus(tenant, guards.circuit(tenant), 0, 0, null, opening)
        : new TenantStatus(
            tenant,
            guards.circuit(tenant),
            backlog.pending(),
            backlog.unconfirmed(),
            age(backlog.oldest()),
            opening);
  }

  private @Nullable OpenCircuit opening(TenantId tenant) {
    Trip trip = guards.trip(tenant);
    if (trip == null) {
      return null;
    }
    Instant nextProbe = guards.circuit(tenant) == CircuitState.OPEN ? at(trip.dueAt()) : null;
    return new OpenCircuit(trip.reason(), at(trip.since()), nextProbe);
  }

  private Instant at(long monotonic) {
    return clock.instant().plusNanos(monotonic - ticks.nanos());
  }

  // The database's clock may be ahead of ours.
  private Duration age(Instant oldest) {
    Duration age = Duration.between(oldest, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }
}
