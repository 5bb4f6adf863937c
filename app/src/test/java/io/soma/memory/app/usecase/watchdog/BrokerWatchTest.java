package io.soma.memory.app.usecase.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.relay.TransportName;
import io.soma.memory.app.usecase.relay.TransportWatch;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {

  private static final BrokerHealth UP = new BrokerHealth(true, "it answers");
  private static final BrokerHealth DOWN = new BrokerHealth(false, "it does not answer");

  private BrokerHealth health = UP;
  private int retries;
  private final BrokerWatch watch = new BrokerWatch(Set.of(() -> health), transport(), relay());

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
  void brokerThatAnswersAgainHasRefusedTenantsTriedAtOnce() {
    watch.look();
    health = DOWN;
    watch.look();
    retries = 0;

    health = UP;
    watch.look();
    watch.look();

    assertThat(retries).isEqualTo(1);
  }

  /** Where one broker of several was away, its partitions are what took nothing. */
  @Test
  void brokerThatJoinsTheOthersHasRefusedTenantsTriedAtOnce() {
    watch.look();
    retries = 0;

    health = new BrokerHealth(true, "it answers, with one broker more");
    watch.look();

    assertThat(retries).isEqualTo(1);
  }

  @Test
  void aTransportWithoutABrokerHasNothingToLookAt() {
    BrokerWatch none = new BrokerWatch(Set.of(), transport(), relay());
    none.look();

    assertThat(none.hasBroker()).isFalse();
    assertThat(none.health()).isEmpty();
  }

  private RelaySignal relay() {
    return new RelaySignal() {
      @Override
      public void wake(TenantId tenant) {}

      @Override
      public void retryRefused() {
        retries++;
      }
    };
  }

  private static TransportWatch transport() {
    return new TransportWatch(new TransportName("files"), Instant::now);
  }
}
