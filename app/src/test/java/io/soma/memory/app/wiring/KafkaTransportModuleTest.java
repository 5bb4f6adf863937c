package io.soma.memory.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTransportModuleTest {

  @TempDir private Path directory;

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
  void prefixAndGroupAreTakenFromTheirVariables() {
    KafkaConfig named =
        KafkaTransportModule.kafkaConfig(
            config("SOMABRAIN_KAFKA_TOPIC_PREFIX", "staging.", "SOMABRAIN_KAFKA_GROUP", "mine"));

    assertThat(named).isEqualTo(KafkaConfig.of("broker:9092").withNames("staging.", "mine"));
  }

  @ParameterizedTest
  @CsvSource({
    "SOMABRAIN_KAFKA_TOPIC_PREFIX, with blank, 121",
    "SOMABRAIN_KAFKA_TOPIC_PREFIX, slash/, 121",
    "SOMABRAIN_KAFKA_GROUP, with blank, 249",
  })
  void aPrefixOrGroupThatKafkaRefusesStopsTheStart(String variable, String value, String limit) {
    assertThatThrownBy(() -> config(variable, value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(limit);
  }

  @Test
  void aPrefixMayBeAsLongAsTheAdapterAllows() {
    String longest = "p".repeat(KafkaConfig.MAX_PREFIX_LENGTH);

    assertThat(
            KafkaTransportModule.kafkaConfig(config("SOMABRAIN_KAFKA_TOPIC_PREFIX", longest))
                .topicPrefix())
        .isEqualTo(longest);
    assertThatThrownBy(() -> config("SOMABRAIN_KAFKA_TOPIC_PREFIX", longest + "p"))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aNameThatKafkaRefusesStopsTheStart() {
    assertThatThrownBy(() -> config("SOMABRAIN_KAFKA_SHARED_TOPIC", "all writes"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_KAFKA_SHARED_TOPIC")
        .hasMessageContaining("249");
  }

  @ParameterizedTest
  @CsvSource({
    "acks=1, acks",
    "bootstrap.servers=canary:1, bootstrap.servers",
    "security.protocol=NONSENSE, NONSENSE",
  })
  void propertiesThatNoClientTakesAreSaidWithTheVariable(String line, String part)
      throws IOException {
    Path file = Files.writeString(directory.resolve("kafka.properties"), line);
    MemoryConfig config = config("SOMABRAIN_KAFKA_PROPERTIES", file.toString());

    assertThatThrownBy(() -> publisher(config))
        .cause()
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_KAFKA_PROPERTIES")
        .hasMessageContaining(part)
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker", "broker:99999", "bro ker:9092", "one:9092,two"})
  void anAddressThatIsNoneIsSaidWithTheVariable(String servers) {
    assertThatThrownBy(() -> config("SOMABRAIN_KAFKA_URL", servers))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_KAFKA_URL: ")
        .hasMessageContaining("is not host:port, such as broker:9092");
  }

  @Test
  void aNameThatDoesNotResolveYetEndsNoStart() {
    MemoryConfig config = config("SOMABRAIN_KAFKA_URL", "nobody.invalid:9092");

    try (KafkaEventPublisher publisher = publisher(config)) {
      assertThat(publisher.needsMemoryService()).isFalse();
    }
  }

  private static KafkaEventPublisher publisher(MemoryConfig config) {
    return Guice.createInjector(new MemoryModule(config)).getInstance(KafkaEventPublisher.class);
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
