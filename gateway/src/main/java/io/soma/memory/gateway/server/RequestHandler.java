package io.soma.memory.gateway.server;

import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;

/** Between Jetty and the routes. No thread waits for an answer. */
final class RequestHandler extends Handler.Abstract {

  private static final Logger LOG = Logs.of(RequestHandler.class);
  private static final int FIRST_ERROR = 400;

  private final Routes routes;
  private final AcceptedHosts hosts;
  private final ConnectionWatch watch;
  private final CallerWatch callers;
  private final IntConsumer answered;

  /**
   * For one listener.
   *
   * @param answered is told the status of each answer
   */
  RequestHandler(
      Routes routes,
      AcceptedHosts hosts,
      ConnectionWatch watch,
      CallerWatch callers,
      IntConsumer answered) {
    this.routes = routes;
    this.hosts = hosts;
    this.watch = watch;
    this.callers = callers;
    this.answered = answered;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    PeekableEndPoint connection =
        PeekableEndPoint.of(request.getConnectionMetaData().getConnection().getEndPoint());
    watch.handled(connection);
    Request.addCompletionListener(request, unused -> watch.answered(connection));
    WaitingCaller caller = callers.begin(connection::isPeerGone);
    var unused =
        answer(request, caller, connection.peer())
            .whenComplete(
                (reply, failure) -> {
                  callers.end(caller);
                  Reply answer = failure == null ? reply : of(failure);
                  answered.accept(answer.status());
                  Request.addCompletionListener(request, failed -> answer.sent().run());
                  if (answer.stream() == null) {
                    answer(request, response, callback, answer);
                  } else {
                    watch.streaming(connection);
                    begin(response, answer);
                    answer.stream()
                        .accept(new EventStream(new JettyOutput(response, callback, connection)));
                  }
                });
    return true;
  }

  private CompletionStage<Reply> answer(Request request, WaitingCaller caller, InetAddress peer) {
    try {
      RequestHead.check(request, hosts);
      return routes.answer(request, caller, peer);
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void answer(Request request, Response response, Callback callback, Reply reply) {
    if (reply.status() < FIRST_ERROR) {
      send(response, callback, reply);
    } else {
      DiscardedBody.of(request, () -> send(response, callback, reply));
    }
  }

  private static void send(Response response, Callback callback, Reply reply) {
    begin(response, reply);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  private static void begin(Response response, Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    reply.headers().forEach(response.getHeaders()::put);
  }

  private static Reply of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedRequestException refused) {
      return refused.reply();
    }
    LOG.error("a request failed unexpectedly", cause);
    CaughtErrors.handOn(cause);
    return Reply.error(500, "Internal error");
  }
}
