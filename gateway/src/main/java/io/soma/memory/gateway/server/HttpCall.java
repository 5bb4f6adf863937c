package io.soma.memory.gateway.server;

import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** One request: its head is there, its body is read on demand. */
public final class HttpCall {

  /** As large as a body may be; the memory service answers 500 for ever to a larger one. */
  public static final int MAX_BODY_BYTES = 5 << 19;

  private final Request request;
  private final String variable;
  private final WaitingCaller caller;

  HttpCall(Request request, String variable, WaitingCaller caller) {
    this.request = request;
    this.variable = variable;
    this.caller = caller;
  }

  /**
   * Has an action run if the caller closes the connection before its answer begins. That is seen
   * within a second and a half, and not for a request that is answered within a second.
   */
  public void ifCallerLeaves(Runnable action) {
    caller.ifGone(action);
  }

  /** The variable part of the path, decoded; empty where the route has none. */
  public String variable() {
    return variable;
  }

  /**
   * A parameter behind the question mark, decoded; null where there is none.
   *
   * @throws RefusedRequestException with 400 if the query is malformed
   */
  public @Nullable String query(String name) {
    try {
      return Request.extractQueryParameters(request).getValue(name);
    } catch (RuntimeException e) {
      throw new RefusedRequestException(400, "the query is malformed");
    }
  }

  /** The first header of a name, whatever its case, without blanks around it. */
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /**
   * How large the body is, or may be where the request does not say; known before it is read.
   *
   * @throws RefusedRequestException with 413 if it is too large
   */
  public int bodyBytes() {
    long length = request.getLength();
    if (length > MAX_BODY_BYTES) {
      throw BodyReader.tooLarge(MAX_BODY_BYTES);
    }
    if (length >= 0) {
      return (int) length;
    }
    return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) ? MAX_BODY_BYTES : 0;
  }

  /** Reads the body without blocking anybody; fails with {@link RefusedRequestException}. */
  public CompletionStage<byte[]> body() {
    return BodyReader.read(request, MAX_BODY_BYTES);
  }
}
