package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketFaultsTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final FaultScope faults = service.faults().forTenant("t");
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
  void aResetBeforeTheEffectLeavesNothing() throws Exception {
    faults.set(new Fault.ResetBeforeEffect());
    client.send(client.storing("t", "1"));
    assertThatThrownBy(client::rest)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void aResetAfterTheEffectSaysNothingOfIt() throws Exception {
    faults.set(new Fault.ResetAfterEffect());
    client.send(client.storing("t", "1"));
    assertThatThrownBy(client::rest)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aTruncatedBodyPromisesMoreThanComes() throws Exception {
    faults.set(new Fault.TruncatedBody());
    client.send(client.storing("t", "1"));
    String head = client.head();
    String whole = "{\"coord\": \"1\", \"memory_type\": \"episodic\"}";
    assertThat(head).startsWith("HTTP/1.1 200").contains("Content-Length: " + whole.length());
    String body = client.rest();
    assertThat(whole).startsWith(body);
    assertThat(body).isNotEmpty().isNotEqualTo(whole);
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aDripGivesSoManyBytesAndThenPauses() throws Exception {
    faults.set(new Fault.Drip(3, Duration.ofHours(1)));
    client.send(client.storing("t", "1"));
    assertThat(client.body(3)).isEqualTo("HTT");
    client.timeout(50);
    assertThatThrownBy(() -> client.in().read()).isInstanceOf(SocketTimeoutException.class);
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aDripComesToItsEndAndTheConnectionLives() throws Exception {
    faults.next(1, new Fault.Drip(7, Duration.ofNanos(1)));
    client.send(client.storing("t", "1"));
    assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(client.body(41)).isEqualTo("{\"coord\": \"1\", \"memory_type\": \"episodic\"}");
    client.send(client.storing("t", "2"));
    assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void aDelayHoldsEffectAndAnswerBack() throws Exception {
    faults.set(new Fault.Delay(Duration.ofHours(1)));
    client.send(client.storing("t", "1"));
    Patience.until("arrived", () -> service.requestCount("t") == 1);
    client.timeout(50);
    assertThatThrownBy(() -> client.in().read()).isInstanceOf(SocketTimeoutException.class);
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void aDelayedEffectHappensThoughTheClientHasLeft() throws Exception {
    faults.set(new Fault.Delay(Duration.ofMillis(20)));
    client.send(client.storing("t", "1"));
    client.close();
    Patience.until("the effect", () -> service.effects().size() == 1);
  }

  @Test
  void aBombIsSmallUntilUnpacked() throws Exception {
    faults.set(new Fault.GzipBomb(20_000_000));
    client.send(client.storing("t", "1"));
    String head = client.head();
    assertThat(head).contains("Content-Encoding: gzip\r\n");
    int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
    assertThat(length).isLessThan(200_000);
    byte[] packed = client.in().readNBytes(length);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] whole = unpacked.readAllBytes();
      assertThat(whole).hasSizeGreaterThan(20_000_000);
      assertThat(LosslessJson.read(whole).path("coord").asText()).isEqualTo("1");
    }
  }
}
