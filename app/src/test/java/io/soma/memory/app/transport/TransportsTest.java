package io.soma.memory.app.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class TransportsTest {

  @Test
  void findsTheIncludedOnes() {
    assertThat(Transports.named("direct").transportName()).isEqualTo("direct");
  }

  @Test
  void saysWhatIsThereAndHowOneIsAdded() {
    assertThatThrownBy(() -> Transports.named("log"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_OUTBOX_TRANSPORT=log is not on the class path")
        .hasMessageContaining("direct, kafka")
        .hasMessageContaining("META-INF/services/io.soma.memory.app.transport.TransportModule");
  }
}
