package io.soma.memory.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.kafka.TestBroker;
import io.soma.memory.kafka.connection.ClientSettings;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.testkit.contract.EventPublisherContract;
import io.soma.memory.testkit.contract.SampleEvents;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a broker of its own, which it takes away. */
class KafkaEventPublisherTest extends EventPublisherContract {

  private static final EmbeddedKafkaBroker BROKER = EmbeddedKafkaBroker.inProcess();

  private final TestBroker kafka = TestBroker.on(BROKER).impatient();
  private final KafkaEventPublisher publisher = KafkaEventPublisher.create(kafka.config());

  @AfterAll
  static void closeBroker() {
    BROKER.close();
  }

  @AfterEach
  void closePublisher() {
    publisher.close();
  }

  @Override
  protected EventPublisher publisher() {
    return publisher;
  }

  @Override
  protected List<OutboxEvent> arrived(TenantId tenant, int atLeast) {
    return kafka.read(kafka.topics().topicOf(tenant), 0, atLeast);
  }

  @Override
  protected Optional<OutboxEvent> refusable(OutboxEvent event) {
    String body =
        SampleEvents.body(event.id().value(), "x".repeat(ClientSettings.MAX_RECORD_BYTES));
    return Optional.of(
        SampleEvents.event(event.tenant(), event.id().value(), WriteOperation.STORE, body, null));
  }

  @Override
  protected Optional<Outage> outage() {
    return Optional.of(
        new Outage() {
          @Override
          public void begin() {
            BROKER.stop();
          }

          @Override
          public void end() {
            BROKER.restart();
          }
        });
  }

  @Test
  void needsNoMemoryService() {
    assertThat(publisher.needsMemoryService()).isFalse();
  }
}
