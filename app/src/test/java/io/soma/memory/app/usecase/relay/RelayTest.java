package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.ports.driven.TenantLeases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayTest {

  private final Rig rig =
      new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack", "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");

  @Test
  void aBatchIsDeliveredAndConfirmed() {
    rig.remember("key", "one");

    assertThat(rig.relay()).isEqualTo(RelayStep.DONE);

    assertThat(rig.effects()).containsExactly("one");
    assertThat(rig.relay().more()).isFalse();
  }

  @Test
  void aTenantThatAnotherInstanceServesIsLeftToIt() {
    rig.remember("key", "one");
    assertThat(
            rig.get(TenantLeases.class).acquire(TENANT, LeaseRight.CARRY, Duration.ofSeconds(30)))
        .isPresent();

    assertThat(rig.relay()).isEqualTo(RelayStep.DONE);
    assertThat(rig.effects()).isEmpty();
  }

  @Test
  void theLeaseIsGivenBackAfterEachTurn() {
    rig.remember("key", "one");
    rig.relay();

    assertThat(rig.get(TenantLeases.class).acquire(TENANT, LeaseRight.CARRY, Duration.ofSeconds(1)))
        .isPresent();
  }

  @Test
  void anOpenCircuitIsNotClaimedFor() {
    rig.remember("key", "one");
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.relay();
    int calls = rig.service().deliveries().size();

    rig.relay();

    assertThat(rig.service().deliveries()).hasSize(calls);
  }

  @Test
  void whatTheMemoryServiceDidNotTakeStaysPendingHoweverLongItLasts() {
    rig.remember("key", "one");
    rig.service().answer(TENANT, UNAVAILABLE);
    for (int hour = 0; hour < 24; hour++) {
      rig.advance(Duration.ofHours(1));
      rig.relay();
    }

    OutboxEvent event = rig.outbox().events().get(0);
    assertThat(rig.outbox().statusOf(event.id())).isEqualTo(EventStatus.PENDING);
  }
}
