package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private final ScriptableMemoryService service = ManyTenants.start();
  private final ServiceClient client = new ServiceClient(service, "acme");

  @BeforeEach
  void honourKeys() {
    service.honoursIdempotencyKeys(true);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aKeyTakesEffectOnceAndGetsItsFirstAnswer() throws Exception {
    String first = store(client, "k", "1", "{\"v\":1}").body();
    client.store("1", "{\"v\":2}");
    HttpResponse<String> second = store(client, "k", "1.0", "{\"v\":1}");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first);
    assertThat(service.memory("acme", "1").orElseThrow().payload()).isEqualTo("{\"v\":2}");
    assertThat(service.effects("acme"))
        .extracting(EffectRecord::idempotencyKey)
        .containsExactly("k", "");
  }

  @Test
  void deletesAndLinksHaveKeysToo() throws Exception {
    client.store("1", "{}");
    HttpRequest.Builder delete = client.request("/memories/1").DELETE();
    delete.header("X-Idempotency-Key", "d");
    assertThat(client.send(delete).body()).contains("true");
    assertThat(client.send(delete).body()).contains("true");
    HttpRequest.Builder link =
        client.posting("/graph/link", "{\"from_coord\":\"1\",\"to_coord\":\"2\"}");
    link.header("X-Idempotency-Key", "l");
    client.send(link);
    client.send(link);
    assertThat(service.effects())
        .extracting(EffectRecord::kind)
        .containsExactly(EffectRecord.Kind.STORE, EffectRecord.Kind.DELETE, EffectRecord.Kind.LINK);
  }

  @Test
  void theKeyOfAnotherTenantIsAnotherKey() throws Exception {
    store(client, "k", "1", "{}");
    store(new ServiceClient(service, "other"), "k", "1", "{}");
    assertThat(service.effects()).hasSize(2);
  }

  @Test
  void aRefusalLeavesItsKeyFree() throws Exception {
    assertThat(store(client, "k", "abc", "{}").statusCode()).isEqualTo(400);
    assertThat(store(client, "k", "1", "{}").statusCode()).isEqualTo(200);
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aLostAnswerIsGivenAgainWithoutASecondEffect() throws Exception {
    service.faults().forTenant("acme").next(1, new Fault.StatusAfterEffect(502));
    assertThat(store(client, "k", "1", "{}").statusCode()).isEqualTo(502);
    assertThat(store(client, "k", "1", "{}").body()).contains("\"coord\": \"1\"");
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void aServiceThatIgnoresKeysTakesEveryEffect() throws Exception {
    service.honoursIdempotencyKeys(false);
    store(client, "k", "1", "{\"v\":1}");
    client.store("1", "{\"v\":2}");
    store(client, "k", "1", "{\"v\":1}");
    assertThat(service.effects()).hasSize(3);
    assertThat(service.memory("acme", "1").orElseThrow().payload()).isEqualTo("{\"v\":1}");
  }

  private static HttpResponse<String> store(
      ServiceClient client, String key, String coord, String payload) throws Exception {
    return client.send(
        client
            .posting("/memories", ServiceClient.body(coord, payload))
            .header("X-Idempotency-Key", key));
  }
}
