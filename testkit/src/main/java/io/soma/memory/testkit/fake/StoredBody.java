package io.soma.memory.testkit.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body that stored a memory. */
record StoredBody(String coordinate, Map<String, Object> payload, String memoryType) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static StoredBody read(String body) {
    try {
      Map<String, Object> fields = JSON.readValue(body, new TypeReference<>() {});
      return new StoredBody(
          String.valueOf(fields.get("coord")),
          JSON.convertValue(fields.get("payload"), new TypeReference<>() {}),
          String.valueOf(fields.getOrDefault("memory_type", "episodic")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a store's body is a JSON object", e);
    }
  }

  Memory memory(@Nullable Double score) {
    return new Memory(coordinate, payload, memoryType, score);
  }

  boolean matches(RecallQuery query) {
    return (query.memoryType() == null || query.memoryType().wireName().equals(memoryType))
        && payload.entrySet().containsAll(query.filters().tree().entrySet());
  }

  /** The share of the query's words that the payload has. */
  double score(String query) {
    String text = payload.toString().toLowerCase(Locale.ROOT);
    String[] words = query.toLowerCase(Locale.ROOT).strip().split("\\s+");
    return (double) Arrays.stream(words).filter(text::contains).count() / words.length;
  }
}
