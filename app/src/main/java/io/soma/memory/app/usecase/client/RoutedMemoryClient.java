package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.backlog.PauseDetector;
import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.ports.driving.ClientClosedException;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.GuardedTracing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** The client that people call: checks the write, routes it, and tells how long it took. */
@Singleton
public final class RoutedMemoryClient implements MemoryClient {

  private final DeliveryFactory deliveries;
  private final WriteRouter router;
  private final GuardedReads reads;
  private final ShutdownGate gate;
  private final TenantThreads threads;
  private final CallLimits limits;
  private final PauseDetector pauses;
  private final MonotonicClock clock;
  private final Telemetry telemetry;
  private final Tracing tracing;

  @Inject
  RoutedMemoryClient(
      DeliveryFactory deliveries,
      WriteRouter router,
      GuardedReads reads,
      ShutdownGate gate,
      TenantThreads threads,
      CallLimits limits,
      PauseDetector pauses,
      MonotonicClock clock,
      Telemetry telemetry,
      Tracing tracing) {
    this.deliveries = deliveries;
    this.router = router;
    this.reads = reads;
    this.gate = gate;
    this.threads = threads;
    this.limits = limits;
    this.pauses = pauses;
    this.clock = clock;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.tracing = GuardedTracing.of(tracing);
  }

  @Override
  public WriteReceipt write(MemoryWrite write) {
    long arrival = clock.nanos();
    return inside(() -> route(write, deliveries.of(write), arrival));
  }

  @Override
  public CompletionStage<WriteReceipt> writeAsync(MemoryWrite write) {
    try {
      gate.enter();
    } catch (ClientClosedException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<WriteReceipt> promised = new CompletableFuture<>();
    // In line for its address before this returns, so that calls keep their order.
    var unused =
        routeAsync(write, promised::isCancelled)
            .whenComplete(
                (receipt, failure) -> {
                  gate.leave();
                  if (failure == null) {
                    promised.complete(receipt);
                  } else {
                    promised.completeExceptionally(inOurWords(failure));
                  }
                });
    return promised;
  }

  @Override
  public List<WriteReceipt> rememberAll(List<Remember> remembers) {
    return inside(() -> routeAll(BatchIds.assign(remembers)));
  }

  @Override
  public CompletionStage<List<WriteReceipt>> rememberAllAsync(List<Remember> remembers) {
    try {
      gate.enter();
    } catch (ClientClosedException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<List<WriteReceipt>> receipts;
    try {
      receipts = routeAllAsync(BatchIds.assign(remembers));
    } catch (RuntimeException | Error e) {
      receipts = CompletableFuture.failedFuture(e);
    }
    // A copy, as a stage that its caller completes leaves out what is behind it.
    return receipts.whenComplete((all, failure) -> gate.leave()).copy();
  }

  @Override
  public Optional<Memory> fetch(Namespace namespace, MemoryAddress address) {
    return inside(() -> reads.fetch(GuardedReads.context(namespace), address));
  }

  @Override
  public CompletionStage<Optional<Memory>> fetchAsync(Namespace namespace, MemoryAddress address) {
    return staged(namespace, () -> fetch(namespace, address));
  }

  @Override
  public CompletionStage<Optional<Memory>> fetchAsync(ReadContext context, MemoryAddress address) {
    return staged(context.namespace(), () -> inside(() -> reads.fetch(context, address)));
  }

  @Override
  public List<Memory> recall(RecallQuery query) {
    return inside(() -> reads.recall(GuardedReads.context(query.namespace()), query));
  }

  @Override
  public CompletionStage<List<Memory>> recallAsync(RecallQuery query) {
    return staged(query.namespace(), () -> recall(query));
  }

  @Override
  public CompletionStage<List<Memory>> recallAsync(ReadContext context, RecallQuery query) {
    return staged(context.namespace(), () -> inside(() -> reads.recall(context, query)));
  }

  @Override
  public List<Neighbor> neighbors(Namespace namespace, MemoryAddress address, NeighborQuery query) {
    return inside(() -> reads.neighbors(GuardedReads.context(namespace), address, query));
  }

  @Override
  public CompletionStage<List<Neighbor>> neighborsAsync(
      Namespace namespace, MemoryAddress address, NeighborQuery query) {
    return staged(namespace, () -> neighbors(namespace, address, query));
  }

  @Override
  public CompletionStage<List<Neighbor>> neighborsAsync(
      ReadContext context, MemoryAddress address, NeighborQuery query) {
    return staged(
        context.namespace(), () -> inside(() -> reads.neighbors(context, address, query)));
  }

  @Override
  public Optional<LinkPath> path(
      Namespace namespace, MemoryAddress from, MemoryAddress to, PathQuery query) {
    return inside(() -> reads.path(GuardedReads.context(namespace), from, to, query));
  }

  @Override
  public CompletionStage<Optional<LinkPath>> pathAsync(
      Namespace namespace, MemoryAddress from, MemoryAddress to, PathQuery query) {
    return staged(namespace, () -> path(namespace, from, to, query));
  }

  @Override
  public CompletionStage<Optional<LinkPath>> pathAsync(
      ReadContext context, MemoryAddress from, MemoryAddress to, PathQuery query) {
    return staged(context.namespace(), () -> inside(() -> reads.path(context, from, to, query)));
  }

  private WriteReceipt route(MemoryWrite write, Delivery delivery, long arrival) {
    return traced(delivery, arrival, traced -> router.route(call(write, traced, arrival)));
  }

  private WriteReceipt routeInTurn(MemoryWrite write, Delivery delivery, KeyedLocks.Turn turn) {
    long arrival = clock.nanos();
    return traced(
        delivery, arrival, traced -> router.routeInTurn(call(write, traced, arrival), turn));
  }

  private WriteReceipt traced(
      Delivery delivery, long arrival, Function<Delivery, WriteReceipt> route) {
    try {
      return tracing.write(delivery, route);
    } finally {
      ended(delivery, arrival);
    }
  }

  private CompletableFuture<WriteReceipt> routeAsync(
      MemoryWrite write, BooleanSupplier isCallerGone) {
    long arrival = clock.nanos();
    try {
      Delivery delivery = deliveries.of(write);
      return tracing
          .writeAsync(
              delivery, traced -> router.routeAsync(call(write, traced, arrival, isCallerGone)))
          .whenComplete((receipt, failure) -> ended(delivery, arrival));
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Throwable inOurWords(Throwable failure) {
    return failure.getCause() instanceof RejectedExecutionException e ? refused(e) : failure;
  }

  private WriteCall call(MemoryWrite write, Delivery delivery, long arrival) {
    return call(write, delivery, arrival, () -> false);
  }

  private WriteCall call(
      MemoryWrite write, Delivery delivery, long arrival, BooleanSupplier isCallerGone) {
    // If this process stood still, the caller has stopped waiting, and may be repeating the write
    // elsewhere.
    long began = pauses.now();
    return new WriteCall(
        delivery,
        write.options().mode(),
        arrival + limits.timeout().toNanos(),
        () -> isCallerGone.getAsBoolean() || !pauses.isSince(began),
        () -> isCallerGone.getAsBoolean() ? "its caller gave up" : pauses.describe());
  }

  private void ended(Delivery delivery, long started) {
    telemetry.writeEnded(delivery.tenant(), Duration.ofNanos(clock.nanos() - started));
  }

  private List<WriteReceipt> routeAll(List<Remember> remembers) {
    List<Delivery> batch = deliveriesOf(remembers);
    BatchOutcome outcome = new BatchOutcome();
    for (int i = 0; i < batch.size(); i++) {
      int index = i;
      outcome.add(index, () -> route(remembers.get(index), batch.get(index), clock.nanos()));
    }
    return outcome.receipts();
  }

  private CompletableFuture<List<WriteReceipt>> routeAllAsync(List<Remember> remembers) {
    List<Delivery> batch = deliveriesOf(remembers);
    BatchLine line = new BatchLine(threads);
    for (int i = 0; i < batch.size(); i++) {
      Remember write = remembers.get(i);
      Delivery delivery = batch.get(i);
      line.add(
          i,
          delivery.tenant(),
          () -> router.getInLine(delivery),
          turn -> tracing.stepAtCaller(() -> routeInTurn(write, delivery, turn)));
    }
    return line.receipts();
  }

  // Every write is checked before the first is sent: bad input must not split a batch.
  private List<Delivery> deliveriesOf(List<Remember> remembers) {
    return remembers.stream().map(deliveries::of).toList();
  }

  private <T> T inside(Supplier<T> call) {
    gate.enter();
    try {
      return call.get();
    } finally {
      gate.leave();
    }
  }

  private <T> CompletionStage<T> staged(Namespace namespace, Supplier<T> call) {
    TenantId tenant = namespace.tenant();
    try {
      threads.requireRoom(tenant);
    } catch (OutboxFullException e) {
      return CompletableFuture.failedFuture(
          MemoryUnavailableException.because("too many calls of the tenant wait for a thread", e));
    }
    try {
      return threads.call(tenant, tracing.stepAtCaller(call));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(refused(e));
    }
  }

  // The executor may be one of the host program, which is full and not closed.
  private MemoryUnavailableException refused(RejectedExecutionException e) {
    return gate.isShut()
        ? new ClientClosedException()
        : MemoryUnavailableException.because("the executor refuses the call: " + e, e);
  }
}
