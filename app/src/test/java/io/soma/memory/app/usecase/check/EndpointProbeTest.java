package io.soma.memory.app.usecase.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.usecase.check.Finding.Level;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.ServiceResults;
import org.junit.jupiter.api.Test;

class EndpointProbeTest {

  private final FakeMemoryService service = new FakeMemoryService();
  private final EndpointProbe endpoint = new EndpointProbe("http://memory:10101", service);

  @Test
  void isGreenForAServiceThatIsAllUp() {
    service.health(new ServiceHealth(true, "kv_store=true, vector_store=true, graph_store=true"));

    assertThat(endpoint.look())
        .isEqualTo(
            Finding.ok(
                "endpoint",
                "http://memory:10101 takes writes:"
                    + " kv_store=true, vector_store=true, graph_store=true"));
  }

  @Test
  void isGreenForAServiceWithoutAVectorStoreAndSaysSo() {
    service.health(new ServiceHealth(true, "kv_store=true, vector_store=false, graph_store=true"));

    assertThat(endpoint.look().level()).isEqualTo(Level.OK);
    assertThat(endpoint.look().said()).contains("it has no vector store", "/healthz answers 503");
  }

  @Test
  void isRedForAServiceThatAcceptsNoWrites() {
    service.health(new ServiceHealth(false, "kv_store=false"));

    assertThat(endpoint.look().level()).isEqualTo(Level.RED);
    assertThat(endpoint.look().said()).contains("takes no writes", "kv_store=false");
  }

  @Test
  void warnsOfAServiceThatSaysNothingOfWrites() {
    service.health(ServiceHealth.unknown("/readyz answers 404"));

    assertThat(endpoint.look().level()).isEqualTo(Level.WARNING);
    assertThat(endpoint.look().said()).contains("says nothing about writes", "/readyz answers 404");
  }

  @Test
  void theTokenIsNotTriedAtSomethingInFrontOfTheService() {
    service.answerEverybody(ServiceResults.notOfTheService("default backend - 404"));

    Finding finding = new TokenProbe(service, (tenant, address) -> new Coordinate("1.0")).look();

    assertThat(finding.level()).isEqualTo(Level.RED);
    assertThat(finding.said()).contains("something in front of the memory service answers 404");
  }
}
