package io.soma.memory.app.usecase.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.usecase.relay.TransportName;
import io.soma.memory.app.usecase.relay.TransportWatch;
import io.soma.memory.domain.outbox.BrokerHealth;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {

  private static final BrokerHealth UP = new BrokerHealth(true, "it answers");
  private static final BrokerHealth DOWN = new BrokerHealth(false, "it does not answer");

  private BrokerHealth health = UP;
  private final BrokerWatch watch = new BrokerWatch(Set.of(() -> health), transport());

  @Test
  void knowsNothingBeforeTheFirstLook() {
    assertThat(watch.hasBroker()).isTrue();
    assertThat(watch.health()).isEmpty();
  }

  @Test
  void saysWhatTheLastLookSaw() {
    watch.look();
    assertThat(watch.health()).hasValue(UP);

    health = DOWN;
    watch.look();
    assertThat(watch.health()).hasValue(DOWN);

    health = UP;
    watch.look();
    assertThat(watch.health()).hasValue(UP);
  }

  @Test
  void aTransportWithoutABrokerHasNothingToLookAt() {
    BrokerWatch none = new BrokerWatch(Set.of(), transport());
    none.look();

    assertThat(none.hasBroker()).isFalse();
    assertThat(none.health()).isEmpty();
  }

  private static TransportWatch transport() {
    return new TransportWatch(new TransportName("files"), Instant::now);
  }
}
