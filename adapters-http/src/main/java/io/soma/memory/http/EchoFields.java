package io.soma.memory.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an answer that name the written memory. Every write waits for them, so they are
 * picked out of the text without building a tree of the rest.
 *
 * @param coordinate the text of the field that was asked for; null where it is absent or no text
 * @param ok whether the field of this name is {@code true}
 * @param deleted null where the field of this name is absent or no boolean
 */
record EchoFields(@Nullable String coordinate, boolean ok, @Nullable Boolean deleted) {

  /**
   * Reads a body.
   *
   * @param named the field that holds the coordinate
   * @throws IOException if it is not one JSON object and nothing more
   */
  static EchoFields read(byte[] body, String named) throws IOException {
    try (JsonParser parser = ServiceJson.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      EchoFields fields = new EchoFields(null, false, null);
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        fields =
            field.equals(named)
                ? fields.naming(value == JsonToken.VALUE_STRING ? parser.getText() : null)
                : fields.with(field, value);
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return fields;
    }
  }

  // Of a field that is there twice the last one counts.
  private EchoFields naming(@Nullable String text) {
    return new EchoFields(text, ok, deleted);
  }

  private EchoFields with(String field, JsonToken value) {
    return switch (field) {
      case "ok" -> new EchoFields(coordinate, value == JsonToken.VALUE_TRUE, deleted);
      case "deleted" ->
          new EchoFields(coordinate, ok, value.isBoolean() ? value == JsonToken.VALUE_TRUE : null);
      default -> this;
    };
  }
}
