package io.soma.memory.gateway.memory;

import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.gateway.server.Reply;
import java.util.Map;

/** Tells a caller what became of a write: in the headers, as the body is the memory service's. */
final class Receipts {

  private static final String OUTCOME = "X-Soma-Outcome";
  private static final String EVENT_ID = "X-Soma-Event-Id";

  private Receipts() {}

  /** The answer to an acknowledged write. */
  static Reply reply(Caller caller, WriteReceipt receipt, Map<String, ?> body) {
    if (receipt instanceof WriteReceipt.Queued queued) {
      return Reply.json(caller.queuedStatus(), body)
          .with(OUTCOME, "queued")
          .with(EVENT_ID, queued.eventId().toString());
    }
    if (receipt instanceof WriteReceipt.Superseded superseded) {
      Reply reply = Reply.json(200, body).with(OUTCOME, "superseded");
      return superseded.eventId() == null
          ? reply
          : reply.with(EVENT_ID, superseded.eventId().toString());
    }
    return Reply.json(200, body).with(OUTCOME, "stored");
  }
}
