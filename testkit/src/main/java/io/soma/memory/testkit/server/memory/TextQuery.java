package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * The condition of a search without a vector store: one of the fields that the service searches
 * equals the text exactly, with case and blanks (an empty text matches all), and each filter equals
 * the field of its name.
 */
final class TextQuery {
  private static final List<String> SEARCHED = List.of("text", "content", "summary");

  private final String text;
  private final JsonNode wanted;
  private final JsonNode filters;

  TextQuery(String text, JsonNode filters) {
    this.text = text;
    wanted = new TextNode(text);
    this.filters = filters;
  }

  boolean matches(JsonNode payload) {
    return hasText(payload) && passes(payload);
  }

  private boolean hasText(JsonNode payload) {
    return text.isEmpty() || SEARCHED.stream().map(payload::path).anyMatch(wanted::equals);
  }

  private boolean passes(JsonNode payload) {
    for (Map.Entry<String, JsonNode> filter : filters.properties()) {
      if (!payload.path(filter.getKey()).equals(TextQuery::compare, filter.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Numbers are equal by value, as in a JSONB column; 0 for equal. */
  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }
}
