package io.soma.memory.http.write;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.JsonText;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.http.coordinate.NumericCoordinates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The fields that the memory service's users find in every memory, set only where the caller left
 * them out or null.
 *
 * @param name the key, or the coordinate's text where the caller named no key
 * @param universe the universe that the coordinate was hashed under
 * @param now the time of the write
 */
record Enrichment(
    String name,
    String universe,
    Namespace namespace,
    MemoryType memoryType,
    Coordinate coordinate,
    Instant now) {

  private static final int MOST_ADDED = 9;
  private static final List<String> TEXT_FIELDS =
      List.of("task", "text", "content", "what", "fact", "headline", "description");

  /** The payload's fields, with the missing ones added and the known ones normalised. */
  Map<String, Object> enrich(Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>(2 * (payload.tree().size() + MOST_ADDED));
    fields.putAll(payload.tree());
    PayloadNormalisation.apply(fields);
    String text = firstText(fields);
    fields.putIfAbsent("text", text);
    fields.putIfAbsent("content", text);
    fields.putIfAbsent("id", Objects.requireNonNullElse(fields.get("memory_id"), name));
    fields.putIfAbsent("timestamp", epochSeconds());
    fields.putIfAbsent("universe", universe);
    fields.putIfAbsent("namespace", namespace.value());
    fields.putIfAbsent("tenant", namespace.tenant().value());
    fields.putIfAbsent("memory_type", memoryType.wireName());
    fields.putIfAbsent("coordinate", new JsonText.Raw(NumericCoordinates.toJson(coordinate)));
    return fields;
  }

  private String firstText(Map<String, Object> fields) {
    for (String field : TEXT_FIELDS) {
      if (fields.get(field) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return name;
  }

  private BigDecimal epochSeconds() {
    return BigDecimal.valueOf(
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000L), now.getNano() / 1000),
        6);
  }
}
