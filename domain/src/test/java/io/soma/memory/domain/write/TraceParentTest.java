package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void theExampleOfTheSpecificationIsKept() {
    assertThat(new TraceParent(VALID)).hasToString(VALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        VALID + "\r\nX-Soma-Tenant: other",
        VALID + "\n",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void anotherFormIsRefused(String value) {
    assertThatThrownBy(() -> new TraceParent(value))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageStartingWith("traceparent: \"")
        .hasMessageEndingWith("version-traceid-parentid-flags in lower-case hex");
  }
}
