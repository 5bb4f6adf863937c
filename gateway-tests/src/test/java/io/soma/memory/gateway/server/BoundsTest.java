package io.soma.memory.gateway.server;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.testkit.fake.Hang;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow, large or many clients harm only themselves. */
class BoundsTest {

  /** Less than the idle time, so that only the watch over whole requests closes sooner. */
  private static final int PATIENCE_MILLIS = 25_000;

  private static final String HELLO = "{\"coord\": \"1,2,3\", \"payload\": {}}";

  private final GatewayRig rig =
      new GatewayRig(
          "SOMABRAIN_GATEWAY_REQUEST_TIMEOUT", "0.5",
          "SOMABRAIN_GATEWAY_TENANT_MAX_IN_FLIGHT", "4",
          "SOMABRAIN_GATEWAY_MAX_CONNECTIONS", "150");
  private final List<Socket> sockets = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
    rig.close();
  }

  @Test
  void aHeadThatNeverEndsIsCutOff() throws IOException {
    Socket slow = raw("POST /memories HTTP/1.1\r\nHost: localhost\r\nX-Slow");

    assertThat(slow.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aBodyThatNeverEndsIsCutOff() throws IOException {
    Socket slow = raw(head("Content-Length: 100\r\n") + "{\"coord\"");

    assertThat(slow.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aConnectionIsCutOffInItsSecondRequestToo() throws IOException {
    String whole = head("Content-Length: " + HELLO.length() + "\r\n") + HELLO;
    Socket slow = raw(whole);
    assertThat(answerOf(slow)).startsWith("HTTP/1.1 200");

    send(slow, whole.substring(0, 20));

    assertThat(slow.getInputStream().readAllBytes()).isEmpty();
  }

  @Test
  void aHundredSlowClientsHoldNoThread() throws IOException {
    for (int i = 0; i < 100; i++) {
      // A caller that says it is gamma has only gamma's share, so each caller has its own tenant.
      raw(head("Content-Length: 100\r\n").replace("alpha", "gamma-" + i) + "{");
    }

    assertThat(rig.post("/memories", HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void slowClientsOfATenantLeaveTheOthersTheirShare() throws Exception {
    Hang hang = rig.service().hang(TENANT);
    List<Future<HttpResponse<String>>> hanging = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String body = HELLO.replace("1,2,3", "1,2," + i);
      hanging.add(threads.submit(() -> rig.post("/memories", body)));
    }
    hang.awaitCalls(4);

    HttpResponse<String> one = rig.get("/memories/9,9");
    HttpResponse<String> other =
        rig.send(
            rig.anonymous("/memories")
                .header("Authorization", "Bearer " + GatewayRig.TOKEN)
                .header("X-Soma-Tenant", "beta")
                .POST(BodyPublishers.ofString(HELLO)));

    assertThat(one.statusCode()).isEqualTo(429);
    assertThat(one.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(one.body()).contains("tenant alpha has as many requests under way as it may");
    assertThat(other.statusCode()).isEqualTo(200);
    hang.release();
    // The requests exceed their time here, as those of a client that reads too slowly do.
    hanging.forEach(each -> each.cancel(true));
  }

  @Test
  void manyTenantsThatHangLeaveTheOthersAThread() throws Exception {
    List<Hang> hangs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String tenant = "hanging-" + i;
      hangs.add(rig.service().hang(new TenantId(tenant)));
      raw(head("Content-Length: " + HELLO.length() + "\r\n").replace("alpha", tenant) + HELLO);
      hangs.get(i).awaitCalls(1);
    }

    assertThat(rig.post("/memories", HELLO).statusCode()).isEqualTo(200);
    hangs.forEach(Hang::release);
  }

  @Test
  void idleConnectionsMakeRoom() throws IOException {
    for (int i = 0; i < 150; i++) {
      raw("");
    }

    assertThat(rig.post("/memories", HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void aHeadThatIsTooLargeIs431() throws IOException {
    Socket large =
        raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(20_000));

    assertThat(answerOf(large))
        .startsWith("HTTP/1.1 431")
        .contains("{\"detail\":\"Request Header Fields Too Large\"}");
  }

  @Test
  void whatIsNoRequestIs400() throws IOException {
    assertThat(answerOf(raw("\u0001\u0002 this is no HTTP\r\n\r\n")))
        .startsWith("HTTP/1.1 400")
        .contains("{\"detail\":\"Bad Request\"}");
  }

  @Test
  void theServerDoesNotSayWhatItIs() throws IOException {
    assertThat(rig.get("/healthz").headers().map().toString().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("jetty");
  }

  private static String head(String more) {
    return "POST /memories HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + GatewayRig.TOKEN
        + "\r\nX-Soma-Tenant: alpha\r\n"
        + more
        + "\r\n";
  }

  private Socket raw(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
    sockets.add(socket);
    socket.setSoTimeout(PATIENCE_MILLIS);
    send(socket, text);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** The head and body of one answer, whose body is an object without nesting. */
  private static String answerOf(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
      answer.append((char) c);
      if (c == '}') {
        return answer.toString();
      }
    }
    return answer.toString();
  }
}
