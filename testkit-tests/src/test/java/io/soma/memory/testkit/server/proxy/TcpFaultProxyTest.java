package io.soma.memory.testkit.server.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpFaultProxyTest {

  private static final int SOON_MILLIS = 30_000;
  private static final int SILENCE_MILLIS = 200;

  private EchoServer server;
  private TcpFaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new EchoServer();
    proxy = TcpFaultProxy.to(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passForwardsBothWays() throws IOException {
    try (Socket client = connect()) {
      send(client, 7);
      assertThat(receive(client)).isEqualTo(7);
      send(client, 8);
      assertThat(receive(client)).isEqualTo(8);
    }
  }

  @Test
  void movesNewConnectionsToAnotherServerAndKeepsOpenOnes() throws IOException {
    try (EchoServer other = new EchoServer();
        Socket before = connect()) {
      exchange(before, 1);
      proxy.moveTo(other.port());
      try (Socket after = connect()) {
        exchange(after, 2);
      }
      exchange(before, 3);
      assertThat(server.received()).containsExactly(1, 3);
      assertThat(other.received()).containsExactly(2);
    }
  }

  @Test
  void passForwardsTheEndOfAConnection() throws IOException {
    try (Socket client = connect()) {
      client.shutdownOutput();
      assertThat(receive(client)).isEqualTo(-1);
    }
  }

  @Test
  void refuseResetsNewConnectionsAndKeepsOpenOnes() throws IOException {
    try (Socket before = connect()) {
      exchange(before, 1);
      proxy.refuse();
      assertThatThrownBy(
              () -> {
                try (Socket refused = connect()) {
                  receive(refused);
                }
              })
          .isInstanceOf(SocketException.class);
      exchange(before, 2);
    }
    assertThat(server.received()).containsExactly(1, 2);
  }

  @Test
  void blackholeAcceptsAndForwardsNothingUntilItEnds() throws IOException {
    proxy.blackhole();
    try (Socket client = connect()) {
      send(client, 5);
      assertSilent(client);
      assertThat(server.received()).isEmpty();
      proxy.pass();
      assertThat(receive(client)).isEqualTo(5);
    }
  }

  @Test
  void blackholeHoldsOpenConnectionsToo() throws IOException {
    try (Socket client = connect()) {
      exchange(client, 1);
      proxy.blackhole();
      send(client, 2);
      assertSilent(client);
      assertThat(server.received()).containsExactly(1);
      proxy.pass();
      assertThat(receive(client)).isEqualTo(2);
    }
  }

  @Test
  void cutNowResetsOpenConnectionsAndAdmitsNewOnes() throws IOException {
    try (Socket cut = connect()) {
      exchange(cut, 1);
      proxy.cutNow();
      assertThatThrownBy(() -> receive(cut)).isInstanceOf(SocketException.class);
    }
    try (Socket next = connect()) {
      exchange(next, 2);
    }
  }

  @Test
  void cutNowReachesConnectionsThatABlackholeHolds() throws IOException {
    proxy.blackhole();
    try (Socket client = connect()) {
      send(client, 1);
      assertSilent(client);
      proxy.cutNow();
      assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void dropRepliesDeliversTheRequestAndSwallowsTheAnswer() throws Exception {
    try (Socket client = connect()) {
      exchange(client, 1);
      assertThat(server.received().take()).isEqualTo(1);
      proxy.dropReplies();
      send(client, 2);
      assertThat(server.received().poll(SOON_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(2);
      assertSilent(client);
    }
  }

  @Test
  void aConnectionThatLostAnAnswerIsResetOnceAnswersPassAgain() throws Exception {
    try (Socket client = connect()) {
      proxy.dropReplies();
      send(client, 1);
      assertThat(server.received().poll(SOON_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(1);
      assertSilent(client);
      proxy.pass();
      assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void delayHoldsTrafficForItsTime() throws IOException {
    proxy.delay(Duration.ofHours(1));
    try (Socket client = connect()) {
      send(client, 3);
      assertSilent(client);
      assertThat(server.received()).isEmpty();
      proxy.delay(Duration.ofMillis(1));
      assertThat(receive(client)).isEqualTo(3);
    }
  }

  @Test
  void aServerThatDoesNotListenLooksLikeAReset() throws IOException {
    // Bound and not listening, so that no other process can listen there.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      proxy.moveTo(taken.getLocalPort());

      assertThatThrownBy(
              () -> {
                try (Socket client = connect()) {
                  receive(client);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void closeResetsConnectionsFreesThePortAndEndsTheThreads() throws IOException {
    try (Socket client = connect()) {
      exchange(client, 1);
      assertThat(proxyThreads()).hasSize(3);
      proxy.close();
      assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
    }
    assertThat(proxyThreads()).isEmpty();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    proxy.close();
  }

  @Test
  void closeEndsThreadsThatAFaultHolds() throws IOException {
    proxy.blackhole();
    try (Socket client = connect()) {
      send(client, 1);
      assertSilent(client);
      proxy.close();
      assertThat(proxyThreads()).isEmpty();
    }
  }

  private static List<String> proxyThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("tcp-fault-proxy"))
        .toList();
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(SOON_MILLIS);
    return client;
  }

  private static void exchange(Socket client, int value) throws IOException {
    send(client, value);
    assertThat(receive(client)).isEqualTo(value);
  }

  private static void send(Socket client, int value) throws IOException {
    client.getOutputStream().write(value);
  }

  private static int receive(Socket client) throws IOException {
    return client.getInputStream().read();
  }

  private static void assertSilent(Socket client) throws IOException {
    client.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(SOON_MILLIS);
  }
}
