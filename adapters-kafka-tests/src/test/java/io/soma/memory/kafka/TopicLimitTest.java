package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.kafka.topics.KafkaAccess;
import io.soma.memory.kafka.topics.VerifiedTopics;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic that an operator made, and that takes less than an event may need. */
class TopicLimitTest {

  private final TestBroker kafka = TestBroker.shared();
  private final TenantId tenant = SampleEvents.freshTenant();
  private final String topic = kafka.topics().topicOf(tenant);

  @BeforeEach
  void createTopic() throws Exception {
    try (Admin admin = kafka.admin()) {
      NewTopic small =
          new NewTopic(topic, 1, (short) 1)
              .configs(Map.of("max.message.bytes", "20000", "compression.type", "uncompressed"));
      admin.createTopics(List.of(small)).all().get();
    }
  }

  @Test
  void theCheckSaysSoWithTheMend() {
    assertThat(KafkaAccess.problems(kafka.config()))
        .singleElement()
        .asString()
        .contains("20000", topic, "max.message.bytes=4194304");
  }

  @Test
  void aRecordThatItDoesNotTakeIsRefusedWithTheMend() {
    OutboxEvent large =
        SampleEvents.event(
            tenant, 2, WriteOperation.STORE, SampleEvents.body(2, "x".repeat(100_000)), null);
    List<OutboxEvent> events =
        List.of(SampleEvents.event(tenant, 1), large, SampleEvents.event(tenant, 3));
    try (LogLines log = LogLines.of(VerifiedTopics.class);
        KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config())) {

      Published outcome = publishPatiently(publisher, events);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Published.Refused.class,
              refused -> {
                assertThat(refused.acknowledged()).isEqualTo(1);
                assertThat(refused.detail()).contains("max.message.bytes=4194304");
              });
      assertThat(publishPatiently(publisher, events.subList(2, 3))).isEqualTo(new Published.All(1));
      assertThat(log.warnings()).singleElement().asString().contains(topic, "20000");
    }
  }

  // As the relay does: a broker on a busy machine may take longer than a delivery's time.
  private Published publishPatiently(KafkaEventPublisher publisher, List<OutboxEvent> events) {
    Published outcome;
    do {
      outcome = publisher.publish(tenant, events);
    } while (outcome instanceof Published.Interrupted);
    return outcome;
  }
}
