package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import org.junit.jupiter.api.Test;

class BrokerHealthTest {

  @Test
  void tellsABrokerThatAnswersFromOneThatIsAwayAndSeesItComeBack() {
    try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.inProcess();
        KafkaEventPublisher publisher =
            KafkaEventPublisher.create(TestBroker.on(broker).impatient().config())) {
      assertThat(publisher.health().isUp()).isTrue();
      assertThat(publisher.health().detail())
          .isEqualTo(broker.bootstrapServers() + " answers, with 1 broker");

      broker.stop();
      assertThat(publisher.health().isUp()).isFalse();
      assertThat(publisher.health().detail())
          .startsWith(broker.bootstrapServers() + " does not answer");

      broker.restart();
      boolean isBack = false;
      for (int look = 0; look < 20 && !isBack; look++) {
        isBack = publisher.health().isUp();
      }
      assertThat(isBack).isTrue();
    }
  }
}
