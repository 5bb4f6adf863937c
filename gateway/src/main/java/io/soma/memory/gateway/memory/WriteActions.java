package io.soma.memory.gateway.memory;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.gateway.json.BodyFields;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stores, deletes and links. */
final class WriteActions {

  private final MemoryClient client;

  WriteActions(MemoryClient client) {
    this.client = client;
  }

  CompletionStage<Reply> store(Caller caller, HttpCall call, AdmissionTicket room) {
    return call.body(room)
        .thenCompose(body -> store(caller, call, new BodyFields(body, "MemoryStoreRequest")));
  }

  private CompletionStage<Reply> store(Caller caller, HttpCall call, BodyFields fields) {
    NamedAddresses named = NamedAddresses.of(fields, "coord", "key");
    Map<String, ?> payload = fields.object("payload");
    MemoryType type = fields.memoryType();
    fields.check();
    MemoryAddress address = named.address();
    Remember remember =
        new Remember(caller.namespace(), address, Payload.of(payload), type, caller.options());
    return write(call, remember)
        .thenApply(
            receipt -> {
              Coordinate at =
                  Objects.requireNonNullElse(address.coordinate(), receipt.coordinate());
              return ReceiptReplies.reply(
                  caller, receipt, body("coord", named.echo(at), "memory_type", type.wireName()));
            });
  }

  CompletionStage<Reply> delete(Caller caller, HttpCall call, AdmissionTicket room) {
    String named = call.variable();
    Coordinate at = CoordinateParser.parse(named);
    Forget forget = new Forget(caller.namespace(), MemoryAddress.at(at), caller.options());
    return write(call, forget)
        .thenApply(
            receipt ->
                ReceiptReplies.reply(
                    caller, receipt, body("coord", named, "deleted", isDeleted(receipt))));
  }

  // It is not known yet whether a queued deletion will find a memory.
  private static boolean isDeleted(WriteReceipt receipt) {
    return !(receipt instanceof WriteReceipt.Stored stored && stored.absent());
  }

  CompletionStage<Reply> link(Caller caller, HttpCall call, AdmissionTicket room) {
    return call.body(room)
        .thenCompose(body -> link(caller, call, new BodyFields(body, "GraphLinkRequest")));
  }

  private CompletionStage<Reply> link(Caller caller, HttpCall call, BodyFields fields) {
    String from = fields.text("from_coord");
    String to = fields.text("to_coord");
    String named = fields.optionalText("link_type");
    String type = named == null || named.isEmpty() ? "related" : named;
    double strength = fields.number("strength", 1.0);
    Map<String, ?> metadata = fields.optionalObject("metadata");
    fields.check();
    Coordinate source = CoordinateParser.parse(from);
    Link link =
        new Link(
                caller.namespace(),
                MemoryAddress.at(source),
                MemoryAddress.at(CoordinateParser.parse(to)),
                type,
                strength,
                Payload.of(Map.of()),
                caller.options())
            .as(type, strength, metadata);
    Map<String, ?> body = body("from_coord", from, "to_coord", to, "link_type", type, "ok", true);
    return write(call, link).thenApply(receipt -> ReceiptReplies.reply(caller, receipt, body));
  }

  // A caller that is gone hears of no acknowledgement, and may be repeating the write elsewhere.
  private CompletionStage<WriteReceipt> write(HttpCall call, MemoryWrite write) {
    if (call.callerLeftDuringAPause()) {
      return CompletableFuture.failedFuture(
          MemoryUnavailableException.because("the write is not sent, as its caller is gone", null));
    }
    CompletionStage<WriteReceipt> receipt = client.writeAsync(write);
    call.ifCallerLeaves(() -> receipt.toCompletableFuture().cancel(true));
    return receipt;
  }

  // In the memory service's order.
  private static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }
}
