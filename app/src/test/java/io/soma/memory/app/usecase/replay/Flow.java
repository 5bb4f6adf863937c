package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.relay.Relay;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.testkit.fake.InMemoryTransport;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The application with a transport, stepped until everything has come to its end. */
final class Flow {

  /** The transport of the events. */
  enum Transport {
    /** The relay delivers. */
    DIRECT,
    /** A broker keeps events for a replay consumer. */
    BROKER
  }

  private static final Duration STEP = Duration.ofSeconds(5);

  final Rig rig;
  private final Transport transport;
  private final InMemoryTransport broker = new InMemoryTransport();

  Flow(Transport transport, String... variables) {
    this.transport = transport;
    this.rig =
        new Rig(
            fakes ->
                binder -> {
                  if (transport == Transport.BROKER) {
                    binder.bind(EventPublisher.class).toInstance(broker);
                  }
                },
            variables);
  }

  /** One turn of a tenant, after which some time passes. */
  void turn(TenantId tenant, Duration pause) {
    rig.get(Relay.class).relay(tenant);
    if (transport == Transport.BROKER) {
      broker.handOver(tenant, rig.get(EventReplay.class));
    }
    rig.advance(pause);
  }

  /** Turns of the tenant until nothing is unconfirmed, or so many. */
  void run(int turns) {
    for (int i = 0; i < turns && !rig.outbox().backlog().isEmpty(); i++) {
      turn(TENANT, STEP);
    }
  }

  List<String> withStatus(EventStatus status) {
    return requestIds(event -> rig.outbox().statusOf(event.id()) == status);
  }

  List<String> requestIds(Predicate<OutboxEvent> which) {
    return rig.outbox().events().stream()
        .filter(which)
        .map(event -> event.delivery().requestId().value())
        .toList();
  }

  /** How often a write was tried at the memory service. */
  long tries(String requestId) {
    return rig.service().deliveries().stream()
        .filter(delivery -> delivery.requestId().value().equals(requestId))
        .count();
  }
}
