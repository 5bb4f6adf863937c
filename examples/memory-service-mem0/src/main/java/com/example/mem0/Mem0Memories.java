package com.example.mem0;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What mem0 lists, as memories of addresses: it keeps every version of one, and the newest counts.
 */
final class Mem0Memories {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final Comparator<JsonNode> BY_AGE = Comparator.comparing(Mem0Memories::createdAt);

  private Mem0Memories() {}

  // In any offset, and with or without a fraction of a second.
  private static Instant createdAt(JsonNode version) {
    try {
      return OffsetDateTime.parse(version.path("created_at").asText()).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  /** Each version, in mem0's order. */
  static Stream<JsonNode> versions(JsonNode answer) {
    return StreamSupport.stream(answer.path("results").spliterator(), false);
  }

  /** The newest version of the one address that was listed. */
  static Optional<Memory> newest(JsonNode answer) {
    return newestVersion(answer).map(Mem0Memories::memory);
  }

  /** The same as mem0 lists it. */
  static Optional<JsonNode> newestVersion(JsonNode answer) {
    return versions(answer).max(BY_AGE);
  }

  /** What a search found, the best first; of each address the newest version among the hits. */
  static List<Memory> found(JsonNode answer, RecallQuery query) {
    Map<String, JsonNode> byAddress = new LinkedHashMap<>();
    versions(answer)
        .forEach(
            hit ->
                byAddress.merge(
                    hit.path("run_id").asText(),
                    hit,
                    (one, other) -> BY_AGE.compare(one, other) >= 0 ? one : other));
    return byAddress.values().stream()
        .map(Mem0Memories::memory)
        .filter(memory -> isWanted(memory, query))
        .skip(query.offset())
        .limit(query.topK())
        .toList();
  }

  private static boolean isWanted(Memory memory, RecallQuery query) {
    return (query.memoryType() == null
            || memory.memoryType().equals(query.memoryType().name().toLowerCase(Locale.ROOT)))
        && memory.payload().entrySet().containsAll(parsed(query.filters().json()).entrySet());
  }

  // As payloads are, so that equal numbers are equal.
  private static Map<String, Object> parsed(String json) {
    try {
      return JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON object", e);
    }
  }

  private static Memory memory(JsonNode version) {
    JsonNode metadata = version.path("metadata");
    return new Memory(
        version.path("run_id").asText(),
        payload(version, metadata.path(Mem0Encoder.PAYLOAD).asText()),
        metadata.path(Mem0Encoder.TYPE).asText("episodic"),
        version.hasNonNull("score") ? version.get("score").asDouble() : null);
  }

  // What others stored at mem0 has a text alone.
  private static Map<String, Object> payload(JsonNode version, String json) {
    try {
      return parsed(json);
    } catch (IllegalArgumentException e) {
      return Map.of("text", version.path("memory").asText());
    }
  }
}
