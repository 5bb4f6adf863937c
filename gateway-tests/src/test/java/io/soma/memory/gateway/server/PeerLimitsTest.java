package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One peer can take neither all connections nor all memory. */
@Timeout(25)
class PeerLimitsTest {

  private static final String HEALTH = "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final GatewayRig rig = new GatewayRig("SOMABRAIN_GATEWAY_MAX_CONNECTIONS", "60");
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    rig.close();
  }

  @Test
  void connectionsOfOneByteKeepNoOtherPeerOut() throws IOException {
    for (int i = 0; i < 300; i++) {
      open("127.0.0.2", "G");
    }

    assertThat(firstLine(open("127.0.0.3", HEALTH))).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void connectionsOfOneByteGiveWayToARequestOfTheSamePeer() throws IOException {
    for (int i = 0; i < 300; i++) {
      open("127.0.0.2", "G");
    }

    assertThat(firstLine(open("127.0.0.2", HEALTH))).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void connectionsWithoutAWholeHeadAreCutOffLongBeforeTheRequestsTime() throws IOException {
    Socket silent = open("127.0.0.2", "");
    Socket halfAHead = open("127.0.0.2", "POST /memories HTTP/1.1\r\nX");

    // The request's own time is a minute; the test's is 25 s.
    assertThat(silent.getInputStream().read()).isEqualTo(-1);
    assertThat(halfAHead.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void claimsOfALengthTakeNoRoom() throws IOException {
    for (int i = 0; i < 40; i++) {
      open(
          "127.0.0.2",
          "POST /memories HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + GatewayRig.TOKEN
              + "\r\nX-Soma-Tenant: alpha\r\nContent-Length: 2600000\r\n\r\n");
    }

    assertThat(rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}").statusCode())
        .isEqualTo(200);
  }

  private Socket open(String from, String text) throws IOException {
    Socket socket =
        new Socket(InetAddress.getByName("127.0.0.1"), rig.port(), InetAddress.getByName(from), 0);
    sockets.add(socket);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString();
  }
}
