package com.example.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.junit.SomaMemoryExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole: outbox, relay, files, replay, memory service. */
class FilesTransportTest {

  private static final Path DIRECTORY = temporary();

  @RegisterExtension
  static SomaMemoryExtension soma =
      SomaMemoryExtension.inMemory()
          .inBackground()
          .configured(
              config -> config.transport("files", Map.of("directory", DIRECTORY.toString())));

  private static Path temporary() {
    try {
      return Files.createTempDirectory("soma-files");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void queuedWritesTravelAsFilesAndArriveInOrder() throws IOException {
    soma.tenant("acme").answers(500).times(1);
    for (int i = 0; i < 5; i++) {
      Remember note = Remember.of("test:acme", "key-" + i, Map.of("number", i));
      assertThat(soma.client().remember(note)).isInstanceOf(WriteReceipt.Queued.class);
    }

    soma.settle();

    assertThat(soma.tenant("acme").stored()).hasSize(5);
    assertThat(DIRECTORY.resolve("acme")).isDirectory();
  }

  @Test
  void aMissingSettingIsNamed() {
    MemoryConfig config =
        MemoryConfig.builder()
            .endpoint(URI.create("http://127.0.0.1:1"))
            .token("token")
            .postgres("postgresql://nobody@127.0.0.1:1/none")
            .transport("files")
            .build();

    assertThatThrownBy(() -> SomaMemory.start(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "transport(\"files\", Map.of(\"directory\", ...)): the setting is not set");
  }
}
