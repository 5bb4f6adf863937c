package io.soma.memory.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import org.junit.jupiter.api.Test;

class KeptConnectionTest {

  @Test
  void storesAMemoryWithEachCall() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        KeptConnection connection = connection(service, service.token())) {
      service.separatesTenants(true);

      connection.call();
      connection.call();

      assertThat(service.effects("acme")).hasSize(2);
      assertThat(service.memory("acme", "1.5,0.25,0.5")).isPresent();
    }
  }

  @Test
  void failsUnlessTheMemoryIsStored() {
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        KeptConnection connection = connection(service, "another-token")) {
      assertThatThrownBy(connection::call).hasMessageContaining("401");
    }
  }

  private static KeptConnection connection(ScriptableMemoryService service, String token) {
    return KeptConnection.storing(service.port(), token, "acme", "1.5,0.25,0.5");
  }
}
