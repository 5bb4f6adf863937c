package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.Operation;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All tenants in one topic of one partition, by setting. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SharedTopicTest {

  private static final int WRITES = 60;

  private final String database = EmbeddedPostgresServer.shared().createDatabase();

  @Test
  void aTenantThatMustWaitHoldsBackNoOther() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        SomaMemory soma = start(service)) {
      service
          .faults()
          .forTenant("alpha")
          .on(Operation.STORE)
          .set(new Fault.StatusBeforeEffect(500, "not now"));
      List<String> first = write(soma, "alpha");
      List<String> second = write(soma, "beta");

      await(() -> soma.health().unconfirmed(new TenantId("beta")) == 0);
      assertThat(delivered(service, "beta")).isEqualTo(second);
      assertThat(delivered(service, "alpha")).isEmpty();

      service.faults().clear();
      await(() -> soma.health().unconfirmed(new TenantId("alpha")) == 0);
      assertThat(delivered(service, "alpha")).containsExactlyInAnyOrderElementsOf(first);
    }
  }

  private SomaMemory start(ScriptableMemoryService service) {
    return Deployment.start(
        service,
        database,
        "SOMABRAIN_MEMORY_WRITE_MODE",
        "fast_ack",
        "SOMABRAIN_MEMORY_RESET_INTERVAL",
        "0.5",
        "SOMABRAIN_KAFKA_URL",
        EmbeddedKafkaBroker.shared().bootstrapServers(),
        "SOMABRAIN_KAFKA_SHARED_TOPIC",
        "shared-topic-test",
        "SOMABRAIN_KAFKA_SHARED_PARTITIONS",
        "1");
  }

  /** The request ids, in order. */
  private static List<String> write(SomaMemory soma, String tenant) {
    List<String> texts = IntStream.range(0, WRITES).mapToObj(i -> tenant + "-" + i).toList();
    for (String text : texts) {
      soma.client()
          .remember(
              Remember.of("test:" + tenant, "key-" + text, Map.of("text", text))
                  .withOptions(WriteOptions.requestId(text)));
    }
    return texts;
  }

  private static List<String> delivered(ScriptableMemoryService service, String tenant) {
    return service.effects(tenant).stream().map(EffectRecord::requestId).toList();
  }
}
