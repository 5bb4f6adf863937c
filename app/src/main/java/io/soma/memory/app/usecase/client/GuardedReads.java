package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.guard.GuardedCall;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.ReadLimits;
import io.soma.memory.ports.driving.CircuitOpenException;
import io.soma.memory.ports.driving.MemoryBusyException;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads: guarded like writes, and never queued. */
public final class GuardedReads {

  private final GuardedService service;
  private final CoordinateScheme scheme;
  private final ReadLimits limits;

  @Inject
  GuardedReads(GuardedService service, CoordinateScheme scheme, ReadLimits limits) {
    this.service = service;
    this.scheme = scheme;
    this.limits = limits;
  }

  Optional<Memory> fetch(ReadContext context, MemoryAddress address) {
    return value(service.fetch(context, coordinate(context, address)));
  }

  List<Memory> recall(ReadContext context, RecallQuery query) {
    limits.check(query);
    return value(service.recall(context, query));
  }

  List<Neighbor> neighbors(ReadContext context, MemoryAddress address, NeighborQuery query) {
    limits.check(query);
    return value(service.neighbors(context, coordinate(context, address), query));
  }

  Optional<LinkPath> path(
      ReadContext context, MemoryAddress from, MemoryAddress to, PathQuery query) {
    limits.check(query);
    Coordinate start = coordinate(context, from);
    Coordinate end = coordinate(context, to);
    return value(service.path(context, start, end, query));
  }

  private Coordinate coordinate(ReadContext context, MemoryAddress address) {
    return scheme.coordinateOf(context.namespace().tenant(), address);
  }

  /** A context for a caller that gives no request id and no trace. */
  static ReadContext context(Namespace namespace) {
    return new ReadContext(namespace, DeliveryFactory.newRequestId(), null);
  }

  private static <T> T value(GuardedCall<T> call) {
    return call.fold(
        GuardedReads::value,
        why -> {
          throw why == QueueReason.CIRCUIT_OPEN
              ? new CircuitOpenException(why.describe())
              : new MemoryBusyException(why.describe());
        });
  }

  private static <T> T value(CallResult<T> result) {
    return result.fold(
        value -> value,
        refusal -> {
          throw new MemoryRejectedException(refusal);
        },
        failure -> {
          throw new MemoryUnavailableException(failure.describe(), null);
        });
  }
}
