package io.soma.memory.ports.driven;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteReceipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Records the steps of a write in a trace. A method runs the given step once, on the calling
 * thread, and returns its result or throws its exception; {@link #stepAtCaller} leaves that to its
 * caller. Tracing itself never fails a step. The position in the trace travels with the write, in
 * the outbox and through every transport, so that all processes add to one trace. Safe for use by
 * many threads.
 */
public interface Tracing {

  /** Adds nothing. */
  Tracing NONE = new Tracing() {};

  /** A write at the caller's position in its trace, unless it says one itself. */
  default Delivery atCaller(Delivery delivery) {
    return delivery;
  }

  /**
   * A step that another thread runs, at the caller's position. Does not run it.
   *
   * @return the step to run instead, once
   */
  default <T> Supplier<T> stepAtCaller(Supplier<T> step) {
    return step;
  }

  /** A write from its call to its receipt. */
  default WriteReceipt write(Delivery delivery, Function<Delivery, WriteReceipt> step) {
    return step.apply(delivery);
  }

  /** The same for a write with a receipt that comes later. */
  default CompletableFuture<WriteReceipt> writeAsync(
      Delivery delivery, Function<Delivery, CompletableFuture<WriteReceipt>> step) {
    return step.apply(delivery);
  }

  /** The commit of a write to the outbox. */
  default Enqueued enqueue(Delivery delivery, Function<Delivery, Enqueued> step) {
    return step.apply(delivery);
  }

  /** Events that are handed to the transport. */
  default Published publish(TenantId tenant, List<OutboxEvent> events, Supplier<Published> step) {
    return step.get();
  }

  /** Events that came through a transport and are applied. */
  default <T> T replay(TenantId tenant, List<OutboxEvent> events, Supplier<T> step) {
    return step.get();
  }

  /** One call of the memory service that writes. */
  default CallResult<WriteConfirmation> deliver(
      Delivery delivery, Function<Delivery, CallResult<WriteConfirmation>> step) {
    return step.apply(delivery);
  }

  /** One call of the memory service that reads. */
  default <T> CallResult<T> read(
      ReadContext context, String operation, Function<ReadContext, CallResult<T>> step) {
    return step.apply(context);
  }
}
