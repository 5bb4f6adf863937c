package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that asks for much and reads nothing of it fills its tenant's share, and no other's. */
class UnreadAnswersTest {

  private static final int ANSWER_BYTES = 7_000_000;
  private static final int MORE_THAN_ITS_SHARE =
      (int) (Runtime.getRuntime().maxMemory() / 16 / ANSWER_BYTES) + 2;
  private static final String SEARCH = "{\"query\": \"\", \"top_k\": 7}";

  private final GatewayRig rig = new GatewayRig();
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void storeSevenLargeMemories() {
    for (int i = 1; i <= 7; i++) {
      String text = "x".repeat(ANSWER_BYTES / 7);
      String body = "{\"coord\": \"1,2," + i + "\", \"payload\": {\"text\": \"" + text + "\"}}";
      assertThat(rig.post("/memories", body).statusCode()).isEqualTo(200);
    }
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    rig.close();
  }

  @Test
  void theyFillTheirTenantsShareAlone() throws IOException {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_ITS_SHARE; i++) {
      answers.add(firstLineOfASearch());
    }

    assertThat(answers).first().isEqualTo("HTTP/1.1 200");
    assertThat(answers).last().isEqualTo("HTTP/1.1 429");
    assertThat(searchOf("beta")).isEqualTo(200);

    for (Socket socket : sockets) {
      socket.close();
    }
    while (searchOf("alpha") != 200) {
      Thread.onSpinWait();
    }
  }

  private int searchOf(String tenant) {
    return rig.send(
            rig.anonymous("/memories/search")
                .header("Authorization", "Bearer " + GatewayRig.TOKEN)
                .header("X-Soma-Tenant", tenant)
                .POST(BodyPublishers.ofString(SEARCH)))
        .statusCode();
  }

  private String firstLineOfASearch() throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("127.0.0.1", rig.port()));
    String head =
        "POST /memories/search HTTP/1.1\r\nHost: localhost\r\nX-Soma-Tenant: alpha\r\n"
            + ("Authorization: Bearer " + GatewayRig.TOKEN + "\r\n")
            + ("Content-Length: " + SEARCH.length() + "\r\n\r\n");
    socket.getOutputStream().write((head + SEARCH).getBytes(StandardCharsets.UTF_8));
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
  }
}
