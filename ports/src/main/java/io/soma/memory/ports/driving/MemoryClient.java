package io.soma.memory.ports.driving;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Writes to the memory service on behalf of many tenants, and loses nothing that it acknowledged.
 *
 * <p>A receipt is an acknowledgement: stored at the memory service, or committed in the outbox.
 * Writes of one tenant to one address take effect in the order of their calls. Every method is safe
 * for use by many threads.
 *
 * <p>Blocking writes throw, and staged ones complete with:
 *
 * <ul>
 *   <li>{@link MemoryRejectedException}: the memory service refused this very write;
 *   <li>{@link ReusedKeyException}: the caller named an idempotency key that belongs to another
 *       write;
 *   <li>{@link FailedRepeatException}: the caller repeats, under its idempotency key, a write that
 *       was queued and failed;
 *   <li>{@link OutboxFullException}: too many of the tenant's writes wait already;
 *   <li>{@link MemoryUnavailableException}: neither the memory service nor the outbox could take
 *       it, so it is not acknowledged, though it may yet take effect; trying it again under the
 *       same request id is safe. {@link ClientClosedException} is the one kind of it that no
 *       further try mends.
 * </ul>
 *
 * <p>After the close every method throws {@link ClientClosedException}, or its stage completes with
 * it.
 */
public interface MemoryClient {

  /** Stores, deletes or links, and returns the result. */
  WriteReceipt write(MemoryWrite write);

  /**
   * The same without blocking the caller. A caller that gives up cancels the {@link
   * java.util.concurrent.CompletableFuture} of the stage: the write is then not tried again and not
   * queued, though a call under way may yet take effect.
   */
  CompletionStage<WriteReceipt> writeAsync(MemoryWrite write);

  /** Stores a payload. */
  default WriteReceipt remember(Remember remember) {
    return write(remember);
  }

  /** The same without blocking the caller. */
  default CompletionStage<WriteReceipt> rememberAsync(Remember remember) {
    return writeAsync(remember);
  }

  /** Deletes a memory. */
  default WriteReceipt forget(Forget forget) {
    return write(forget);
  }

  /** The same without blocking the caller. */
  default CompletionStage<WriteReceipt> forgetAsync(Forget forget) {
    return writeAsync(forget);
  }

  /** Links two memories. */
  default WriteReceipt link(Link link) {
    return write(link);
  }

  /** The same without blocking the caller. */
  default CompletionStage<WriteReceipt> linkAsync(Link link) {
    return writeAsync(link);
  }

  /**
   * Stores many payloads, in their order; the receipts are in that order too.
   *
   * <p>A write without a request id of its own gets {@code id:index}, where the batch's first
   * explicit id, or else a new one, is {@code id}. Writes that share a named key are told apart by
   * their index.
   *
   * @throws PartialWriteException if any of them was not acknowledged; it carries the receipts of
   *     the others
   */
  List<WriteReceipt> rememberAll(List<Remember> remembers);

  /**
   * The same without blocking the caller. When it returns, every write of the batch has its place
   * before later calls to its address, which wait for it; it waits for the earlier writes of its
   * tenant in the batch, and for no other tenant's.
   */
  CompletionStage<List<WriteReceipt>> rememberAllAsync(List<Remember> remembers);

  /**
   * Reads one memory; empty if there is none. Reads are guarded by the tenant's circuit and
   * bulkhead, and never queued.
   *
   * @throws MemoryBusyException if the tenant has reached its limit of concurrent calls
   * @throws MemoryUnavailableException if the memory service cannot answer now
   */
  Optional<Memory> fetch(Namespace namespace, MemoryAddress address);

  /** The same of a namespace and a key as texts, as writes take them. */
  default Optional<Memory> fetch(String namespace, String key) {
    return fetch(Namespace.of(namespace), MemoryAddress.key(key));
  }

  /** The same without blocking the caller. */
  CompletionStage<Optional<Memory>> fetchAsync(Namespace namespace, MemoryAddress address);

  /** The same of a namespace and a key as texts. */
  default CompletionStage<Optional<Memory>> fetchAsync(String namespace, String key) {
    return fetchAsync(Namespace.of(namespace), MemoryAddress.key(key));
  }

  /** The same under the caller's own request id and trace. */
  CompletionStage<Optional<Memory>> fetchAsync(ReadContext context, MemoryAddress address);

  /**
   * Searches; the best match first.
   *
   * @throws io.soma.memory.domain.write.InvalidWriteException if the memory service allows no query
   *     of this size
   * @throws MemoryBusyException if the tenant has reached its limit of concurrent calls
   * @throws MemoryUnavailableException if the memory service cannot answer now
   */
  List<Memory> recall(RecallQuery query);

  /** The same with the defaults of {@link RecallQuery#of}. */
  default List<Memory> recall(String namespace, String query) {
    return recall(RecallQuery.of(namespace, query));
  }

  /** The same without blocking the caller. */
  CompletionStage<List<Memory>> recallAsync(RecallQuery query);

  /** The same with the defaults of {@link RecallQuery#of}. */
  default CompletionStage<List<Memory>> recallAsync(String namespace, String query) {
    return recallAsync(RecallQuery.of(namespace, query));
  }

  /**
   * The same under the caller's own request id and trace.
   *
   * @param context of the query's own namespace
   */
  CompletionStage<List<Memory>> recallAsync(ReadContext context, RecallQuery query);

  /**
   * Lists the memories that a memory links to; the newest link first. Guarded as {@link #fetch} is.
   *
   * @throws io.soma.memory.domain.write.InvalidWriteException if the memory service allows no query
   *     of this size
   * @throws MemoryBusyException if the tenant has reached its limit of concurrent calls
   * @throws MemoryUnavailableException if the memory service cannot answer now
   */
  List<Neighbor> neighbors(Namespace namespace, MemoryAddress address, NeighborQuery query);

  /** The first ten, of a namespace and a key as texts. */
  default List<Neighbor> neighbors(String namespace, String key) {
    return neighbors(Namespace.of(namespace), MemoryAddress.key(key), NeighborQuery.FIRST_TEN);
  }

  /** The same without blocking the caller. */
  CompletionStage<List<Neighbor>> neighborsAsync(
      Namespace namespace, MemoryAddress address, NeighborQuery query);

  /** The first ten, of a namespace and a key as texts. */
  default CompletionStage<List<Neighbor>> neighborsAsync(String namespace, String key) {
    return neighborsAsync(Namespace.of(namespace), MemoryAddress.key(key), NeighborQuery.FIRST_TEN);
  }

  /** The same under the caller's own request id and trace. */
  CompletionStage<List<Neighbor>> neighborsAsync(
      ReadContext context, MemoryAddress address, NeighborQuery query);

  /**
   * Finds the shortest path along links; empty if there is none. Guarded as {@link #fetch} is.
   *
   * @throws io.soma.memory.domain.write.InvalidWriteException if the memory service allows no query
   *     of this size
   * @throws MemoryBusyException if the tenant has reached its limit of concurrent calls
   * @throws MemoryUnavailableException if the memory service cannot answer now
   */
  Optional<LinkPath> path(
      Namespace namespace, MemoryAddress from, MemoryAddress to, PathQuery query);

  /** The same of up to ten links, of a namespace and keys as texts. */
  default Optional<LinkPath> path(String namespace, String fromKey, String toKey) {
    return path(
        Namespace.of(namespace),
        MemoryAddress.key(fromKey),
        MemoryAddress.key(toKey),
        PathQuery.UP_TO_TEN);
  }

  /** The same without blocking the caller. */
  CompletionStage<Optional<LinkPath>> pathAsync(
      Namespace namespace, MemoryAddress from, MemoryAddress to, PathQuery query);

  /** The same of up to ten links, of a namespace and keys as texts. */
  default CompletionStage<Optional<LinkPath>> pathAsync(
      String namespace, String fromKey, String toKey) {
    return pathAsync(
        Namespace.of(namespace),
        MemoryAddress.key(fromKey),
        MemoryAddress.key(toKey),
        PathQuery.UP_TO_TEN);
  }

  /** The same under the caller's own request id and trace. */
  CompletionStage<Optional<LinkPath>> pathAsync(
      ReadContext context, MemoryAddress from, MemoryAddress to, PathQuery query);
}
