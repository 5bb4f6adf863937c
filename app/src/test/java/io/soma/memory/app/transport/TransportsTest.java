package io.soma.memory.app.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.Rig;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.TransportSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportsTest {

  private static final TransportSettings SPOOL = new TransportSettings("spool", Map.of());

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

  @Test
  void countsATransportWithoutItsLibraryOutAndNamesTheArtifact() {
    TransportModule without =
        new Named("kafka") {
          @Override
          public void requireAvailable() {
            throw new ConfigurationException(List.of("the kafka transport needs g:artifact"));
          }
        };

    assertThatThrownBy(() -> Transports.named(SPOOL, List.of(new Named("direct"), without)))
        .hasMessageContaining("which has [direct] (the kafka transport needs g:artifact);");
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "kafka"})
  void theIncludedOnesTakeNoSettings(String name) {
    TransportSettings settings = new TransportSettings(name, Map.of("x", "y"));

    assertThatThrownBy(() -> Transports.named(settings).requireSettings(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "SOMABRAIN_TRANSPORT_%s_X is no setting of the transport %s, which has none",
            name.toUpperCase(Locale.ROOT), name);
  }

  @Test
  void aMissingSettingIsNamedBesideThoseThatAreSet() {
    TransportSettings settings = new TransportSettings("spool", Map.of("dir", "/var/spool"));

    assertThatThrownBy(() -> settings.required("directory"))
        .hasMessageContaining(
            "SOMABRAIN_TRANSPORT_SPOOL_DIRECTORY is not set: the transport spool needs it,"
                + " and only these are set: SOMABRAIN_TRANSPORT_SPOOL_DIR")
        .hasMessageNotContaining("/var/spool");
    assertThatThrownBy(() -> settings.requireOnly("directory"))
        .hasMessageContaining(
            "SOMABRAIN_TRANSPORT_SPOOL_DIR is no setting of the transport spool,"
                + " which has only SOMABRAIN_TRANSPORT_SPOOL_DIRECTORY");
  }

  @Test
  void aSettingMayBeLeftOut() {
    TransportSettings settings = new TransportSettings("spool", Map.of("poll", "5", "mode", " "));

    assertThat(settings.optional("Poll", "1")).isEqualTo("5");
    assertThat(settings.optional("mode", "fast")).isEqualTo("fast");
    assertThat(settings.optional("owner", "soma")).isEqualTo("soma");
  }

  // Its variable has an underscore; the message said that what is set is not set.
  @Test
  void aDashInASettingIsAnUnderscore() {
    TransportSettings ofVariable = new TransportSettings("spool", Map.of("max_files", "5"));
    TransportSettings ofProgram = new TransportSettings("spool", Map.of("Max-Files", "5"), true);

    for (TransportSettings settings : List.of(ofVariable, ofProgram)) {
      assertThat(settings.required("max-files")).isEqualTo("5");
      assertThatCode(() -> settings.requireOnly("max-files")).doesNotThrowAnyException();
    }
  }

  @Test
  void aWrongSettingIsNamedAsItWasSet() {
    Map<String, String> values = Map.of("poll", "soon");

    assertThat(new TransportSettings("spool", values).wrong("poll", "is no number of seconds"))
        .hasMessageContaining("SOMABRAIN_TRANSPORT_SPOOL_POLL: is no number of seconds");
    assertThat(new TransportSettings("spool", values, true).wrong("poll", "is no number"))
        .hasMessageContaining("transport(\"spool\", Map.of(\"poll\", ...)): is no number");
  }

  @Test
  void theSettingsOfTheTransportCanBeInjected() {
    assertThat(new Rig().get(TransportSettings.class).name()).isEqualTo("direct");
  }

  private static class Named extends TransportModule {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String transportName() {
      return name;
    }
  }
}
