package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Storing, fetching and deleting one memory. */
final class MemoryRoutes {
  private static final DateTimeFormatter PYTHON_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private final MemoryStore store;

  MemoryRoutes(MemoryStore store) {
    this.store = store;
  }

  Answer store(Call call) {
    BodyFields fields = new BodyFields(call.request());
    String coord = fields.text("coord");
    JsonNode payload = fields.object("payload");
    String type = fields.memoryType();
    fields.check();
    Coordinate coordinate = Coordinate.parse(coord);
    if (coordinate.tooLong() || UnstorableText.in(payload)) {
      throw new RefusedRequest(Answer.unexpected());
    }
    store.store(call.origin(), coordinate, Json.text(payload), type);
    return Answer.json(200, Json.object().put("coord", coord).put("memory_type", type));
  }

  Answer fetch(Call call) {
    Coordinate coordinate = Coordinate.parse(call.route().argument());
    MemoryRecord memory =
        store
            .memory(call.tenant(), coordinate)
            .orElseThrow(() -> new RefusedRequest(Answer.detail(404, "Memory not found")));
    ObjectNode body = Json.object();
    body.putObject("memory")
        .putRawValue("coordinate", Json.raw(coordinate.json()))
        .putRawValue("payload", Json.raw(memory.payload()))
        .put("memory_type", memory.memoryType())
        .put("importance", 0.0)
        .put("created_at", time(memory.createdAt()))
        .put("updated_at", time(memory.updatedAt()))
        .putObject("metadata");
    return Answer.json(200, body);
  }

  Answer delete(Call call) {
    String coord = call.route().argument();
    boolean deleted = store.delete(call.origin(), Coordinate.parse(coord));
    return Answer.json(200, Json.object().put("coord", coord).put("deleted", deleted));
  }

  private static String time(Instant instant) {
    return PYTHON_TIME.format(instant);
  }
}
