package io.soma.memory.simulation.world;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A memory service from which no caller of the simulation reads. */
abstract class UnreadMemoryService implements MemoryService {

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    throw new UnsupportedOperationException("no caller of the simulation reads");
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    throw new UnsupportedOperationException("no caller of the simulation reads");
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    throw new UnsupportedOperationException("no caller of the simulation reads");
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    return Optional.empty();
  }
}
