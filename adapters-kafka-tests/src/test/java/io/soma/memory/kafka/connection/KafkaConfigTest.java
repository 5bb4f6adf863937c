package io.soma.memory.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.soma.memory.domain.outbox.OutboxIdentity;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConfigTest {

  private final KafkaConfig config = KafkaConfig.of("broker:9092");

  @Test
  void defaultsToATopicOfOnePartitionPerTenant() {
    assertThat(config)
        .isEqualTo(
            new KafkaConfig(
                "broker:9092",
                Map.of(),
                "soma.memory.writes.",
                null,
                1,
                KafkaConfig.BROKER_DEFAULT,
                "soma-memory-replay-00000000-0000-0000-0000-000000000000"));
  }

  @Test
  @SuppressWarnings("NullAway") // A program without a null checker compiles this.
  void namesWhatIsNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KafkaConfig.of(null))
        .withMessageContaining("bootstrap servers are missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withGroup(null))
        .withMessageContaining("the group id is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withNames(null, "group"))
        .withMessageContaining("the topic prefix is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withSharedTopic(null, 1))
        .withMessageContaining("the shared topic's name is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withProperties(null))
        .withMessageContaining("the client properties are missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withProperties(Collections.singletonMap("client.id", null)))
        .withMessageContaining("the client property client.id has no value");
  }

  @Test
  void eachOutboxHasAConsumerGroupOfItsOwn() {
    OutboxIdentity outbox =
        new OutboxIdentity(UUID.fromString("0b8e0f5c-3d0f-4d35-9a55-1d5c2c3a7e11"));

    assertThat(config.withGroup(KafkaConfig.groupOf(outbox)).groupId())
        .isEqualTo("soma-memory-replay-0b8e0f5c-3d0f-4d35-9a55-1d5c2c3a7e11");
  }

  @Test
  void aMemberThatWaitsForLongCallsIsNotTakenForDead() {
    assertThat(ClientSettings.consumer(config, Duration.ofSeconds(14)))
        .containsEntry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
    assertThat(ClientSettings.consumer(config, Duration.ofSeconds(604)))
        .containsEntry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 664_000);
  }

  @Test
  void printsNoValueOfAClientProperty() {
    KafkaConfig secret =
        config.withProperties(Map.of("sasl.jaas.config", "password=hunter2", "a", "b-secret"));

    assertThat(secret.toString())
        .contains("broker:9092", "[a, sasl.jaas.config]")
        .doesNotContain("hunter2", "b-secret");
  }

  @Test
  void passesClientPropertiesOnToEveryClient() {
    KafkaConfig secured =
        config.withProperties(Map.of("security.protocol", "SASL_SSL", "linger.ms", "7"));

    assertThat(ClientSettings.producer(secured))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("linger.ms", "7");
    assertThat(ClientSettings.consumer(secured, Duration.ofSeconds(14)))
        .containsEntry("security.protocol", "SASL_SSL");
    assertThat(ClientSettings.admin(secured)).containsEntry("security.protocol", "SASL_SSL");
  }

  @Test
  void promisesHangOnSettingsThatAreAlwaysSent() {
    assertThat(ClientSettings.producer(config))
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    assertThat(ClientSettings.consumer(config, Duration.ofSeconds(14)))
        .containsEntry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)
        .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acks", "enable.auto.commit", "group.id", "bootstrap.servers"})
  void refusesPropertiesThatPromisesHangOn(String property) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withProperties(Map.of(property, "s3cret")))
        .withMessageContaining(property)
        .withMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with blank", "slash/", "tenant:"})
  void refusesNamesThatKafkaDoesNotTake(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> config.withNames(name, "group"));
    assertThatIllegalArgumentException().isThrownBy(() -> config.withSharedTopic(name, 1));
  }

  @Test
  void refusesAPrefixThatLeavesNoRoomForTheLongestTenant() {
    config.withNames("p".repeat(KafkaConfig.MAX_PREFIX_LENGTH), "group");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withNames("p".repeat(KafkaConfig.MAX_PREFIX_LENGTH + 1), "group"));
  }

  @Test
  void refusesNumbersThatNoTopicCanHave() {
    assertThatIllegalArgumentException().isThrownBy(() -> config.withSharedTopic("t", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaConfig("b", Map.of(), "p", null, 1, 0, "g"));
    assertThatIllegalArgumentException().isThrownBy(() -> KafkaConfig.of(" "));
  }
}
