package io.soma.memory.http;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tenants apart at a memory service that may mix them: with any name, a tenant reaches only
 * its own coordinates, and sees them as it named them.
 *
 * <p>Every call passes here, so that direct and queued writes arrive alike, also those that were
 * queued before. Safe for use by many threads.
 */
public final class TenantScopedMemoryService implements MemoryService {

  private static final CallFailure OF_ANOTHER_PLACE =
      CallFailure.of(
          FailureClass.UNCONFIRMED, "200", "the body is of another coordinate than was asked for");

  private final MemoryService service;
  private final CoordinateScoping scoping;
  private final MonotonicClock clock;

  private TenantScopedMemoryService(
      MemoryService service, CoordinateScoping scoping, MonotonicClock clock) {
    this.service = service;
    this.scoping = scoping;
    this.clock = clock;
  }

  /** A memory service that keeps tenants apart: the given one itself, if it does. */
  public static MemoryService around(MemoryService service, Tenancy tenancy, MonotonicClock clock) {
    return tenancy instanceof Tenancy.Isolated
        ? service
        : new TenantScopedMemoryService(service, new CoordinateScoping(tenancy), clock);
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    Delivery scoped;
    try {
      scoped = scoped(delivery);
    } catch (InvalidWriteException e) {
      // Queued while longer ones were accepted; the service would always refuse it.
      return new CallResult.Refused<>(new ServiceRefusal("400", String.valueOf(e.getMessage())));
    }
    return TenantView.quoting(
        service.deliver(scoped, timeout), delivery.coordinate(), scoped.coordinate());
  }

  @Override
  public ServiceCapabilities capabilities() {
    return service.capabilities();
  }

  @Override
  public CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
    Delivery scoped;
    try {
      scoped = scoped(delivery);
    } catch (InvalidWriteException e) {
      // It cannot be there; to deliver it says why.
      return new CallResult.Answered<>(false, "400");
    }
    return TenantView.quoting(
        service.hasTaken(scoped, timeout), delivery.coordinate(), scoped.coordinate());
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    TenantView view = new TenantView(scoping, context.namespace().tenant());
    Coordinate atService = view.atService(coordinate);
    CallResult<Optional<Memory>> read =
        TenantView.quoting(service.fetch(context, atService, timeout), coordinate, atService);
    Optional<Memory> found = read.answer().flatMap(memory -> memory);
    if (found.isEmpty()) {
      return read;
    }
    Optional<Memory> own = found.flatMap(view::visible).filter(memory -> isAt(coordinate, memory));
    return own.isPresent() ? read.map(unused -> own) : new CallResult.Failed<>(OF_ANOTHER_PLACE);
  }

  private static boolean isAt(Coordinate coordinate, Memory memory) {
    return memory.coordinate().equals(coordinate.text());
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    TenantView view = new TenantView(scoping, context.namespace().tenant());
    return new ScopedSearch(service, clock, view, context, query, timeout).result();
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    TenantView view = new TenantView(scoping, context.namespace().tenant());
    Coordinate atService = view.atService(coordinate);
    CallResult<List<Neighbor>> read = service.neighbors(context, atService, query, timeout);
    return TenantView.quoting(read, coordinate, atService).map(view::visible);
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    TenantView view = new TenantView(scoping, context.namespace().tenant());
    Coordinate start = view.atService(from);
    Coordinate end = view.atService(to);
    CallResult<Optional<LinkPath>> read = service.path(context, start, end, query, timeout);
    return TenantView.quoting(TenantView.quoting(read, from, start), to, end)
        .map(path -> path.flatMap(view::visible));
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    return service.statusPage(kind, timeout);
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return service.health(timeout);
  }

  private Delivery scoped(Delivery delivery) {
    TenantView view = new TenantView(scoping, delivery.tenant());
    Coordinate atService = view.atService(delivery.coordinate());
    return new Delivery(
        delivery.namespace(),
        delivery.operation(),
        atService,
        delivery.identity(),
        ScopedBody.of(scoping, delivery, atService),
        delivery.traceParent());
  }
}
