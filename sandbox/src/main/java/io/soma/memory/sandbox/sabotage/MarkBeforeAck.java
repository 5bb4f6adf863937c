package io.soma.memory.sandbox.sabotage;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import jakarta.inject.Singleton;
import java.util.List;

/** Calls every event acknowledged; each twentieth is still in a buffer that is never sent. */
final class MarkBeforeAck extends AbstractModule {

  @Provides
  @Singleton
  static EventPublisher transport(KafkaEventPublisher kafka) {
    return (tenant, events) -> {
      List<OutboxEvent> sent =
          events.stream().filter(event -> event.id().value() % 20 != 0).toList();
      if (!sent.isEmpty()) {
        var unused = kafka.publish(tenant, sent);
      }
      return new Published.All(events.size());
    };
  }
}
