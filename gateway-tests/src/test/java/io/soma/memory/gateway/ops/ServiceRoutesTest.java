package io.soma.memory.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.gateway.GatewayRig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The memory service's pages about itself, asked for at the gateway. */
class ServiceRoutesTest {

  private final GatewayRig rig = new GatewayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theGatewayItselfAnswersThatItIsAlive() {
    rig.service().health(new ServiceHealth(false, "not connected"));

    assertThat(anonymous("/ping").body()).isEqualTo("{\"ping\":\"pong\"}");
    assertThat(anonymous("/").body()).startsWith("{\"status\":\"online\"");
  }

  @Test
  void healthNeedsAKnownToken() {
    assertThat(anonymous("/health").body())
        .isEqualTo("{\"detail\":\"Missing Authorization header\"}");
    HttpResponse<String> unknown =
        rig.send(rig.anonymous("/health").header("Authorization", "Bearer nobody"));
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo("{\"detail\":\"Invalid API token\"}");
    assertThat(rig.get("/health").body()).contains("\"healthy\":true");
  }

  @Test
  void aServiceThatIsAwayIsToldAsUnhealthy() {
    rig.service().health(new ServiceHealth(false, "not connected"));

    HttpResponse<String> health = rig.get("/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .isEqualTo("{\"healthy\":false,\"status\":\"unhealthy\",\"services\":[]}");
    assertThat(anonymous("/stats").statusCode()).isEqualTo(503);
    assertThat(anonymous("/stats").body())
        .isEqualTo("{\"detail\":\"Required service 'stats' is unavailable\"}");
  }

  @Test
  void theStoresSayWhetherAWriteWouldBeAcknowledged() {
    assertThat(anonymous("/health/basic").body())
        .isEqualTo("{\"kv_store\":true,\"vector_store\":true,\"graph_store\":true}");

    rig.service().health(new ServiceHealth(false, "not connected"));
    rig.fakes().clock().advance(java.time.Duration.ofSeconds(2));
    assertThat(anonymous("/healthz").statusCode()).isEqualTo(200);
    assertThat(anonymous("/readyz").body())
        .isEqualTo("{\"kv_store\":true,\"vector_store\":false,\"graph_store\":false}");
  }

  @Test
  void countsArePassedOn() {
    rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");
    assertThat(anonymous("/stats").body()).isEqualTo("{\"total_memories\":1}");
  }

  private HttpResponse<String> anonymous(String path) {
    return rig.send(rig.anonymous(path).GET());
  }
}
