package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.guard.Entry;
import io.soma.memory.app.usecase.guard.GuardedCall;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.AnswerTable;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.ports.driven.ReadAnswer;
import io.soma.memory.ports.driving.MemoryBusyException;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads: guarded like writes, and never queued. */
public final class GuardedReads {

  private static final int NOT_FOUND = 404;

  private final GuardedService service;
  private final DeliveryFactory deliveries;

  @Inject
  GuardedReads(GuardedService service, DeliveryFactory deliveries) {
    this.service = service;
    this.deliveries = deliveries;
  }

  Optional<Memory> fetch(ReadContext context, MemoryAddress address) {
    ReadAnswer<Memory> read = made(service.fetch(context, coordinate(context, address)));
    // Only of a fetch does a 404 mean that nothing is there; else it means that there is no route.
    return read.answer() instanceof Answer.Answered answered
            && answered.status() == NOT_FOUND
            && answered.source() == Answer.Source.THE_SERVICE
        ? Optional.empty()
        : value(read);
  }

  List<Memory> recall(ReadContext context, RecallQuery query) {
    return value(made(service.recall(context, query))).orElse(List.of());
  }

  List<Neighbor> neighbors(ReadContext context, MemoryAddress address, NeighborQuery query) {
    Coordinate coordinate = coordinate(context, address);
    return value(made(service.neighbors(context, coordinate, query))).orElse(List.of());
  }

  Optional<LinkPath> path(
      ReadContext context, MemoryAddress from, MemoryAddress to, PathQuery query) {
    Coordinate start = coordinate(context, from);
    Coordinate end = coordinate(context, to);
    return value(made(service.path(context, start, end, query)));
  }

  private Coordinate coordinate(ReadContext context, MemoryAddress address) {
    return deliveries.coordinate(context.namespace(), address);
  }

  /** A context for a caller who says nothing of its own. */
  static ReadContext context(Namespace namespace) {
    return new ReadContext(namespace, DeliveryFactory.newRequestId(), null);
  }

  private static <T> ReadAnswer<T> made(GuardedCall<ReadAnswer<T>> call) {
    return call.fold(
        read -> read,
        why -> {
          throw why == Entry.Denied.CIRCUIT_OPEN
              ? new MemoryUnavailableException(why.describe(), null)
              : new MemoryBusyException(why.describe());
        });
  }

  private static <T> Optional<T> value(ReadAnswer<T> read) {
    return AnswerTable.judge(read.answer())
        .fold(
            stored -> Optional.ofNullable(read.value()),
            refused -> {
              throw new MemoryRejectedException(refused.status(), refused.detail());
            },
            failed -> {
              throw new MemoryUnavailableException(failed.describe(), null);
            });
  }
}
