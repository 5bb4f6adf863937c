package io.soma.memory.testkit.server.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrokerClassesTest {

  @Test
  void namesTheMissingArtifact() {
    assertThatThrownBy(() -> BrokerClasses.require(ClassLoader.getPlatformClassLoader()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("add org.apache.kafka:kafka_2.13");
  }

  @Test
  void findsTheBrokerOfTheseTests() {
    assertThatCode(() -> BrokerClasses.require(getClass().getClassLoader()))
        .doesNotThrowAnyException();
  }
}
