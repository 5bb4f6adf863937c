package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.fake.InMemoryTransport;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event that the transport refuses, such as one over a topic's limit. */
class RelayRefusalTest {

  private final InMemoryTransport transport = new InMemoryTransport();
  private final Rig rig =
      new Rig(
          fakes -> binder -> binder.bind(EventPublisher.class).toInstance(transport),
          "SOMABRAIN_MEMORY_WRITE_MODE",
          "fast_ack");
  private final TenantLeases leases = rig.get(TenantLeases.class);
  private EventId refused;

  @BeforeEach
  void refuseTheFirst() {
    rig.remember("key", "one");
    rig.remember("key", "two");
    refused = rig.outbox().events().get(0).id();
    transport.refuse(refused);
  }

  @Test
  void itFailsAndTheOthersGoOn() {
    assertThat(rig.relay()).isEqualTo(RelayStep.AGAIN);
    rig.relay();

    assertThat(rig.outbox().statusOf(refused)).isEqualTo(EventStatus.FAILED);
    assertThat(transport.published(TENANT)).hasSize(1);
    assertThat(leases.acquire(TENANT, LeaseRight.DELIVER, Duration.ofSeconds(1))).isPresent();
  }

  /**
   * It was carried before, or is a control: once it failed, newer writes would go past the call.
   */
  @Test
  void itDoesNotFailWhileItMayBeOnItsWayToTheMemoryService() {
    TenantLease delivering =
        leases.acquire(TENANT, LeaseRight.DELIVER, Duration.ofSeconds(30)).orElseThrow();

    assertThat(rig.relay().more()).isTrue();
    assertThat(rig.outbox().statusOf(refused)).isEqualTo(EventStatus.PENDING);

    leases.release(delivering);
    rig.relay();
    assertThat(rig.outbox().statusOf(refused)).isEqualTo(EventStatus.FAILED);
  }
}
