package io.soma.memory.sandbox.planted;

import io.soma.memory.domain.call.CallResult;
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
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Leaves the defaults of the port to answer for the real service. */
record ForwardsInPart(MemoryService real) implements MemoryService {

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    return real.deliver(delivery, timeout);
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    return real.fetch(context, coordinate, timeout);
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    return real.recall(context, query, timeout);
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    return real.neighbors(context, coordinate, query, timeout);
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    return real.path(context, from, to, query, timeout);
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return real.health(timeout);
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    return real.statusPage(kind, timeout);
  }
}
