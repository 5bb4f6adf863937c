package io.soma.memory.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.transport.TransportModule;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Published;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class WaitingTransportTest {

  @Test
  void processesFindItByItsName() {
    assertThat(ServiceLoader.load(TransportModule.class))
        .extracting(TransportModule::transportName)
        .contains(WaitingTransportModule.NAME);
  }

  @Test
  void takesEverything() {
    assertThat(new WaitingTransport().publish(new TenantId("a"), List.of()))
        .isEqualTo(new Published.All(0));
  }

  @Test
  void takesNothingFromAThreadThatIsToEnd() {
    Thread.currentThread().interrupt();

    Published published = new WaitingTransport().publish(new TenantId("a"), List.of());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(published.acknowledged()).isZero();
    assertThat(published).isInstanceOf(Published.Interrupted.class);
  }
}
