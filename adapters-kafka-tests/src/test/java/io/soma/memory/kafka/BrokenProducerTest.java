package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.kafka.publish.ReplaceableProducer;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BrokenProducerTest {

  private final TestBroker kafka = TestBroker.shared();
  private final TenantId tenant = SampleEvents.freshTenant();

  @Test
  void aProducerBeyondUseIsReplaced() {
    BatchingProducer first = new BatchingProducer(body -> false);
    BatchingProducer second = new BatchingProducer(body -> false);
    AtomicInteger made = new AtomicInteger();
    try (KafkaEventPublisher publisher =
        new KafkaEventPublisher(
            kafka.config(),
            () -> {},
            kafka.admin(),
            new ReplaceableProducer(() -> made.getAndIncrement() == 0 ? first : second))) {
      first.breakForEver();

      assertThat(publisher.publish(tenant, SampleEvents.events(tenant, 1, 2)))
          .isInstanceOf(Published.Interrupted.class);
      assertThat(publisher.publish(tenant, SampleEvents.events(tenant, 1, 2)))
          .isEqualTo(new Published.All(2));
    }
    assertThat(first.isEnded()).isTrue();
    assertThat(second.isEnded()).isTrue();
    assertThat(made).hasValue(2);
  }

  @Test
  void aRecordThatFailsItsBatchIsFoundOneByOne() {
    BatchingProducer producer = new BatchingProducer(body -> body.contains("payload 3"));
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 5);
    try (KafkaEventPublisher publisher =
        new KafkaEventPublisher(
            kafka.config(), () -> {}, kafka.admin(), new ReplaceableProducer(() -> producer))) {

      Published together = publisher.publish(tenant, events);
      assertThat(together).isInstanceOf(Published.Interrupted.class);
      assertThat(together.acknowledged()).isZero();

      assertThat(publisher.publish(tenant, events))
          .isEqualTo(new Published.Refused(2, "InvalidRecordException: refused"));
      assertThat(publisher.publish(tenant, events.subList(3, 5))).isEqualTo(new Published.All(2));
    }
  }
}
