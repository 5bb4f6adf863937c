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

  private final DatabaseAccess database;

  MemoryRoutes(DatabaseAccess database) {
    this.database = database;
  }

  Answer store(Call call) {
    BodyFields fields = new BodyFields(call.request(), "MemoryStoreRequest");
    String coord = fields.text("coord");
    JsonNode payload = fields.object("payload");
    String type = fields.memoryType();
    fields.check();
    Coordinate coordinate = Coordinate.parse(coord);
    if (!coordinate.fits() || UnstorableValues.in(payload)) {
      throw new RefusedRequest(Answer.unexpected());
    }
    database.connect().store(call.origin(), coordinate, Json.text(payload), type);
    if (database.hasVectors()) {
      database.connect().index(call.tenant(), coordinate, payload);
    }
    return Answer.json(200, Json.object().put("coord", coord).put("memory_type", type));
  }

  Answer fetch(Call call) {
    Coordinate coordinate = Coordinate.parse(call.route().argument());
    MemoryRecord memory =
        database
            .connect()
            .retrieve(call.tenant(), coordinate)
            .orElseThrow(() -> new RefusedRequest(Answer.detail(404, "Memory not found")));
    ObjectNode body = Json.object();
    ObjectNode found = body.putObject("memory");
    found
        .putRawValue("coordinate", Json.raw(coordinate.json()))
        .putRawValue("payload", Json.raw(stored(memory)))
        .put("memory_type", memory.memoryType())
        .putObject("metadata");
    found
        .put("importance", 0.0)
        .put("created_at", time(memory.createdAt()))
        .put("updated_at", time(memory.updatedAt()));
    return Answer.json(200, body);
  }

  Answer delete(Call call) {
    String coord = call.route().argument();
    Coordinate coordinate = Coordinate.parse(coord);
    boolean deleted = database.connect().delete(call.origin(), coordinate);
    return Answer.json(200, Json.object().put("coord", coord).put("deleted", deleted));
  }

  /** The payload as the service's database gives it back. */
  static String stored(MemoryRecord memory) {
    return PythonJsonWriter.write(Json.read(memory.payload()), JsonForm.STORED);
  }

  static String time(Instant instant) {
    return PYTHON_TIME.format(instant);
  }
}
