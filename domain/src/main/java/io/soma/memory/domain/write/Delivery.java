package io.soma.memory.domain.write;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A write as it is delivered. A direct call and the outbox use this same value, so that both ways
 * deliver equal bodies.
 *
 * @param coordinate the address of the write; for a link, its source
 * @param body one JSON object, which only the adapter of the memory service reads
 */
public record Delivery(
    Namespace namespace,
    WriteOperation operation,
    Coordinate coordinate,
    WriteIdentity identity,
    String body,
    @Nullable TraceParent traceParent) {

  /** The tenant that the write belongs to. */
  public TenantId tenant() {
    return namespace.tenant();
  }

  /** The request's id in logs and headers. */
  public RequestId requestId() {
    return identity.requestId();
  }

  /** The key that every call for this write carries. */
  public IdempotencyKey idempotencyKey() {
    return identity.idempotencyKey();
  }

  /** The key that keeps the write to one row in the outbox, however often it is enqueued. */
  public DedupeKey dedupeKey() {
    return identity.dedupeKey();
  }

  /** Writes with equal keys must reach the memory service in the order of their acknowledgement. */
  public OrderingKey orderingKey() {
    return new OrderingKey(coordinate.text());
  }

  /** The same write under other keys. */
  public Delivery withIdentity(WriteIdentity newIdentity) {
    return new Delivery(namespace, operation, coordinate, newIdentity, body, traceParent);
  }

  /** The same at another position in its trace. */
  public Delivery withTraceParent(@Nullable TraceParent position) {
    return new Delivery(namespace, operation, coordinate, identity, body, position);
  }

  /**
   * The same as a new write, for a write that does not repeat the earlier one with its request id.
   *
   * @param number distinguishes the two writes
   * @throws IllegalStateException if the caller named the key, or the write was stored already
   */
  public Delivery numbered(long number) {
    return withIdentity(identity.numbered(tenant(), number));
  }

  /** Leaves the body out: payloads stay out of logs. */
  @Override
  public String toString() {
    return "Delivery["
        + operation.topic()
        + " "
        + namespace
        + " "
        + coordinate
        + " "
        + requestId()
        + "]";
  }
}
