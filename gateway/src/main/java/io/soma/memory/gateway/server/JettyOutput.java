package io.soma.memory.gateway.server;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The answer of Jetty to one request, written piece by piece. */
final class JettyOutput implements EventOutput {

  private final Response response;
  private final Callback answered;
  private final PeekableEndPoint connection;

  /**
   * To one request.
   *
   * @param answered is told once that the answer is complete, or that it never will be
   */
  JettyOutput(Response response, Callback answered, PeekableEndPoint connection) {
    this.response = response;
    this.answered = answered;
    this.connection = connection;
  }

  @Override
  public void write(byte[] bytes, boolean last, Consumer<@Nullable Throwable> done) {
    response.write(
        last,
        ByteBuffer.wrap(bytes),
        Callback.from(
            () -> {
              if (last) {
                answered.succeeded();
              }
              done.accept(null);
            },
            failure -> {
              answered.failed(failure);
              done.accept(failure);
            }));
  }

  @Override
  public boolean isPeerGone() {
    return connection.isPeerGone();
  }

  @Override
  public void cutOff() {
    connection.close();
  }
}
