package io.soma.memory.ports.driven;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The remote memory service.
 *
 * <p>Each method makes one call (a search may take several, each for other hits, and a refused
 * write one more that finds out which party refused it), blocks for at most {@code timeout} in all
 * (connecting, sending, waiting and reading), which is positive, follows no redirect, sends nothing
 * twice and reads a bounded body. It returns the result of the call and never throws for a failure
 * of the network or the service. Safe for use by many threads; a call that hangs for one tenant
 * delays no other call.
 *
 * <p>Coordinates are those that the tenant names. With any coordinate, a tenant reaches only its
 * own memories.
 */
public interface MemoryService {

  /**
   * Stores, deletes or links, with the tenant, namespace, request id, idempotency key and trace of
   * the delivery. It is answered only if the service names the write that was sent, and absent if
   * the service says of a deletion that the memory was not there.
   */
  CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout);

  /** The service's promises about writes that arrive twice; the same at each call. */
  default ServiceCapabilities capabilities() {
    return ServiceCapabilities.replacing();
  }

  /**
   * Asks whether a write is the newest state of its address; an earlier call may have reached the
   * service though its answer was lost. Of a store: the newest memory there was stored under its
   * idempotency key. Of a deletion: nothing is there. Of a link: the link is there.
   *
   * <p>An older version under the same key does not count: the key is made of the request id and
   * the content, so under one request id the contents A, B and A have two keys, and the last of the
   * three writes would be lost. Where a later write may hide this one, as in a listing that is cut,
   * the answer is a failure, or no.
   *
   * <p>Called before a write is sent again, and only if the service's {@linkplain #capabilities()
   * capabilities} include it. An exception is a failed call.
   */
  default CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
    throw new UnsupportedOperationException("the memory service cannot be asked for a write");
  }

  /** Reads one memory; that it is not there is an answer, and empty. */
  CallResult<Optional<Memory>> fetch(ReadContext context, Coordinate coordinate, Duration timeout);

  /** Searches; the best match first. */
  CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout);

  /** Lists the memories that a memory links to; the newest link first. */
  CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout);

  /** Finds the shortest path along links; that there is none is an answer, and empty. */
  CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout);

  /**
   * Asks for the service's health. Not reaching it is a health too; a service that can be reached
   * and says nothing about writes is {@linkplain ServiceHealth.State#UNKNOWN unknown}.
   */
  ServiceHealth health(Duration timeout);

  /**
   * Reads one of the service's pages about itself, on no tenant's behalf; empty if it is not
   * reached or answers with anything but such a page.
   */
  Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout);
}
