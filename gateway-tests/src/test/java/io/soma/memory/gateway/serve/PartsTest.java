package io.soma.memory.gateway.serve;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static io.soma.memory.gateway.GatewayRig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Gateways and relays in processes of their own, on one database. */
class PartsTest {

  private final InMemoryModule shared = new InMemoryModule();

  @Test
  void aGatewayAloneQueuesAndARelayElsewhereCarries() throws InterruptedException {
    shared.memoryService().answerNext(TENANT, UNAVAILABLE);
    try (GatewayRig gateway = new GatewayRig(shared, "SOMABRAIN_SERVE_PARTS", "gateway")) {
      assertThat(gateway.post("/memories", "{\"coord\":\"1\",\"payload\":{}}").statusCode())
          .isEqualTo(202);
      // Longer than a relay would take to see it.
      assertThat(new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(shared.memoryService().effects(TENANT)).isEmpty();

      try (GatewayRig relay =
          new GatewayRig(shared, "SOMABRAIN_SERVE_PARTS", "relay", "SOMABRAIN_GATEWAY_TOKEN", "")) {
        while (shared.memoryService().effects(TENANT).isEmpty()) {
          LockSupport.parkNanos(1_000_000);
        }
        assertThat(relay.port()).isZero();
      }
    }
  }
}
