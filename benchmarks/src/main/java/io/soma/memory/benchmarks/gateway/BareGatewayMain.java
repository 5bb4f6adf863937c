package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.load.ChildAnswers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * The limit: a gateway of the libraries that ours has, Jetty before a thread for each call and
 * OkHttp behind, that looks at nothing and forwards bodies as they are.
 */
public final class BareGatewayMain extends Handler.Abstract {

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int BAD_GATEWAY = 502;

  private final String target;
  private final ExecutorService calls = Executors.newCachedThreadPool();
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(64, 5, TimeUnit.MINUTES))
          .readTimeout(Duration.ZERO)
          .writeTimeout(Duration.ZERO)
          .build();

  private BareGatewayMain(String target) {
    this.target = target;
  }

  /** Runs in front of the memory service at the URL that is the first argument. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new BareGatewayMain(arguments[0]));
    server.start();
    try {
      ChildAnswers.ready(connector.getLocalPort());
    } finally {
      server.stop();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Content.Source.asByteBuffer(
        request,
        Promise.from(
            body -> calls.execute(() -> forward(request, response, callback, body)),
            callback::failed));
    return true;
  }

  private void forward(Request request, Response response, Callback callback, ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    okhttp3.Request.Builder forwarded =
        new okhttp3.Request.Builder()
            .url(target + request.getHttpURI().getPathQuery())
            .method(request.getMethod(), RequestBody.create(bytes, JSON));
    request
        .getHeaders()
        .forEach(
            field -> {
              if (field.getHeader() != HttpHeader.CONTENT_LENGTH
                  && field.getHeader() != HttpHeader.HOST) {
                forwarded.addHeader(field.getName(), field.getValue());
              }
            });
    try (okhttp3.Response answer = http.newCall(forwarded.build()).execute()) {
      byte[] answered = answer.body().bytes();
      response.setStatus(answer.code());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answered.length);
      response.write(true, ByteBuffer.wrap(answered), callback);
    } catch (IOException e) {
      Response.writeError(request, response, callback, BAD_GATEWAY);
    }
  }
}
