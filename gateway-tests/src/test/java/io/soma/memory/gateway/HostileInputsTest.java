package io.soma.memory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each hostile input gets its own status and reason, writes nothing, and harms no other caller. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputsTest {

  private static final int ANSWER_MILLIS = 8_000;
  private static final String GOOD =
      HostileHeads.post("/memories", "", "{\"coord\":\"1,2,3\",\"payload\":{}}");

  private final GatewayRig rig =
      new GatewayRig(
          "SOMABRAIN_OUTBOX_API_TOKEN",
          AdminRig.ADMIN_TOKEN,
          "SOMABRAIN_ADMIN_BIND",
          "127.0.0.1:0");
  private int inputs;

  @BeforeAll
  void takesAnHonestRequest() throws IOException {
    assertThat(answer(rig.port(), GOOD)).startsWith("HTTP/1.1 200");
  }

  @AfterAll
  void close() {
    System.out.println("hostile inputs: " + inputs);
    rig.close();
  }

  static Stream<HostileInput> heads() {
    return HostileHeads.all();
  }

  static Stream<HostileInput> bodies() {
    return HostileBodies.all();
  }

  static Stream<HostileInput> orders() {
    return HostileOrders.all();
  }

  @ParameterizedTest
  @MethodSource({"heads", "bodies"})
  void isRefusedByTheGatewayAndWritesNothing(HostileInput input) throws IOException {
    int before = rig.service().deliveries().size();

    assertRefused(rig.port(), input);

    assertThat(rig.service().deliveries()).hasSize(before);
    assertThat(answer(rig.port(), GOOD)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void isRefusedByTheAdminListener(HostileInput input) throws IOException {
    assertRefused(rig.serve().adminPort(), input);
  }

  @Test
  void thereAreAtLeastAHundredAndFifty() {
    long all = Stream.of(heads(), bodies(), orders()).flatMap(each -> each).count();
    assertThat(all).isGreaterThanOrEqualTo(150);
  }

  private void assertRefused(int port, HostileInput input) throws IOException {
    inputs++;
    String answer = answer(port, input.bytes());
    assertThat(answer).startsWith("HTTP/1.1 " + input.status()).contains(input.detail());
    // Where there is no route, the gateway answers with the memory service's own pages.
    assertThat(answer)
        .containsAnyOf("{\"detail\":", "Content-Type: text/html")
        .doesNotContain("Exception", "\tat ");
  }

  /** The first answer on a connection of its own. */
  private static String answer(int port, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return answer(socket.getInputStream());
    }
  }

  private static String answer(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    int end = Integer.MAX_VALUE;
    for (int next = in.read(); next >= 0; next = in.read()) {
      answer.append((char) next);
      if (end == Integer.MAX_VALUE && answer.indexOf("\r\n\r\n") > 0) {
        end = answer.length() + lengthIn(answer);
      }
      if (answer.length() >= end) {
        break;
      }
    }
    return answer.toString();
  }

  private static int lengthIn(StringBuilder head) {
    return head.toString()
        .lines()
        .filter(line -> line.regionMatches(true, 0, "Content-Length: ", 0, 16))
        .map(line -> Integer.parseInt(line.substring(16).strip()))
        .findFirst()
        .orElse(1 << 20);
  }
}
