package io.soma.memory.domain.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceHealthTest {

  @Test
  void aServiceThatAcceptsWritesIsKnownAndNotDown() {
    ServiceHealth health = new ServiceHealth(true, "up");

    assertThat(health.acceptsWrites()).isTrue();
    assertThat(health.isDown()).isFalse();
    assertThat(health.isKnown()).isTrue();
  }

  @Test
  void aServiceThatAcceptsNoWritesIsKnownToBeDown() {
    ServiceHealth health = new ServiceHealth(false, "down");

    assertThat(health.acceptsWrites()).isFalse();
    assertThat(health.isDown()).isTrue();
    assertThat(health.isKnown()).isTrue();
  }

  @Test
  void aServiceThatSaysNothingIsNeitherUpNorDown() {
    ServiceHealth health = ServiceHealth.unknown("no word about it");

    assertThat(health.acceptsWrites()).isFalse();
    assertThat(health.isDown()).isFalse();
    assertThat(health.isKnown()).isFalse();
  }

  @Test
  void aPageSaysThatAStoreIsUpOnlyByTheValueTrue() {
    StatusPage page = new StatusPage(Map.of("kv", true, "vector", false, "graph", "true"));

    assertThat(page.says("kv")).isTrue();
    assertThat(page.says("vector")).isFalse();
    assertThat(page.says("graph")).isFalse();
    assertThat(page.says("missing")).isFalse();
  }
}
