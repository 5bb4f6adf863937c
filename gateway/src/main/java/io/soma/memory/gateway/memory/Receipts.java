package io.soma.memory.gateway.memory;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import java.util.Map;

/** Tells a caller what became of a write: in the headers, as the body is the memory service's. */
final class Receipts {

  private static final String OUTCOME = "X-Soma-Outcome";

  private Receipts() {}

  /**
   * The answer to an acknowledged write.
   *
   * @throws RefusedRequestException with 409 if the receipt is that of another write
   */
  static Reply reply(WriteReceipt receipt, Map<String, ?> body) {
    if (receipt instanceof WriteReceipt.Queued queued) {
      return Reply.json(202, body)
          .with(OUTCOME, "queued")
          .with("X-Soma-Event-Id", queued.eventId().toString());
    }
    return Reply.json(200, body).with(OUTCOME, "stored");
  }

  /** The same for a caller who named the coordinate. */
  static Reply reply(WriteReceipt receipt, Coordinate named, Map<String, ?> body) {
    if (!receipt.coordinate().equals(named)) {
      throw new RefusedRequestException(
          409, "X-Idempotency-Key or X-Request-ID: used for a write to another coordinate");
    }
    return reply(receipt, body);
  }
}
