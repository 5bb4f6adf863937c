package io.soma.memory.testkit.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.soma.memory.domain.write.Coordinate;
import org.jspecify.annotations.Nullable;

/** The content of a link's body. */
record StoredLink(Coordinate from, Coordinate to, String type, double strength) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static StoredLink read(String body) {
    try {
      JsonNode fields = JSON.readTree(body);
      return new StoredLink(
          new Coordinate(fields.path("from_coord").asText()),
          new Coordinate(fields.path("to_coord").asText()),
          fields.path("link_type").asText(),
          fields.path("strength").asDouble());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a link's body is a JSON object", e);
    }
  }

  boolean isSameAs(StoredLink other) {
    return from.equals(other.from) && to.equals(other.to) && type.equals(other.type);
  }

  boolean isOf(@Nullable String wanted) {
    return wanted == null || wanted.isEmpty() || wanted.equals(type);
  }
}
