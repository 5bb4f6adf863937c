package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private RawClient client;

  @BeforeEach
  void connect() throws Exception {
    client = new RawClient(service);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    service.close();
  }

  @Test
  void oneConnectionCarriesManyRequestsHoweverTheyAreCut() throws Exception {
    String requests = client.storing("t", "1") + client.storing("t", "2");
    for (int i = 0; i < requests.length(); i++) {
      client.send(requests.substring(i, i + 1));
    }
    for (String coord : new String[] {"1", "2"}) {
      assertThat(client.head()).contains("Content-Length: 41\r\n");
      assertThat(client.body(41)).contains("\"" + coord + "\"");
    }
  }

  @Test
  void aBodyOverTheLimitIsReadToItsEndAndTheConnectionLives() throws Exception {
    int length = RequestReader.BODY_LIMIT + 1;
    client.send("POST /graph/unlink HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n");
    client.send("x".repeat(length) + client.storing("t", "1"));
    assertThat(client.head()).startsWith("HTTP/1.1 404").contains("text/html");
    assertThat(client.body(Nowhere.PAGE.length())).isEqualTo(Nowhere.PAGE);
    assertThat(client.head()).startsWith("HTTP/1.1 200");
  }

  @Test
  void aClientThatWantsTheEndGetsIt() throws Exception {
    client.send("GET /ping HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(client.rest()).startsWith("HTTP/1.1 200 OK\r\n").contains("Connection: close\r\n");
  }

  @Test
  void headGetsNoBody() throws Exception {
    client.send("HEAD /healthz HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(client.rest()).startsWith("HTTP/1.1 405").endsWith("\r\n\r\n");
  }

  @Test
  void whatIsNoHttpIsRefusedAndTheConnectionEnds() throws Exception {
    client.send("hello\r\n\r\n");
    assertThat(client.rest()).startsWith("HTTP/1.1 400");
  }

  @Test
  void readsABodyInChunksAsEmptyAndGoesOn() throws Exception {
    client.send(
        "POST /memories HTTP/1.1\r\nAuthorization: Bearer "
            + service.token()
            + "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n"
            + client.storing("t", "1"));
    String refusal = "{\"detail\": [{\"type\": \"missing\", \"loc\": [\"body\", \"req\"]";
    assertThat(client.head()).startsWith("HTTP/1.1 422").contains("Content-Length: 82\r\n");
    assertThat(client.body(82)).startsWith(refusal);
    assertThat(client.head()).startsWith("HTTP/1.1 200");
  }

  @Test
  void letsAClientThatAsksSendItsBody() throws Exception {
    String storing = client.storing("t", "1");
    int end = storing.indexOf("\r\n\r\n");
    client.send(storing.substring(0, end) + "\r\nExpect: 100-continue\r\n\r\n");
    assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    client.send(storing.substring(end + 4));
    assertThat(client.head()).startsWith("HTTP/1.1 200");
  }

  @Test
  void aLengthIsANumber() throws Exception {
    client.send("POST /memories HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
    assertThat(client.rest()).startsWith("HTTP/1.1 400");
  }

  @Test
  void aHeaderLineHasALimit() throws Exception {
    client.send("GET /healthz HTTP/1.1\r\nX: " + "x".repeat(1024 * 1024));
    assertThat(client.rest()).startsWith("HTTP/1.1 431");
  }
}
