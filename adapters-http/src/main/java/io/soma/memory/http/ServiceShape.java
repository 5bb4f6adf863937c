package io.soma.memory.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Distinguishes the memory service's answers from those of a proxy in front of it. */
final class ServiceShape {

  private static final JsonFactory ANY_JSON = new JsonFactory();

  private ServiceShape() {}

  /** Whether a body is one of the service's errors: a JSON object with a {@code detail}. */
  static boolean isError(byte[] body) {
    try {
      return ServiceJson.tree(body).has("detail");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a body is an object, its first field has this name, and the value is of its kind. */
  static boolean begins(byte[] body, String field) {
    try (JsonParser parser = ANY_JSON.createParser(body)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && field.equals(parser.nextFieldName())
          && isOfRoute(field, parser.nextToken());
    } catch (IOException e) {
      return false;
    }
  }

  // Memories are objects and lists; the echo of a query is text.
  private static boolean isOfRoute(String field, JsonToken token) {
    return field.endsWith("coord") ? token == JsonToken.VALUE_STRING : token.isStructStart();
  }
}
