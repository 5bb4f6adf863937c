package io.soma.memory.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.kafka.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaTransportModuleTest {

  @Test
  void eachTenantHasATopicOfItsOwnUnlessTold() {
    assertThat(KafkaTransportModule.kafkaConfig(config())).isEqualTo(KafkaConfig.of("broker:9092"));
  }

  @Test
  void allTenantsShareATopicByASetting() {
    KafkaConfig shared =
        KafkaTransportModule.kafkaConfig(
            config(
                "SOMABRAIN_KAFKA_SHARED_TOPIC",
                "all-writes",
                "SOMABRAIN_KAFKA_SHARED_PARTITIONS",
                "6"));

    assertThat(shared.sharedTopic()).isEqualTo("all-writes");
    assertThat(shared.partitions()).isEqualTo(6);
  }

  @Test
  void aNameThatKafkaRefusesStopsTheStart() {
    assertThatThrownBy(() -> config("SOMABRAIN_KAFKA_SHARED_TOPIC", "all writes"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_KAFKA_SHARED_TOPIC")
        .hasMessageContaining("249");
  }

  private static MemoryConfig config(String... further) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://nobody@127.0.0.1:1/none");
    environment.put("SOMABRAIN_KAFKA_URL", "broker:9092");
    for (int i = 0; i < further.length; i += 2) {
      environment.put(further[i], further[i + 1]);
    }
    return MemoryConfig.from(environment);
  }
}
