package io.soma.memory.gateway.server;

import io.soma.memory.gateway.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param headers further ones, by their names
 * @param stream takes the stream of events that the answer is instead of the body; null for none
 * @param sent is run once it is sent, or cannot be sent any more
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
public record Reply(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    @Nullable Consumer<EventStream> stream,
    Runnable sent) {

  private static final Runnable NOTHING = () -> {};
  private static final String JSON = "application/json; charset=utf-8";

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** One with a body. */
  public Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    this(status, contentType, body, headers, null, NOTHING);
  }

  /**
   * Server-sent events, which no cache keeps and no proxy should hold back.
   *
   * @param stream takes the stream once the answer begins; it never blocks
   */
  public static Reply events(Consumer<EventStream> stream) {
    return new Reply(
        200,
        "text/event-stream; charset=utf-8",
        new byte[0],
        Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"),
        stream,
        NOTHING);
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
    return new Reply(status, contentType, body, more, stream, sent);
  }

  /** The same, and something to do once it is sent, or cannot be sent any more. */
  public Reply whenSent(Runnable action) {
    return new Reply(status, contentType, body, headers, stream, action);
  }
}
