package io.soma.memory.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** JSON as the memory service speaks it; numbers keep every digit. */
final class ServiceJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final ObjectReader TREE = MAPPER.readerFor(JsonNode.class);

  private ServiceJson() {}

  static ObjectReader readerFor(Class<?> type) {
    return MAPPER.readerFor(type);
  }

  static JsonParser parser(byte[] body) throws IOException {
    return MAPPER.createParser(body);
  }

  static JsonParser parser(String body) throws IOException {
    return MAPPER.createParser(body);
  }

  static JsonGenerator generator(Writer to) throws IOException {
    return MAPPER.createGenerator(to);
  }

  static JsonNode tree(byte[] body) throws IOException {
    return TREE.readTree(body);
  }

  static String write(Map<String, ?> object) {
    try {
      return MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of JSON values can be written", e);
    }
  }
}
