package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * For any payload, the memory service gets the same JSON directly, by the outbox, and by the outbox
 * and a broker.
 */
class EqualJsonTest {

  private static final int PAYLOADS = Boolean.getBoolean("soma.exhaustive") ? 1_000 : 100;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private final ScriptableMemoryService service = ScriptableMemoryService.start();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void theDirectWayDeliversWhatTheCallerMeant() {
    try (SomaMemory soma = start("SOMABRAIN_MEMORY_WRITE_MODE", "sync")) {
      writeAll(soma, WriteReceipt.Stored.class);
    }
  }

  @Test
  void theWayThroughTheOutboxDoesTheSame() {
    try (SomaMemory soma = start("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      writeAll(soma, WriteReceipt.Queued.class);
    }
  }

  @Test
  void andSoDoesTheWayThroughABroker() {
    try (SomaMemory soma =
        start(
            "SOMABRAIN_MEMORY_WRITE_MODE",
            "fast_ack",
            "SOMABRAIN_OUTBOX_TRANSPORT",
            "kafka",
            "SOMABRAIN_KAFKA_URL",
            EmbeddedKafkaBroker.shared().bootstrapServers())) {
      writeAll(soma, WriteReceipt.Queued.class);
    }
  }

  private SomaMemory start(String... variables) {
    return Deployment.start(service, EmbeddedPostgresServer.shared().createDatabase(), variables);
  }

  private void writeAll(SomaMemory soma, Class<? extends WriteReceipt> receipt) {
    Map<Long, String> coordinates = new LinkedHashMap<>();
    for (long seed = 0; seed < PAYLOADS; seed++) {
      WriteReceipt got = soma.client().remember(write(seed));
      assertThat(got).isInstanceOf(receipt);
      coordinates.put(seed, got.coordinate().text());
    }
    await(() -> soma.health().unconfirmed(Deployment.TENANT) == 0);
    coordinates.forEach((seed, coordinate) -> check(coordinate, seed));
  }

  private static Remember write(long seed) {
    return Remember.of("test:alpha", "key-" + seed, new RandomJson(seed).payload());
  }

  private void check(String coordinate, long seed) {
    JsonNode meant = MAPPER.valueToTree(new RandomJson(seed).payload());
    String there =
        new CoordinateScoping(new Tenancy.Shared(null))
            .toService(Deployment.TENANT, NumericCoordinates.parse(coordinate))
            .text();
    JsonNode arrived = read(service.memory("alpha", there).orElseThrow().payload());
    assertThat(arrived.path("value").equals(EqualJsonTest::compareLeaves, meant.path("value")))
        .as("seed %d:%n%s%n%s", seed, meant.path("value"), arrived.path("value"))
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
