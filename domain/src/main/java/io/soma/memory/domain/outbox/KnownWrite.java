package io.soma.memory.domain.outbox;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * The outbox's record of an earlier write.
 *
 * @param topic of its operation, which another version may have written
 * @param fingerprint null for one that was queued before there were fingerprints
 * @param lastError why it failed, where it did
 */
public record KnownWrite(
    EventStanding standing,
    RequestId requestId,
    String topic,
    IdempotencyKey idempotencyKey,
    @Nullable Fingerprint fingerprint,
    @Nullable String lastError) {

  /** The event that carries it. */
  public EventId id() {
    return standing.id();
  }

  /** The coordinate that it addresses. */
  public Coordinate coordinate() {
    return new Coordinate(standing.orderingKey().value());
  }

  /**
   * Whether a write without a named key repeats this one: the same content under the same request
   * id, and this is the newest unconfirmed write of its address. After an older write, the caller
   * may have a new intention.
   */
  public boolean isRepeatedBy(Delivery write) {
    return requestId.equals(write.requestId())
        && isSameContent(write)
        && standing.isUnconfirmed()
        && !standing.overtaken();
  }

  boolean isSameContent(Delivery write) {
    return fingerprint != null && fingerprint.equals(write.identity().fingerprint());
  }
}
