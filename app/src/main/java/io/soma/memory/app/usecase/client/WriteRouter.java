package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.app.usecase.guard.GuardedCall;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.routing.Route;
import io.soma.memory.domain.routing.Verdict;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Sends each write its way: over HTTP while that is safe, else through the outbox. */
public final class WriteRouter {

  private final TenantPolicies policies;
  private final HandBack handBack;
  private final GuardedService service;
  private final OutboxPath outbox;
  private final KeyTurns turns;
  private final FailedAddresses failed;

  @Inject
  WriteRouter(
      TenantPolicies policies,
      HandBack handBack,
      GuardedService service,
      OutboxPath outbox,
      KeyTurns turns,
      FailedAddresses failed) {
    this.policies = policies;
    this.handBack = handBack;
    this.service = service;
    this.outbox = outbox;
    this.turns = turns;
    this.failed = failed;
  }

  WriteReceipt route(Delivery delivery) {
    WriteMode mode = policies.of(delivery.tenant()).writeMode();
    if (mode == WriteMode.FAST_ACK) {
      return outbox.queue(delivery, QueueReason.FAST_ACK, "not asked, as the mode is fast_ack");
    }
    try (KeyTurns.Turn turn = turns.take(delivery.tenant(), delivery.orderingKey())) {
      return directFirst(delivery, mode);
    }
  }

  /** The same without blocking the caller, and without holding a thread while in line. */
  CompletableFuture<WriteReceipt> routeAsync(Delivery delivery, Executor executor) {
    WriteMode mode = policies.of(delivery.tenant()).writeMode();
    if (mode == WriteMode.FAST_ACK) {
      return CompletableFuture.supplyAsync(() -> route(delivery), executor);
    }
    KeyTurns.Turn turn = turns.join(delivery.tenant(), delivery.orderingKey());
    try {
      return turn.due()
          .thenApplyAsync(due -> directFirst(delivery, mode), executor)
          // Here, and not where it runs, as there may be no thread any more that runs it.
          .whenComplete((receipt, failure) -> turn.close());
    } catch (RejectedExecutionException e) {
      turn.close();
      throw e;
    }
  }

  private WriteReceipt directFirst(Delivery delivery, WriteMode mode) {
    TenantId tenant = delivery.tenant();
    Optional<QueueReason> held = Route.beforeAdmission(mode, !handBack.isDone(tenant));
    if (held.isPresent()) {
      return elsewhere(delivery, mode, held.get(), "earlier writes of the tenant wait");
    }
    GuardedCall<Verdict> call = service.deliver(delivery);
    if (call instanceof GuardedCall.Denied<Verdict> denied) {
      QueueReason reason = Route.after(denied.why()).orElseThrow();
      return elsewhere(delivery, mode, reason, inWords(reason));
    }
    Verdict verdict = ((GuardedCall.Made<Verdict>) call).result();
    if (verdict instanceof Verdict.Stored stored) {
      failed.stored(delivery);
      return new WriteReceipt.Stored(
          delivery.coordinate(), delivery.idempotencyKey(), stored.absent());
    }
    if (verdict instanceof Verdict.Refused refused) {
      throw new MemoryRejectedException(refused.status(), refused.detail());
    }
    QueueReason reason = Route.after(verdict).orElseThrow();
    return elsewhere(delivery, mode, reason, verdict.toString());
  }

  private WriteReceipt elsewhere(
      Delivery delivery, WriteMode mode, QueueReason reason, String detail) {
    if (mode == WriteMode.STRICT) {
      throw new MemoryUnavailableException(detail + " (and the mode is strict)", null);
    }
    return outbox.queue(delivery, reason, detail);
  }

  private static String inWords(QueueReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
