package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is in a payload, the memory service gets the same JSON directly and by the outbox. */
class EqualJsonTest {

  private static final int PAYLOADS = 400;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  @Test
  void bothWaysDeliverWhatTheCallerMeant() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      Map<WriteReceipt.Stored, Long> direct = new LinkedHashMap<>();
      Map<WriteReceipt.Queued, Long> queued = new LinkedHashMap<>();
      try (SomaMemory soma = start(service, "sync")) {
        for (long seed = 0; seed < PAYLOADS; seed++) {
          direct.put((WriteReceipt.Stored) soma.client().remember(write("direct", seed)), seed);
        }
      }
      try (SomaMemory soma = start(service, "fast_ack")) {
        for (long seed = 0; seed < PAYLOADS; seed++) {
          queued.put((WriteReceipt.Queued) soma.client().remember(write("queued", seed)), seed);
        }
        await(() -> soma.health().unconfirmed(new TenantId("queued")) == 0);
      }
      direct.forEach(
          (receipt, seed) -> check(service, "direct", receipt.coordinate().text(), seed));
      queued.forEach(
          (receipt, seed) -> check(service, "queued", receipt.coordinate().text(), seed));
    }
  }

  private static SomaMemory start(ScriptableMemoryService service, String mode) {
    String dsn = EmbeddedPostgresServer.shared().createDatabase();
    return Deployment.start(service, dsn, "SOMABRAIN_MEMORY_WRITE_MODE", mode);
  }

  private static Remember write(String tenant, long seed) {
    return Remember.of("test:" + tenant, "key-" + seed, new RandomJson(seed).payload());
  }

  private static void check(
      ScriptableMemoryService service, String tenant, String coordinate, long seed) {
    JsonNode meant = MAPPER.valueToTree(new RandomJson(seed).payload());
    JsonNode arrived = read(service.memory(tenant, coordinate).orElseThrow().payload());
    assertThat(arrived.path("value").equals(EqualJsonTest::compareLeaves, meant.path("value")))
        .as("seed %d, %s:%n%s%n%s", seed, tenant, meant.path("value"), arrived.path("value"))
        .isTrue();
  }

  // Exactly, however a number is spelt; the sign of a zero is spelling.
  private static int compareLeaves(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue())
        : one.equals(other) ? 0 : 1;
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
