package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceLinksTest {

  @Test
  void variablesOfAServiceThatIsNearlyCalledAsOursAreNoMisspeltOnes() {
    assertThat(
            MisspeltVariables.in(
                List.of(
                    "SOMABRAIN_POSTGRES_SERVICE_HOST",
                    "SOMABRAIN_POSTGRES_SERVICE_PORT",
                    "SOMABRAIN_POSTGRES_PORT",
                    "SOMABRAIN_POSTGRES_PORT_5432_TCP",
                    "SOMABRAIN_POSTGRES_PORT_5432_TCP_ADDR")))
        .isEmpty();
  }

  @Test
  void withoutTheServiceTheyAre() {
    assertThat(MisspeltVariables.in(List.of("SOMABRAIN_POSTGRES_PORT")))
        .containsExactly(
            "SOMABRAIN_POSTGRES_PORT is not a variable of Soma Memory; did you mean"
                + " SOMABRAIN_POSTGRES_POOL?");
  }
}
