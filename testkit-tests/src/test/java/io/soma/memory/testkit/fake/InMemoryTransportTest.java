package io.soma.memory.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.testkit.contract.EventPublisherContract;
import io.soma.memory.testkit.contract.SampleEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryTransportTest extends EventPublisherContract {

  private final TenantId tenant = SampleEvents.freshTenant();
  private final InMemoryTransport transport = new InMemoryTransport();

  @Override
  protected EventPublisher publisher() {
    return transport;
  }

  @Override
  protected List<OutboxEvent> arrived(TenantId of, int atLeast) {
    return transport.published(of);
  }

  @Override
  protected Optional<OutboxEvent> refusable(OutboxEvent event) {
    transport.refuse(event.id());
    return Optional.of(event);
  }

  @Override
  protected Optional<Outage> outage() {
    return Optional.of(
        new Outage() {
          @Override
          public void begin() {
            transport.interruptAfter(3);
          }

          @Override
          public void end() {
            transport.resume();
          }
        });
  }

  @Test
  void takesExactlyAsManyAsScripted() {
    transport.interruptAfter(2);

    assertThat(transport.publish(tenant, SampleEvents.events(tenant, 1, 3)))
        .isEqualTo(
            new Published.Interrupted(2, "interrupted by the test", InMemoryTransport.PAUSE));
    assertThat(transport.published(tenant)).hasSize(2);
  }

  @Test
  void handsOverAgainWhatWasNotSettled() {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 5);
    transport.publish(tenant, events);
    List<List<OutboxEvent>> seen = new ArrayList<>();

    for (int settled : new int[] {2, 3}) {
      transport.handOver(
          tenant,
          (of, given) -> {
            seen.add(given);
            return new ReplayProgress(settled, Duration.ZERO);
          });
    }

    assertThat(seen).containsExactly(events, events.subList(2, 5));
    assertThat(transport.kept(tenant)).isEmpty();
    assertThat(transport.published(tenant)).isEqualTo(events);
  }
}
