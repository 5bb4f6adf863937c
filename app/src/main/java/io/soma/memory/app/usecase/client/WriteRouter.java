package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.routing.WriteRoute;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driving.CircuitOpenException;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends each write its way: over HTTP while that is safe, else through the outbox. */
public final class WriteRouter {

  private final TenantPolicies policies;
  private final BacklogDrainWait drainWait;
  private final GuardedService service;
  private final OutboxWriter outbox;
  private final KeyedLocks locks;
  private final TenantThreads threads;
  private final NamedKeysInUse namedKeys;
  private final NamedWrites named;
  private final FailedAddresses failed;
  private final MonotonicClock clock;

  @Inject
  WriteRouter(
      TenantPolicies policies,
      BacklogDrainWait drainWait,
      GuardedService service,
      OutboxWriter outbox,
      KeyedLocks locks,
      TenantThreads threads,
      NamedKeysInUse namedKeys,
      NamedWrites named,
      FailedAddresses failed,
      MonotonicClock clock) {
    this.policies = policies;
    this.drainWait = drainWait;
    this.service = service;
    this.outbox = outbox;
    this.locks = locks;
    this.threads = threads;
    this.namedKeys = namedKeys;
    this.named = named;
    this.failed = failed;
    this.clock = clock;
  }

  private WriteMode mode(WriteCall call) {
    WriteMode own = call.mode();
    return own == null ? policies.of(call.tenant()).writeMode() : own;
  }

  WriteReceipt route(WriteCall call) {
    try (NamedKeysInUse.Use key = namedKeys.begin(call.delivery())) {
      return routeInTurn(call);
    }
  }

  /**
   * Gets a write in line for its address without waiting; close it when the write has ended.
   *
   * @throws io.soma.memory.ports.driving.OutboxFullException if too many of its tenant's writes are
   *     in line
   */
  KeyedLocks.Turn getInLine(Delivery delivery) {
    threads.requireRoom(delivery.tenant());
    return locks.join(delivery.tenant(), delivery.orderingKey());
  }

  /** Routes a write that is now the first in line for its address. */
  WriteReceipt routeInTurn(WriteCall call, KeyedLocks.Turn due) {
    if (!due.due().isDone()) {
      throw new IllegalStateException("it is not this write's turn");
    }
    try (NamedKeysInUse.Use key = namedKeys.begin(call.delivery())) {
      return inTurn(call);
    }
  }

  // In every mode, as a write that only queues would pass an earlier one that is on its way.
  private WriteReceipt routeInTurn(WriteCall call) {
    Delivery delivery = call.delivery();
    try (KeyedLocks.Turn turn = locks.take(delivery.tenant(), delivery.orderingKey())) {
      return inTurn(call);
    }
  }

  private WriteReceipt inTurn(WriteCall call) {
    WriteMode mode = mode(call);
    return mode == WriteMode.FAST_ACK ? queueAtOnce(call) : directFirst(call, mode);
  }

  /** The same without blocking the caller, and without holding a thread while in line. */
  CompletableFuture<WriteReceipt> routeAsync(WriteCall call) {
    threads.requireRoom(call.tenant());
    NamedKeysInUse.Use key = namedKeys.begin(call.delivery());
    try {
      return routeInTurnAsync(call).whenComplete((receipt, failure) -> key.close());
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
  }

  private CompletableFuture<WriteReceipt> routeInTurnAsync(WriteCall call) {
    Delivery delivery = call.delivery();
    KeyedLocks.Turn turn = locks.join(delivery.tenant(), delivery.orderingKey());
    try {
      return turn.due()
          .thenCompose(due -> threads.call(call.tenant(), () -> inTurn(call)))
          // Here, and not where it runs, as there may be no thread any more that runs it.
          .whenComplete((receipt, failure) -> turn.close());
    } catch (RuntimeException | Error e) {
      turn.close();
      throw e;
    }
  }

  private WriteReceipt queueAtOnce(WriteCall call) {
    return named
        .storedDirectly(call.delivery())
        .orElseGet(() -> queue(call, QueueReason.FAST_ACK, QueueReason.FAST_ACK.describe()));
  }

  private WriteReceipt directFirst(WriteCall call, WriteMode mode) {
    requireCaller(call);
    return named.earlier(call.delivery()).orElseGet(() -> tryDirect(call, mode));
  }

  private WriteReceipt tryDirect(WriteCall call, WriteMode mode) {
    Delivery delivery = call.delivery();
    Optional<QueueReason> held =
        WriteRoute.beforeAdmission(mode, !drainWait.isDone(call.tenant(), call.deadline()));
    if (held.isPresent()) {
      return queueOrFail(call, mode, held.get(), held.get().describe());
    }
    if (call.deadline() - clock.nanos() <= 0) {
      return queueOrFail(
          call, mode, QueueReason.UNAVAILABLE, "no time was left behind an earlier write");
    }
    // Again, as it may have given up in a wait, and have written a newer value elsewhere since.
    requireCaller(call);
    return service
        .deliver(delivery, call.deadline(), call.isCallerGone())
        .fold(
            result -> after(result, call, mode),
            denied -> queueOrFail(call, mode, denied, denied.describe()));
  }

  private static void requireCaller(WriteCall call) {
    if (call.isCallerGone().getAsBoolean()) {
      throw MemoryUnavailableException.because(
          "the write is not sent, as " + call.whyGone().get(), null);
    }
  }

  private WriteReceipt after(CallResult<WriteConfirmation> result, WriteCall call, WriteMode mode) {
    return result.fold(
        confirmation -> confirmed(call, mode, confirmation),
        refusal -> {
          throw new MemoryRejectedException(refusal);
        },
        failure -> unconfirmed(failure, call, mode));
  }

  // It may have taken effect, and a service that knows its key by now gives it none again. So it is
  // queued behind no replay of an older event of its address.
  private WriteReceipt unconfirmed(CallFailure failure, WriteCall call, WriteMode mode) {
    if (mode != WriteMode.STRICT) {
      try {
        failed.unconfirmed(call.delivery());
      } catch (OutboxUnavailableException e) {
        throw new MemoryUnavailableException(failure.describe(), e);
      }
    }
    return queueOrFail(call, mode, failure.queueReason(), failure.describe());
  }

  // After the deadline, or without the note, an operator's replay of an older event of the address
  // may follow in another instance. So the write is repeated behind it. The clock is read last.
  private WriteReceipt confirmed(WriteCall call, WriteMode mode, WriteConfirmation confirmation) {
    Delivery delivery = call.delivery();
    boolean isNoted = failed.stored(delivery);
    if (!isNoted || call.deadline() - clock.nanos() < 0) {
      return queueOrFail(call, mode, QueueReason.UNAVAILABLE, "its answer could not be relied on");
    }
    WriteReceipt.Stored receipt =
        new WriteReceipt.Stored(
            delivery.coordinate(), delivery.idempotencyKey(), confirmation.isAbsent());
    named.stored(delivery, receipt);
    return receipt;
  }

  private WriteReceipt queueOrFail(
      WriteCall call, WriteMode mode, QueueReason reason, String detail) {
    if (mode == WriteMode.STRICT) {
      String why = detail + " (and the mode is strict)";
      throw reason == QueueReason.CIRCUIT_OPEN
          ? new CircuitOpenException(why)
          : new MemoryUnavailableException(why, null);
    }
    return queue(call, reason, detail);
  }

  private WriteReceipt queue(WriteCall call, QueueReason reason, String detail) {
    WriteReceipt receipt = outbox.queue(call, reason, detail);
    named.acknowledged(call.delivery());
    return receipt;
  }
}
