package io.soma.memory.gateway.server;

import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** One request: its head is there, its body is read on demand. */
public final class HttpCall {

  /** As large as a body may be; the memory service answers 500 for ever to a larger one. */
  public static final int MAX_BODY_BYTES = 5 << 19;

  private final Request request;
  private final String variable;
  private final WaitingCaller caller;
  private final InetAddress peer;

  HttpCall(Request request, String variable, WaitingCaller caller, InetAddress peer) {
    this.request = request;
    this.variable = variable;
    this.caller = caller;
    this.peer = peer;
  }

  /** From where it comes; of an IPv6 address the first 64 bits, behind a proxy the proxy's. */
  public InetAddress peer() {
    return peer;
  }

  /**
   * Has an action run if the caller closes the connection before its answer begins. That is seen
   * within a second and a half, and not for a request that is answered within a second.
   */
  public void ifCallerLeaves(Runnable action) {
    caller.ifGone(action);
  }

  /**
   * Whether the caller left while this process stood still: its request waited in the connection,
   * and looks new. To be asked once the body is read.
   */
  public boolean callerLeftDuringAPause() {
    return caller.leftDuringAPause();
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

  /** All that stands behind the question mark, as it came; empty where nothing does. */
  public String rawQuery() {
    return Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
  }

  /** The first header of a name in any case, without blanks at its ends. */
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /** Reads a body of JSON of at most {@link #MAX_BODY_BYTES} without blocking a thread. */
  public CompletionStage<byte[]> body(BodyRoom room) {
    return body(room, MAX_BODY_BYTES);
  }

  /**
   * Reads a body of JSON without blocking a thread, and checks it as it comes. The stage fails with
   * {@link RefusedRequestException} if it is too large, does not arrive whole or has no room, and
   * with {@link io.soma.memory.domain.write.InvalidWriteException} if it is not JSON or holds what
   * is refused everywhere. An empty body is no error.
   */
  public CompletionStage<byte[]> body(BodyRoom room, int maxBytes) {
    if (request.getLength() > maxBytes) {
      return CompletableFuture.failedFuture(BodyReader.tooLarge(maxBytes));
    }
    return BodyReader.read(request, maxBytes, room);
  }
}
