package io.soma.memory.domain.write;

import io.soma.memory.domain.outbox.DedupeKey;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A write as it crosses the wire: what the HTTP call sends and what waits in the outbox are this
 * same value, so that both ways deliver equal JSON.
 *
 * @param coordinate what the write addresses; the source of a link
 * @param body the JSON object of the memory service's route; for a delete the coordinate alone
 */
public record Delivery(
    Namespace namespace,
    WriteOperation operation,
    Coordinate coordinate,
    RequestId requestId,
    IdempotencyKey idempotencyKey,
    String body,
    @Nullable TraceParent traceParent) {

  /** Whom the write belongs to. */
  public TenantId tenant() {
    return namespace.tenant();
  }

  /** What makes the write one row in the outbox, however often it is enqueued. */
  public DedupeKey dedupeKey() {
    return DedupeKey.of(tenant(), idempotencyKey);
  }

  /** Writes with equal keys must reach the memory service in the order of their acknowledgement. */
  public OrderingKey orderingKey() {
    return new OrderingKey(coordinate.text());
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
        + requestId
        + "]";
  }
}
