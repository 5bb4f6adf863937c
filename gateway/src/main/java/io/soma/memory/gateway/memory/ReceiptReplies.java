package io.soma.memory.gateway.memory;

import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.gateway.server.Reply;
import java.util.Map;

/** Tells a caller what became of a write: in the headers, as the body is the memory service's. */
final class ReceiptReplies {

  private static final String OUTCOME = "X-Soma-Outcome";
  private static final String EVENT_ID = "X-Soma-Event-Id";

  private ReceiptReplies() {}

  /** The answer to an acknowledged write. */
  static Reply reply(Caller caller, WriteReceipt receipt, Map<String, ?> body) {
    return receipt.fold(
        stored -> Reply.json(200, body).with(OUTCOME, "stored"),
        queued ->
            Reply.json(caller.queuedStatus(), body)
                .with(OUTCOME, "queued")
                .with(EVENT_ID, queued.eventId().toString()),
        superseded -> superseded(superseded, body));
  }

  private static Reply superseded(WriteReceipt.Superseded superseded, Map<String, ?> body) {
    Reply reply = Reply.json(200, body).with(OUTCOME, "superseded");
    return superseded.eventId() == null
        ? reply
        : reply.with(EVENT_ID, superseded.eventId().toString());
  }
}
