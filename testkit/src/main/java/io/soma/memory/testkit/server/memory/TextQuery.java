package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a search wants of a payload: the text somewhere in one of the fields that the service
 * searches, whatever the case (no text wants all), and each filter equal to the field of its name.
 */
final class TextQuery {
  private static final List<String> SEARCHED = List.of("text", "content", "summary");

  private final String text;
  private final JsonNode filters;

  TextQuery(String text, JsonNode filters) {
    this.text = text.toLowerCase(Locale.ROOT);
    this.filters = filters;
  }

  boolean matches(JsonNode payload) {
    return hasText(payload) && passes(payload);
  }

  private boolean hasText(JsonNode payload) {
    return text.isEmpty()
        || SEARCHED.stream()
            .map(payload::path)
            .anyMatch(field -> field.asText().toLowerCase(Locale.ROOT).contains(text));
  }

  private boolean passes(JsonNode payload) {
    for (Map.Entry<String, JsonNode> filter : filters.properties()) {
      if (!same(payload.path(filter.getKey()), filter.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return (one.isNumber() && other.isNumber())
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }
}
