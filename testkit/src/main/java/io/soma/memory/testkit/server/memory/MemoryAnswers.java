package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Storing, fetching and deleting one memory. */
final class MemoryAnswers {
  private static final DateTimeFormatter PYTHON_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private final DatabaseAccess database;

  MemoryAnswers(DatabaseAccess database) {
    this.database = database;
  }

  ScriptedAnswer store(Call call) {
    PydanticBody fields = new PydanticBody(call.request(), "MemoryStoreRequest");
    String coord = fields.text("coord");
    JsonNode payload = fields.object("payload");
    String type = fields.memoryType();
    fields.check();
    CoordinateKey coordinate = CoordinateKey.parse(coord);
    if (!coordinate.fits() || UnstorableValues.in(payload)) {
      throw new RefusedRequest(ScriptedAnswer.unexpected());
    }
    String text = LosslessJson.text(payload);
    Optional<StoreRefusal> refusal = database.refusalOf(text);
    if (refusal.isPresent()) {
      throw new RefusedRequest(
          ScriptedAnswer.detail(refusal.get().status(), refusal.get().detail()));
    }
    database.connect().store(call.origin(), coordinate, text, type);
    if (database.hasVectors()) {
      database.connect().index(call.tenant(), coordinate, payload);
    }
    return ScriptedAnswer.json(
        200, LosslessJson.object().put("coord", coord).put("memory_type", type));
  }

  ScriptedAnswer fetch(Call call) {
    CoordinateKey coordinate = CoordinateKey.parse(call.route().argument());
    MemoryRecord memory =
        database
            .connect()
            .retrieve(call.tenant(), coordinate)
            .orElseThrow(() -> new RefusedRequest(ScriptedAnswer.detail(404, "Memory not found")));
    ObjectNode body = LosslessJson.object();
    ObjectNode found = body.putObject("memory");
    found
        .putRawValue("coordinate", LosslessJson.raw(coordinate.json()))
        .putRawValue("payload", LosslessJson.raw(stored(memory)))
        .put("memory_type", memory.memoryType())
        .putObject("metadata");
    found
        .put("importance", 0.0)
        .put("created_at", time(memory.createdAt()))
        .put("updated_at", time(memory.updatedAt()));
    return ScriptedAnswer.json(200, body);
  }

  ScriptedAnswer delete(Call call) {
    String coord = call.route().argument();
    CoordinateKey coordinate = CoordinateKey.parse(coord);
    boolean deleted = database.connect().delete(call.origin(), coordinate);
    return ScriptedAnswer.json(
        200, LosslessJson.object().put("coord", coord).put("deleted", deleted));
  }

  /** The payload as the service's database gives it back. */
  static String stored(MemoryRecord memory) {
    return PythonJsonWriter.write(LosslessJson.read(memory.payload()), JsonForm.STORED);
  }

  static String time(Instant instant) {
    return PYTHON_TIME.format(instant);
  }
}
