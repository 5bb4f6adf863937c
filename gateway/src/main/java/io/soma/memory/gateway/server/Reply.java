package io.soma.memory.gateway.server;

import io.soma.memory.gateway.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param headers further ones, by their names
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

  private static final String JSON = "application/json; charset=utf-8";

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** A JSON object. */
  public static Reply json(int status, Map<String, ?> object) {
    return new Reply(status, JSON, JsonOutput.of(object), Map.of());
  }

  /** JSON that is written already, in UTF-8. */
  public static Reply json(int status, byte[] written) {
    return new Reply(status, JSON, written, Map.of());
  }

  /** An error as the memory service words it. */
  public static Reply error(int status, String detail) {
    return json(status, Map.of("detail", detail));
  }

  /** A text of a type. */
  public static Reply text(String contentType, String text) {
    return text(200, contentType, text);
  }

  /** The same with another status. */
  public static Reply text(int status, String contentType, String text) {
    return new Reply(status, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The same with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, more);
  }
}
