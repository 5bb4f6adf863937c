package io.soma.memory.supervision;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driven.Tracing;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps exceptions of tracing from the step that it records: a row that is committed stays
 * committed, whatever a span does. Each step runs exactly once, and its own result or exception is
 * the outcome; without a trace where tracing fails before it. The first failure of each kind is
 * logged. Safe for many threads.
 */
public final class GuardedTracing implements Tracing {

  private final Tracing next;
  private final FirstFailures failures =
      new FirstFailures(Logs.of(GuardedTracing.class), "tracing");

  private GuardedTracing(Tracing next) {
    this.next = next;
  }

  /** The same tracing, which decides nothing. */
  public static Tracing of(Tracing tracing) {
    // Without a tracer there is nothing to guard, and every write would pay for it.
    return tracing == Tracing.NONE || tracing instanceof GuardedTracing
        ? tracing
        : new GuardedTracing(tracing);
  }

  @Override
  public Delivery atCaller(Delivery delivery) {
    try {
      return Objects.requireNonNull(next.atCaller(delivery), "tracing gave no delivery");
    } catch (Throwable e) {
      failures.lost("the caller's position", e);
      return delivery;
    }
  }

  @Override
  public <T> Supplier<T> stepAtCaller(Supplier<T> step) {
    String what = "a step of another thread";
    RecordedStep<String, T> recorded = new RecordedStep<>(unused -> step.get());
    try {
      Supplier<T> traced =
          Objects.requireNonNull(
              next.stepAtCaller(() -> recorded.apply(what)), "tracing gave no step");
      return () -> guarded(what, what, recorded, unused -> traced.get());
    } catch (Throwable e) {
      failures.lost(what, e);
      return () -> recorded.apply(what);
    }
  }

  @Override
  public WriteReceipt write(Delivery delivery, Function<Delivery, WriteReceipt> step) {
    return guarded("a write", delivery, step, guarded -> next.write(delivery, guarded));
  }

  @Override
  public CompletableFuture<WriteReceipt> writeAsync(
      Delivery delivery, Function<Delivery, CompletableFuture<WriteReceipt>> step) {
    return guarded("a staged write", delivery, step, guarded -> next.writeAsync(delivery, guarded));
  }

  @Override
  public Enqueued enqueue(Delivery delivery, Function<Delivery, Enqueued> step) {
    return guarded("an enqueue", delivery, step, guarded -> next.enqueue(delivery, guarded));
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events, Supplier<Published> step) {
    return guarded("a publish", step, guarded -> next.publish(tenant, events, guarded));
  }

  @Override
  public <T> T replay(TenantId tenant, List<OutboxEvent> events, Supplier<T> step) {
    return guarded("a replay", step, guarded -> next.replay(tenant, events, guarded));
  }

  @Override
  public CallResult<WriteConfirmation> deliver(
      Delivery delivery, Function<Delivery, CallResult<WriteConfirmation>> step) {
    return guarded("a delivery", delivery, step, guarded -> next.deliver(delivery, guarded));
  }

  @Override
  public <T> CallResult<T> read(
      ReadContext context, String operation, Function<ReadContext, CallResult<T>> step) {
    return guarded("a read", context, step, guarded -> next.read(context, operation, guarded));
  }

  private <T> T guarded(String what, Supplier<T> step, Function<Supplier<T>, T> traced) {
    return guarded(
        what, what, unused -> step.get(), guarded -> traced.apply(() -> guarded.apply(what)));
  }

  private <A, T> T guarded(
      String what, A argument, Function<A, T> step, Function<Function<A, T>, T> traced) {
    return guarded(what, argument, new RecordedStep<>(step), traced);
  }

  private <A, T> T guarded(
      String what, A argument, RecordedStep<A, T> recorded, Function<Function<A, T>, T> traced) {
    try {
      var unused = traced.apply(recorded);
      if (!recorded.hasRun()) {
        failures.lost(what, new IllegalStateException("tracing did not run the step"));
      }
    } catch (Throwable e) {
      if (!recorded.hasThrown(e)) {
        failures.lost(what, e);
      }
    }
    return recorded.apply(argument);
  }
}
