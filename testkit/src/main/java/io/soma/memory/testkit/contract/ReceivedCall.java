package io.soma.memory.testkit.contract;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.write.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The tenant and ids with which a call arrived at the remote end.
 *
 * @param idempotencyKey absent from reads
 * @param traceParent absent where the caller has none
 */
public record ReceivedCall(
    String tenant,
    String namespace,
    String requestId,
    @Nullable String idempotencyKey,
    @Nullable String traceParent) {

  /** The call that a delivery must arrive as. */
  public static ReceivedCall of(Delivery delivery) {
    return new ReceivedCall(
        delivery.tenant().value(),
        delivery.namespace().value(),
        delivery.requestId().value(),
        delivery.idempotencyKey().toString(),
        delivery.traceParent() == null ? null : delivery.traceParent().value());
  }

  /** The call that a read must arrive as. */
  public static ReceivedCall of(ReadContext context) {
    return new ReceivedCall(
        context.namespace().tenant().value(),
        context.namespace().value(),
        context.requestId().value(),
        null,
        context.traceParent() == null ? null : context.traceParent().value());
  }
}
