package io.soma.memory.kafka.consume;

import io.soma.memory.kafka.Replayers;
import io.soma.memory.kafka.TestBroker;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.testkit.contract.EventReplayContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Each test has topics and a group of its own, on the broker that all tests share. */
class KafkaReplayContractTest extends EventReplayContract {

  private final TestBroker kafka = TestBroker.shared();
  private final KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config());

  @AfterEach
  void closePublisher() {
    publisher.close();
  }

  @Override
  protected EventPublisher publisher() {
    return publisher;
  }

  @Override
  protected AutoCloseable receive(EventReplay replay) {
    Replayers replayers = new Replayers();
    replayers.start(kafka.config(), replay);
    return replayers::close;
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }
}
