package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BrokerOutageTest {

  private final TenantId tenant = SampleEvents.freshTenant();
  private final RecordingReplay replay = new RecordingReplay();

  @Test
  void replayGoesOnWhenTheBrokerIsBack() {
    try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.inProcess();
        Replayers replayers = new Replayers()) {
      KafkaConfig config = TestBroker.on(broker).impatient().config();
      replayers.start(config, replay);
      publishUntilTaken(config, SampleEvents.events(tenant, 1, 5));
      replay.settled(tenant, 5);

      broker.stop();
      broker.restart();
      publishUntilTaken(config, SampleEvents.events(tenant, 6, 5));

      assertThat(replay.settled(tenant, 10).stream().distinct())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
    }
  }

  @Test
  void nothingIsAcknowledgedWhileThereIsNoBroker() {
    try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.inProcess()) {
      KafkaConfig config = TestBroker.on(broker).impatient().config();
      broker.stop();
      try (KafkaEventPublisher publisher = KafkaEventPublisher.create(config)) {
        Published outcome = publisher.publish(tenant, SampleEvents.events(tenant, 1, 3));

        assertThat(outcome).isInstanceOf(Published.Interrupted.class);
        assertThat(outcome.acknowledged()).isZero();
      }
    }
  }

  private void publishUntilTaken(KafkaConfig config, List<OutboxEvent> events) {
    try (KafkaEventPublisher publisher = KafkaEventPublisher.create(config)) {
      int taken = 0;
      for (int attempt = 0; attempt < 10 && taken < events.size(); attempt++) {
        taken += publisher.publish(tenant, events.subList(taken, events.size())).acknowledged();
      }
      assertThat(taken).isEqualTo(events.size());
    }
  }
}
