package io.soma.memory.http;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tenants apart at a memory service that may mix them: whatever a tenant names, it reaches
 * its own coordinates and nothing else, and sees them as it named them.
 *
 * <p>Every call passes here, so that direct and queued writes arrive alike, also those that were
 * queued before. Safe for use by many threads.
 */
public final class TenantScopedMemoryService implements MemoryService {

  private static final Answer OF_ANOTHER_PLACE =
      new Answered(200, false, null, "the body is of another coordinate than was asked for");

  private final MemoryService service;
  private final Tenancy tenancy;
  private final MonotonicClock clock;

  private TenantScopedMemoryService(MemoryService service, Tenancy tenancy, MonotonicClock clock) {
    this.service = service;
    this.tenancy = tenancy;
    this.clock = clock;
  }

  /** A memory service that keeps tenants apart: the given one itself, if it does. */
  public static MemoryService around(MemoryService service, Tenancy tenancy, MonotonicClock clock) {
    return tenancy instanceof Tenancy.Isolated
        ? service
        : new TenantScopedMemoryService(service, tenancy, clock);
  }

  @Override
  public Answer deliver(Delivery delivery, Duration timeout) {
    TenantView view = new TenantView(tenancy, delivery.tenant());
    Delivery scoped;
    try {
      scoped = scoped(view, delivery);
    } catch (InvalidWriteException e) {
      // Queued while longer ones were taken; the service would refuse it for ever.
      return new Answered(400, false, null, String.valueOf(e.getMessage()));
    }
    return view.visible(
        service.deliver(scoped, timeout), delivery.coordinate(), scoped.coordinate());
  }

  @Override
  public ReadAnswer<Memory> fetch(ReadContext context, Coordinate coordinate, Duration timeout) {
    TenantView view = new TenantView(tenancy, context.namespace().tenant());
    Coordinate atService = view.atService(coordinate);
    ReadAnswer<Memory> read = service.fetch(context, atService, timeout);
    Answer answer = view.visible(read.answer(), coordinate, atService);
    if (read.value() == null) {
      return new ReadAnswer<>(answer, null);
    }
    Optional<Memory> memory =
        view.visible(read.value()).filter(found -> found.coordinate().equals(coordinate.text()));
    return memory.isPresent()
        ? new ReadAnswer<>(answer, memory.get())
        : new ReadAnswer<>(OF_ANOTHER_PLACE, null);
  }

  @Override
  public ReadAnswer<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    TenantView view = new TenantView(tenancy, context.namespace().tenant());
    return new ScopedSearch(service, clock, view, context, query, timeout).answer();
  }

  @Override
  public ReadAnswer<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    TenantView view = new TenantView(tenancy, context.namespace().tenant());
    Coordinate atService = view.atService(coordinate);
    ReadAnswer<List<Neighbor>> read = service.neighbors(context, atService, query, timeout);
    Answer answer = view.visible(read.answer(), coordinate, atService);
    return new ReadAnswer<>(answer, read.value() == null ? null : view.visible(read.value()));
  }

  @Override
  public ReadAnswer<LinkPath> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    TenantView view = new TenantView(tenancy, context.namespace().tenant());
    Coordinate start = view.atService(from);
    Coordinate end = view.atService(to);
    ReadAnswer<LinkPath> read = service.path(context, start, end, query, timeout);
    Answer answer = view.visible(view.visible(read.answer(), from, start), to, end);
    return new ReadAnswer<>(answer, read.value() == null ? null : view.visible(read.value()));
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    return service.statusPage(kind, timeout);
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return service.health(timeout);
  }

  private Delivery scoped(TenantView view, Delivery delivery) {
    Coordinate atService = view.atService(delivery.coordinate());
    return new Delivery(
        delivery.namespace(),
        delivery.operation(),
        atService,
        delivery.identity(),
        ScopedBody.of(tenancy, delivery, atService),
        delivery.traceParent());
  }
}
