package io.soma.memory.kafka.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.TestBroker;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleTopicsTest {

  private final Instant later = Instant.now().plusSeconds(3600);
  private final TestBroker kafka = TestBroker.shared();
  private final TenantId tenant = SampleEvents.freshTenant();
  private final String topic = kafka.topics().topicOf(tenant);
  private final IdleTopics idle = IdleTopics.open(kafka.config());

  @AfterEach
  void close() {
    idle.close();
  }

  @Test
  void findsTenantsOwnTopicsUnderItsPrefixAlone() throws Exception {
    String other = kafka.config().topicPrefix() + "staging.acme";
    try (Admin admin = kafka.admin()) {
      admin.createTopics(List.of(new NewTopic(other, 1, (short) 1))).all().get();
    }
    publish(1);

    assertThat(idle.find()).containsExactly(Map.entry(topic, tenant));
    assertThatThrownBy(() -> idle.remove(other)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> idle.remove("orders")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverFindsASharedTopic() {
    publish(1);
    try (IdleTopics shared = IdleTopics.open(kafka.config().withSharedTopic(topic, 1))) {
      assertThat(shared.find()).isEmpty();
      assertThatThrownBy(() -> shared.remove(topic)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void keepsATopicWithRecordsThatTheGroupHasNotRead() throws Exception {
    publish(3);
    assertThat(idle.reasonToKeep(topic, later)).get().asString().contains("has not read");

    commit(kafka.config().groupId(), 2);
    assertThat(idle.reasonToKeep(topic, later))
        .get()
        .asString()
        .isEqualTo(
            "1 records that the consumer group " + kafka.config().groupId() + " has not read");

    commit(kafka.config().groupId(), 3);
    assertThat(idle.reasonToKeep(topic, later)).isEmpty();
  }

  @Test
  void keepsATopicThatAnotherOutboxHasNotRead() throws Exception {
    publish(3);
    commit(kafka.config().groupId(), 3);
    commit(kafka.config().groupId() + "-of-another", 1);

    assertThat(idle.reasonToKeep(topic, later)).get().asString().contains("2 records", "another");
  }

  @Test
  void keepsATopicWithAYoungRecord() throws Exception {
    publish(1);
    commit(kafka.config().groupId(), 1);

    assertThat(idle.reasonToKeep(topic, Instant.now().minusSeconds(3600)))
        .get()
        .asString()
        .startsWith("a record of 20");
    assertThat(idle.reasonToKeep(topic, later)).isEmpty();
  }

  @Test
  void eventsGoOnAfterItsRemoval() throws Exception {
    try (KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config())) {
      assertThat(publisher.publish(tenant, SampleEvents.events(tenant, 1, 2)))
          .isEqualTo(new Published.All(2));
      idle.remove(topic);
      idle.remove(topic);
      Published again;
      do {
        again = publisher.publish(tenant, SampleEvents.events(tenant, 3, 2));
      } while (again instanceof Published.Interrupted);
      assertThat(again).isEqualTo(new Published.All(2));
      assertThat(kafka.read(topic, 0, 2)).hasSize(2);
    }
  }

  private void publish(int count) {
    try (KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config())) {
      assertThat(publisher.publish(tenant, SampleEvents.events(tenant, 1, count)))
          .isEqualTo(new Published.All(count));
    }
  }

  private void commit(String group, long offset) throws Exception {
    try (Admin admin = kafka.admin()) {
      admin
          .alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }
}
