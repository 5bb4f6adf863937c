package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.gateway.json.BodyFields;
import io.soma.memory.gateway.json.JsonTree;
import io.soma.memory.gateway.json.NotJsonException;
import io.soma.memory.gateway.json.QueryFields;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driving.MemoryClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Fetches and searches. */
final class ReadActions {

  private static final int DEFAULT_TOP_K = 5;

  private final MemoryClient client;

  ReadActions(MemoryClient client) {
    this.client = client;
  }

  CompletionStage<Reply> fetch(Caller caller, HttpCall call, AdmissionTicket room) {
    MemoryAddress at = MemoryAddress.at(CoordinateParser.parse(call.variable()));
    return client
        .fetchAsync(caller.context().with(room), at)
        .thenApply(
            found ->
                found
                    .map(memory -> Reply.json(200, Map.of("memory", ShownMemory.of(memory))))
                    .orElseGet(() -> Reply.error(404, "Memory not found")));
  }

  CompletionStage<Reply> search(Caller caller, HttpCall call, AdmissionTicket room) {
    return call.body(room)
        .thenCompose(body -> search(caller, new BodyFields(body, "MemorySearchRequest"), room));
  }

  private CompletionStage<Reply> search(Caller caller, BodyFields fields, AdmissionTicket room) {
    String text = fields.text("query");
    int topK = fields.integer("top_k", DEFAULT_TOP_K);
    int offset = fields.integer("offset", 0);
    // The memory service takes it, and does not look at it.
    fields.optionalText("memory_type");
    Map<String, ?> filters = fields.optionalObject("filters");
    fields.check();
    return search(caller, text, topK, offset, filters, room);
  }

  /** The same with its fields behind the question mark. */
  CompletionStage<Reply> searchByQuery(Caller caller, HttpCall call, AdmissionTicket room) {
    QueryFields fields = new QueryFields(call.rawQuery());
    String text = fields.text("query");
    int topK = fields.integer("top_k", DEFAULT_TOP_K);
    int offset = fields.integer("offset", 0);
    fields.check();
    return search(caller, text, topK, offset, filters(fields.optionalText("filters")), room);
  }

  private CompletionStage<Reply> search(
      Caller caller,
      String text,
      int topK,
      int offset,
      Map<String, ?> filters,
      AdmissionTicket room) {
    if (topK < 1) {
      // By the name that the request has for it.
      throw new InvalidWriteException("top_k", topK + " is less than 1");
    }
    RecallQuery query =
        new RecallQuery(caller.namespace(), text, topK, offset, null, Payload.of(filters));
    return client
        .recallAsync(caller.context().with(room), query)
        .thenApply(
            memories ->
                Reply.json(
                    200, Map.of("memories", memories.stream().map(ShownMemory::of).toList())));
  }

  // The memory service ignores filters that are no JSON object.
  @SuppressWarnings("unchecked") // JsonTree's maps have text keys.
  private static Map<String, ?> filters(@Nullable String text) {
    try {
      return text != null
              && JsonTree.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> object
          ? (Map<String, ?>) object
          : Map.of();
    } catch (NotJsonException e) {
      return Map.of();
    }
  }
}
