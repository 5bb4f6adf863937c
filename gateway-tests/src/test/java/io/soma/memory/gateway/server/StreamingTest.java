package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.supervision.Supervisor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events over real connections. */
@Timeout(120)
class StreamingTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  private final List<EventStream> all = new CopyOnWriteArrayList<>();
  private final BlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
  private final Supervisor supervisor = Supervisor.create();
  private final HttpListener listener =
      HttpListener.start(
          new ListenerConfig(
              "live",
              new ListenAddress("127.0.0.1", 0),
              "LIVE_BIND",
              Optional.empty(),
              Set.of(),
              8,
              SHORT,
              Duration.ofMinutes(1)),
          new Routes(
              List.of(
                  new Route(
                      "GET",
                      "/live",
                      call -> CompletableFuture.completedFuture(Reply.events(this::begun))))),
          supervisor);

  @AfterEach
  void close() {
    all.forEach(EventStream::end);
    listener.close();
    supervisor.close();
  }

  @Test
  void aStreamMayTakeLongerThanARequest() throws Exception {
    try (Socket reader = connect()) {
      EventStream stream = streams.take();
      listener.everySecond("beat", stream::beat);
      BufferedReader lines = lines(reader);
      int beats = 0;
      while (beats < 4) {
        String line = lines.readLine();
        assertThat(line).as("after %d beats", beats).isNotNull();
        beats += line.equals(":") ? 1 : 0;
      }
    }
  }

  @Test
  void aReaderThatHasLeftIsFoundByABeat() throws Exception {
    Socket reader = connect();
    EventStream stream = streams.take();
    stream.beat();
    lines(reader).readLine();
    reader.close();
    while (!stream.isOver()) {
      Thread.onSpinWait();
      stream.beat();
    }
  }

  @Test
  void anEndCutsOffAReaderThatTakesNothing() throws Exception {
    try (Socket reader = connect()) {
      EventStream stream = streams.take();
      byte[] large = new byte[32 << 20];
      stream.send("large", EventStream.frame("large", large));
      stream.end();
      // Waits for requests under way.
      listener.close();

      assertThat(readAll(reader)).isLessThan(large.length);
    }
  }

  @Test
  void theConnectionOfAnEndedStreamTakesTheNextRequest() throws Exception {
    try (Socket reader = connect()) {
      EventStream stream = streams.take();
      stream.beat();
      stream.end();
      BufferedReader lines = lines(reader);
      while (!lines.readLine().equals("0")) {
        // To the last chunk.
      }
      assertThat(lines.readLine()).isEmpty();
      request(reader);
      streams.take().beat();

      assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  private void begun(EventStream stream) {
    all.add(stream);
    streams.add(stream);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout(30_000);
    request(socket);
    return socket;
  }

  private static void request(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static long readAll(Socket socket) {
    long read = 0;
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        read += n;
      }
    } catch (IOException e) {
      // A reset is an end too.
    }
    return read;
  }
}
