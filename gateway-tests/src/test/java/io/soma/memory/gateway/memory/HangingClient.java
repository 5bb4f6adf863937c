package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryClient;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A client whose writes wait until a test ends them; it does nothing else. */
final class HangingClient implements MemoryClient {

  private final BlockingQueue<CompletableFuture<WriteReceipt>> begun = new LinkedBlockingQueue<>();
  private final Queue<CompletableFuture<WriteReceipt>> all = new ConcurrentLinkedQueue<>();

  /** The next write that begins. */
  CompletableFuture<WriteReceipt> next() throws InterruptedException {
    return begun.take();
  }

  void cancelAll() {
    all.forEach(write -> write.cancel(true));
  }

  @Override
  public CompletionStage<WriteReceipt> writeAsync(MemoryWrite write) {
    CompletableFuture<WriteReceipt> receipt = new CompletableFuture<>();
    all.add(receipt);
    begun.add(receipt);
    return receipt;
  }

  @Override
  public WriteReceipt write(MemoryWrite write) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<WriteReceipt> rememberAll(List<Remember> remembers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<WriteReceipt>> rememberAllAsync(List<Remember> remembers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Memory> fetch(Namespace namespace, MemoryAddress address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<Memory>> fetchAsync(Namespace namespace, MemoryAddress address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<Memory>> fetchAsync(ReadContext context, MemoryAddress address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Memory> recall(RecallQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Memory>> recallAsync(RecallQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Memory>> recallAsync(ReadContext context, RecallQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Neighbor> neighbors(Namespace namespace, MemoryAddress address, NeighborQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Neighbor>> neighborsAsync(
      Namespace namespace, MemoryAddress address, NeighborQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Neighbor>> neighborsAsync(
      ReadContext context, MemoryAddress address, NeighborQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<LinkPath> path(
      Namespace namespace, MemoryAddress from, MemoryAddress to, PathQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<LinkPath>> pathAsync(
      Namespace namespace, MemoryAddress from, MemoryAddress to, PathQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<LinkPath>> pathAsync(
      ReadContext context, MemoryAddress from, MemoryAddress to, PathQuery query) {
    throw new UnsupportedOperationException();
  }
}
