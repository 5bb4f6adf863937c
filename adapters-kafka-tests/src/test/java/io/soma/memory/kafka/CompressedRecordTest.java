package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.kafka.topics.KafkaAccess;
import io.soma.memory.kafka.topics.VerifiedTopics;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record of a foreign producer, tiny on the wire and large in a replayer's memory. */
class CompressedRecordTest {

  private static final int LARGE = 20_000_000;

  private final TestBroker kafka = TestBroker.shared();
  private final TenantId tenant = SampleEvents.freshTenant();
  private final String topic = kafka.topics().topicOf(tenant);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
  void aTopicThatWeCreateTakesNoneThatIsTooLargeUnpacked(String codec) {
    publish();

    assertThatThrownBy(() -> send(codec, LARGE)).hasCauseInstanceOf(RecordTooLargeException.class);
    assertThat(KafkaAccess.problems(kafka.config())).isEmpty();
  }

  @Test
  void aTopicThatTakesThemIsNamedWithTheMend() throws Exception {
    try (Admin admin = kafka.admin()) {
      NewTopic byHand =
          new NewTopic(topic, 1, (short) 1).configs(Map.of("max.message.bytes", "4194304"));
      admin.createTopics(List.of(byHand)).all().get();
    }
    try (LogLines log = LogLines.of(VerifiedTopics.class)) {
      publish();
      send("gzip", LARGE);

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains(topic, "compression.type=uncompressed");
    }
    assertThat(KafkaAccess.problems(kafka.config()))
        .singleElement()
        .asString()
        .contains(topic, "compression.type=uncompressed");
  }

  private void publish() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 1);
    try (KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config())) {
      Published outcome;
      do {
        outcome = publisher.publish(tenant, events);
      } while (outcome instanceof Published.Interrupted);
      assertThat(outcome).isEqualTo(new Published.All(1));
    }
  }

  private void send(String codec, int bytes) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.broker().bootstrapServers(),
            "compression.type",
            codec,
            "max.request.size",
            2 * LARGE,
            "buffer.memory",
            2L * LARGE);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, new byte[bytes])).get();
    }
  }
}
