package io.soma.memory.app.usecase.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRoadTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9595",
        "http://127.0.0.1",
        "http://127.1.2.3:80",
        "http://[::1]:9595",
        "https://memory.example"
      })
  void aRoadThatIsLocalOrEncryptedIsFine(String endpoint) {
    assertThat(EndpointRoad.look(URI.create(endpoint))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://memory.example", "http://10.0.0.7:9595", "http://localhost.evil"})
  void aRoadInPlainTextToAnotherMachineIsAWarning(String endpoint) {
    assertThat(EndpointRoad.look(URI.create(endpoint)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
              assertThat(finding.said()).contains(URI.create(endpoint).getHost(), "plain text");
              assertThat(finding.advice()).contains("https");
            });
  }
}
