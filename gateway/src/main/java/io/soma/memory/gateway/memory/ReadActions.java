package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.gateway.json.BodyFields;
import io.soma.memory.gateway.server.BodyRoom;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driving.MemoryClient;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Fetches and searches. */
final class ReadActions {

  private static final int DEFAULT_TOP_K = 5;

  private final MemoryClient client;

  ReadActions(MemoryClient client) {
    this.client = client;
  }

  CompletionStage<Reply> fetch(Caller caller, HttpCall call, BodyRoom room) {
    MemoryAddress at = MemoryAddress.at(Coordinate.parse(call.variable()));
    return client
        .fetchAsync(caller.context(), at)
        .thenApply(
            found ->
                found
                    .map(memory -> Reply.json(200, Map.of("memory", ShownMemory.of(memory))))
                    .orElseGet(() -> Reply.error(404, "Memory not found")));
  }

  CompletionStage<Reply> search(Caller caller, HttpCall call, BodyRoom room) {
    return call.body(room).thenCompose(body -> search(caller, new BodyFields(body)));
  }

  private CompletionStage<Reply> search(Caller caller, BodyFields fields) {
    String text = fields.text("query");
    int topK = fields.integer("top_k", DEFAULT_TOP_K);
    int offset = fields.integer("offset", 0);
    var type = fields.optionalMemoryType();
    Map<String, ?> filters = fields.optionalObject("filters");
    fields.check();
    RecallQuery query =
        new RecallQuery(caller.namespace(), text, topK, offset, type, Payload.of(filters));
    return client
        .recallAsync(caller.context(), query)
        .thenApply(
            memories ->
                Reply.json(
                    200, Map.of("memories", memories.stream().map(ShownMemory::of).toList())));
  }
}
