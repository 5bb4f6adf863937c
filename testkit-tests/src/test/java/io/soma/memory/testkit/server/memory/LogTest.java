package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogTest {
  private final ScriptableMemoryService service = ManyTenants.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aRequestIsRecordedAsItCame() throws Exception {
    client.send(
        client.posting("/memories?x=%20", "{\"coord\":\"1\"}").header("X-Request-ID", "r-1"));
    RequestRecord record = service.requests().get(0);
    assertThat(record.sequence()).isOne();
    assertThat(record.method()).isEqualTo("POST");
    assertThat(record.path()).isEqualTo("/memories?x=%20");
    assertThat(record.operation()).isEqualTo(Operation.STORE);
    assertThat(record.tenant()).isEqualTo("acme");
    assertThat(record.headers().first("x-REQUEST-id")).contains("r-1");
    assertThat(record.headers().all("x-soma-tenant")).containsExactly("acme");
    assertThat(record.headers().first("X-Absent")).isEmpty();
    assertThat(new String(record.body(), StandardCharsets.UTF_8)).isEqualTo("{\"coord\":\"1\"}");
    assertThat(record.json().path("coord").asText()).isEqualTo("1");
  }

  @Test
  void aBodyThatIsNoJsonIsRecordedToo() throws Exception {
    client.post("/memories", "{");
    RequestRecord record = service.requests().get(0);
    assertThat(record.body()).containsExactly('{');
    assertThatThrownBy(record::json).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void requestsThatFailAreRecordedAndCounted() throws Exception {
    service.faults().forAll().set(new Fault.StatusBeforeEffect(500, "x"));
    client.store("1", "{}");
    client.get("/nowhere");
    assertThat(service.requests()).hasSize(2);
    assertThat(service.requestCount("acme")).isEqualTo(2);
    assertThat(service.requestCount("other")).isZero();
  }

  @Test
  void theNewestRequestsAreKeptUpToABound() throws Exception {
    service.recordRequests(2);
    client.store("1", "{}");
    client.store("2", "{}");
    client.store("3", "{}");
    assertThat(service.requests()).extracting(RequestRecord::sequence).containsExactly(2L, 3L);
    service.recordRequests(false);
    client.store("4", "{}");
    assertThat(service.requests()).isEmpty();
    assertThat(service.requestCount("acme")).isEqualTo(4);
    assertThat(service.effects()).hasSize(4);
    service.recordRequests(true);
    client.store("5", "{}");
    assertThat(service.requests()).extracting(RequestRecord::sequence).containsExactly(5L);
  }

  @Test
  void effectsKeepTheBeginningOfAPayloadWhereToldSo() throws Exception {
    client.store("1", "{\"text\":\"a whole payload\"}");
    service.recordPayloads(10);
    client.store("2", "{\"text\":\"its beginning\"}");
    client.store("3", "{\"a\":1}");
    assertThat(service.effects())
        .extracting(EffectRecord::payload)
        .containsExactly("{\"text\":\"a whole payload\"}", "{\"text\":\"i", "{\"a\":1}");
  }

  @Test
  void effectsTellWhatHappenedInOrder() throws Exception {
    client.send(
        client
            .posting("/memories", "{ \"coord\": \"1,2\", \"payload\": { \"a\": [1, 2.50] } }")
            .header("X-Idempotency-Key", "key")
            .header("X-Request-ID", "r"));
    new ServiceClient(service, "other").delete("/memories/7");
    client.post("/graph/link", "{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    String link =
        "{\"to_coord\":\"2.0\",\"link_type\":\"related\",\"strength\":1.0,\"metadata\":{}}";
    assertThat(service.effects())
        .extracting(
            EffectRecord::tenant,
            EffectRecord::kind,
            EffectRecord::coordinate,
            EffectRecord::payload,
            EffectRecord::idempotencyKey,
            EffectRecord::requestId)
        .containsExactly(
            tuple("acme", EffectRecord.Kind.STORE, "1.0,2.0", "{\"a\":[1,2.50]}", "key", "r"),
            tuple("other", EffectRecord.Kind.DELETE, "7.0", "{\"deleted\":false}", "", ""),
            tuple("acme", EffectRecord.Kind.LINK, "1.0", link, "", ""));
    assertThat(service.effects("acme")).extracting(EffectRecord::sequence).containsExactly(1L, 3L);
  }

  @Test
  void effectsTellHowLateTheyCameAndOfCallersThatLeft() throws Exception {
    Duration delay = Duration.ofMillis(100);
    client.store("1", "{}");
    service.faults().forAll().set(new Fault.Delay(delay));
    client.store("2", "{}");
    try (RawClient leaving = new RawClient(service)) {
      leaving.send(leaving.storing("acme", "3"));
    }
    Patience.until("the effect of a caller that left", () -> service.effects().size() == 3);

    assertThat(service.effects())
        .extracting(EffectRecord::abandoned)
        .containsExactly(false, false, true);
    assertThat(service.effects().subList(1, 3))
        .allSatisfy(late -> assertThat(late.age()).isGreaterThanOrEqualTo(delay));
  }

  @Test
  void aMemoryIsFoundByAnySpelling() throws Exception {
    client.store("1,2", "{\"a\":1}");
    MemoryRecord memory = service.memory("acme", "1.0, 2e0").orElseThrow();
    assertThat(memory.coordinate()).isEqualTo("1.0,2.0");
    assertThat(memory.payload()).isEqualTo("{\"a\":1}");
    assertThat(service.memory("acme", "3")).isEmpty();
    client.delete("/memories/1,2");
    assertThat(service.memory("acme", "1,2")).isEmpty();
    assertThatThrownBy(() -> service.memory("acme", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
