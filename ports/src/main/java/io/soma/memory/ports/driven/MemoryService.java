package io.soma.memory.ports.driven;

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
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The remote memory service.
 *
 * <p>Each method makes one call (a search may take several, each for other hits), blocks for at
 * most {@code timeout} in all (connecting, sending, waiting and reading), follows no redirect,
 * sends nothing twice and reads a bounded body. It answers with what came back and never throws for
 * what the network or the service did. Safe for use by many threads; a call that hangs for one
 * tenant delays no other call.
 *
 * <p>Coordinates are those that the tenant names, and whatever it names, it reaches its own
 * memories alone.
 */
public interface MemoryService {

  /**
   * Stores, deletes or links, with the tenant, namespace, request id, idempotency key and trace of
   * the delivery in the headers. The answer is confirmed only if a 2xx body names the coordinate
   * that was sent, and absent if a deletion is answered that there was nothing to delete.
   */
  Answer deliver(Delivery delivery, Duration timeout);

  /** Reads one memory; a 404 is an answer without a value. */
  ReadAnswer<Memory> fetch(ReadContext context, Coordinate coordinate, Duration timeout);

  /** Searches; the best match first. */
  ReadAnswer<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout);

  /** Lists what a memory links to; the newest link first. */
  ReadAnswer<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout);

  /**
   * Finds the shortest path along links; that there is none is a confirmed answer without a value.
   */
  ReadAnswer<LinkPath> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout);

  /**
   * Asks for the service's health. Not reaching it is a health too; a service that can be reached
   * and says nothing about writes is {@linkplain ServiceHealth.State#UNKNOWN unknown}.
   */
  ServiceHealth health(Duration timeout);

  /**
   * Reads one of the service's pages about itself, on no tenant's behalf; empty if it is not
   * reached or answers anything but 200 and a JSON object.
   */
  Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout);
}
