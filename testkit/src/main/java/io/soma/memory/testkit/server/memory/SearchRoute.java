package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searching by text, newest first. Reads every memory of the tenant. */
final class SearchRoute {
  private final MemoryStore store;

  SearchRoute(MemoryStore store) {
    this.store = store;
  }

  Answer answer(Call call) {
    BodyFields fields = new BodyFields(call.request());
    String query = fields.text("query");
    int topK = fields.integer("top_k", 5);
    int offset = fields.integer("offset", 0);
    @Nullable String type = fields.optionalText("memory_type");
    JsonNode filters = fields.optionalObject("filters");
    fields.check();
    if (topK < 0 || offset < 0) {
      throw new RefusedRequest(Answer.unexpected());
    }
    TextQuery wanted = new TextQuery(query, filters);
    List<MemoryRecord> newestFirst = new ArrayList<>(store.memories(call.tenant()));
    Collections.reverse(newestFirst);
    ObjectNode body = Json.object();
    ArrayNode found = body.putArray("memories");
    newestFirst.stream()
        .filter(memory -> type == null || type.isEmpty() || memory.memoryType().equals(type))
        .filter(memory -> wanted.matches(Json.read(memory.payload())))
        .skip(offset)
        .limit(topK)
        .forEach(memory -> add(found, memory));
    return Answer.json(200, body);
  }

  private static void add(ArrayNode found, MemoryRecord memory) {
    found
        .addObject()
        .putRawValue("coordinate", Json.raw(new Coordinate(memory.coordinate()).json()))
        .putRawValue("payload", Json.raw(memory.payload()))
        .put("memory_type", memory.memoryType())
        .put("importance", 0.0);
  }
}
