package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.TestKey;
import io.soma.memory.ports.driven.MonotonicClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against Jetty's own connections, over real sockets. */
@Timeout(20)
class PeekableEndPointTest {

  private static final String FIRST = "GET /first HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

  @TempDir private Path directory;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Server server = new Server();

  @AfterEach
  void close() throws Exception {
    server.stop();
  }

  @Test
  void seesThatThePeerClosed() throws Exception {
    try (Socket client = plain(false)) {
      send(client, FIRST);
      Waiting first = waiting.take();
      assertThat(first.endPoint().isPeerGone()).isFalse();

      client.close();
      first.awaitGone();
    }
  }

  @Test
  void seesThatThePeerReset() throws Exception {
    try (Socket client = plain(false)) {
      send(client, FIRST);
      Waiting first = waiting.take();

      client.setSoLinger(true, 0);
      client.close();
      first.awaitGone();
    }
  }

  @Test
  void seesThatThePeerClosedBehindAPipelinedRequest() throws Exception {
    try (Socket client = plain(false)) {
      send(client, FIRST);
      Waiting first = waiting.take();
      send(client, SECOND);
      client.shutdownOutput();
      first.awaitGone();

      first.answer();
      waiting.take().answer();
      assertThat(client.getInputStream().readAllBytes()).asString().contains("/first", "/second");
    }
  }

  @Test
  void losesNoByteOfAPipelinedRequest() throws Exception {
    try (Socket client = plain(false)) {
      send(client, FIRST);
      Waiting first = waiting.take();
      send(client, SECOND.substring(0, 25));
      first.lookOften();
      send(client, SECOND.substring(25, 30));
      first.lookOften();
      first.answer();
      send(client, SECOND.substring(30));
      waiting.take().answer();

      assertThat(answers(client, 2)).contains("/first", "/second");
    }
  }

  @Test
  void wakesJettyForBytesThatWereReadAhead() throws Exception {
    // Answered within handle(), Jetty waits for the selector before it reads again.
    try (Socket client = plain(true)) {
      send(client, FIRST);
      Waiting first = waiting.take();
      send(client, SECOND);
      first.lookOften();
      first.answer();
      waiting.take().answer();

      assertThat(answers(client, 2)).contains("/first", "/second");
    }
  }

  @Test
  void looksThroughTls() throws Exception {
    try (Socket client = secured()) {
      send(client, FIRST);
      Waiting first = waiting.take();
      send(client, SECOND);
      first.lookOften();
      first.answer();
      Waiting second = waiting.take();
      assertThat(answers(client, 1)).contains("/first");
      assertThat(second.endPoint().isPeerGone()).isFalse();

      client.close();
      second.awaitGone();
    }
  }

  private Socket plain(boolean answeredWithinHandle) throws Exception {
    int port = start(answeredWithinHandle, new HttpConnectionFactory(new HttpConfiguration()));
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private Socket secured() throws Exception {
    Path keystore = TestKey.in(directory);
    SslContextFactory.Server ssl = new SslContextFactory.Server();
    ssl.setKeyStorePath(keystore.toString());
    ssl.setKeyStorePassword(TestKey.PASSWORD);
    HttpConnectionFactory http = new HttpConnectionFactory(new HttpConfiguration());
    int port = start(false, new SslConnectionFactory(ssl, http.getProtocol()), http);
    return TestKey.trusting(keystore).getSocketFactory().createSocket("127.0.0.1", port);
  }

  private int start(boolean answeredWithinHandle, ConnectionFactory... factories) throws Exception {
    PeekingConnector connector =
        new PeekingConnector(
            server,
            new ConnectionWatch(MonotonicClock.SYSTEM, 100, Duration.ofSeconds(60)),
            factories);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Waiting each = Waiting.of(request, response, callback);
            waiting.add(each);
            if (answeredWithinHandle) {
              each.answered().join();
              each.write();
            } else {
              var unused = each.answered().thenRun(each::write);
            }
            return true;
          }
        });
    server.start();
    return connector.getLocalPort();
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  // Each body is a path and a full stop.
  private static String answers(Socket client, int count) throws IOException {
    StringBuilder read = new StringBuilder();
    for (int found = 0; found < count; ) {
      int next = client.getInputStream().read();
      assertThat(next).isNotNegative();
      read.append((char) next);
      found = read.toString().split("(first|second)\\.", -1).length - 1;
    }
    return read.toString();
  }

  private record Waiting(
      PeekableEndPoint endPoint,
      String path,
      Response response,
      Callback callback,
      CompletableFuture<Void> answered) {

    static Waiting of(Request request, Response response, Callback callback) {
      return new Waiting(
          PeekableEndPoint.of(request.getConnectionMetaData().getConnection().getEndPoint()),
          request.getHttpURI().getPath(),
          response,
          callback,
          new CompletableFuture<>());
    }

    void awaitGone() {
      while (!endPoint.isPeerGone()) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    // What was sent on loopback is there when the sender's call returns.
    void lookOften() {
      for (int i = 0; i < 1000; i++) {
        assertThat(endPoint.isPeerGone()).isFalse();
      }
    }

    void answer() {
      answered.complete(null);
    }

    void write() {
      ByteBuffer body = ByteBuffer.wrap((path + ".").getBytes(StandardCharsets.US_ASCII));
      response.write(true, body, callback);
    }
  }
}
