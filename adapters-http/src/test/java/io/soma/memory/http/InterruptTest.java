package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupt ends a call in each of its phases; waiting for an answer is in the contract. */
@Timeout(60)
class InterruptTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);

  @Test
  void anInterruptedThreadSendsNothing() throws IOException {
    try (CannedServer server = CannedServer.answering(200, "", "{}");
        RetrofitMemoryService client = server.client()) {
      Thread.currentThread().interrupt();

      CallResult<WriteConfirmation> answer = client.deliver(Calls.store(), AMPLE);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(answer).isEqualTo(Results.noAnswer("not sent: the calling thread is interrupted"));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anInterruptEndsConnecting() throws Exception {
    try (FullListener nobody = new FullListener();
        RetrofitMemoryService client = nobody.client()) {
      boolean[] kept = new boolean[1];
      Background<CallResult<WriteConfirmation>> call =
          Background.run(
              () -> {
                CallResult<WriteConfirmation> answer = client.deliver(Calls.store(), AMPLE);
                kept[0] = Thread.currentThread().isInterrupted();
                return answer;
              });
      Background.await("the call waits", () -> call.thread().getState() != Thread.State.RUNNABLE);

      call.thread().interrupt();

      assertThat(call.result()).isEqualTo(Results.noAnswer("interrupted"));
      assertThat(kept[0]).isTrue();
    }
  }

  @Test
  void connectingEndsWithTheDeadline() throws IOException {
    try (FullListener nobody = new FullListener();
        RetrofitMemoryService client = nobody.client()) {
      assertThat(client.deliver(Calls.store(), Duration.ofMillis(200)))
          .isEqualTo(Results.noAnswer("no answer within 200 ms"));
    }
  }

  /** A port on which a connect never ends, because its queue of connections is full. */
  private static final class FullListener implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queued = new ArrayList<>();

    FullListener() throws IOException {
      boolean full = false;
      while (!full && queued.size() < 100) {
        Socket socket = new Socket();
        queued.add(socket);
        try {
          socket.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()),
              300);
        } catch (SocketTimeoutException e) {
          full = true;
        }
      }
      assumeTrue(full, "this system lets any number of connections wait");
    }

    RetrofitMemoryService client() {
      return RetrofitMemoryService.create(
          HttpConfig.of("127.0.0.1:" + listener.getLocalPort(), "token"));
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : queued) {
        socket.close();
      }
      listener.close();
    }
  }
}
