package io.soma.memory.app.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.TransportSettings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportsTest {

  @Test
  void findsTheIncludedOnes() {
    assertThat(Transports.named(new TransportSettings("direct", Map.of())).transportName())
        .isEqualTo("direct");
  }

  @Test
  void namesTheMethodWhereTheBuilderNamedIt() {
    TransportSettings settings =
        MemoryConfig.builder()
            .endpoint(URI.create("http://memory:10101"))
            .token("token")
            .postgres("postgresql://soma@db/soma")
            .transport("filse", Map.of("other", "value"))
            .build()
            .outbox()
            .transport();

    assertThatThrownBy(() -> Transports.named(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("transport(\"filse\") is not on the class path");
    assertThatThrownBy(() -> settings.required("directory"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "transport(\"filse\", Map.of(\"directory\", ...)): the setting is not set");
  }

  @Test
  void saysWhatIsThereAndHowOneIsAdded() {
    assertThatThrownBy(() -> Transports.named(new TransportSettings("log", Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_OUTBOX_TRANSPORT=log is not on the class path")
        .hasMessageContaining("direct, kafka")
        .hasMessageContaining("META-INF/services/io.soma.memory.app.transport.TransportModule");
  }
}
