package io.soma.memory.gateway.server;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty itself refuses, such as a malformed head, in the shape of all other errors. */
final class JsonErrors extends ErrorHandler {

  /** What Jetty says in words that are always the same, so that they repeat nothing secret. */
  private static final Set<String> FIXED =
      Stream.concat(
              Stream.of(HttpCompliance.Violation.values()).map(Violation::getDescription),
              Stream.of(
                  "Bad Transfer-Encoding, chunked not last",
                  "Bad Transfer-Encoding, multiple chunked tokens",
                  "Invalid Content-Length Value",
                  "No Host",
                  "Blank Host",
                  "Bad EOL",
                  "Invalid SNI"))
          .collect(Collectors.toUnmodifiableSet());

  // Any other message of Jetty's may repeat what the request holds.
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String why = message != null && FIXED.contains(message) ? ": " + message : "";
    Reply reply = Reply.error(code, HttpStatus.getMessage(code) + why);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }
}
