package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminSettingsTest {

  private static final String TOKEN = "canary-admin-token";

  @Test
  void withoutATokenTheDoorIsShut() {
    assertThat(config().admin()).isEmpty();
    assertThat(config("SOMABRAIN_ADMIN_BIND", "0.0.0.0:10112").admin()).isEmpty();
  }

  @Test
  void withATokenItIsOnLoopback() {
    AdminSettings admin = config("SOMABRAIN_OUTBOX_API_TOKEN", TOKEN).admin().orElseThrow();

    assertThat(admin.address()).hasToString("127.0.0.1:10112");
    assertThat(admin.tls()).isEmpty();
    assertThat(admin.toString()).doesNotContain(TOKEN);
  }

  @Test
  void beyondLoopbackItWantsTlsOrAWord() {
    assertThatThrownBy(
            () ->
                config(
                    "SOMABRAIN_OUTBOX_API_TOKEN", TOKEN, "SOMABRAIN_ADMIN_BIND", "0.0.0.0:10112"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_ADMIN_BIND=0.0.0.0:10112")
        .hasMessageContaining("TLS");
    assertThat(
            config(
                    "SOMABRAIN_OUTBOX_API_TOKEN",
                    TOKEN,
                    "SOMABRAIN_ADMIN_BIND",
                    "0.0.0.0:10112",
                    "SOMABRAIN_SERVE_ALLOW_PLAINTEXT",
                    "1")
                .admin())
        .isPresent();
  }

  @Test
  void beyondLoopbackItSpeaksTheGatewaysTls(@TempDir Path directory) throws Exception {
    String keystore = KeyFiles.pkcs12(directory, "canary-password").toString();

    assertThat(
            config(
                    "SOMABRAIN_OUTBOX_API_TOKEN",
                    TOKEN,
                    "SOMABRAIN_ADMIN_BIND",
                    "0.0.0.0:10112",
                    "SOMABRAIN_GATEWAY_TLS_KEYSTORE",
                    keystore,
                    "SOMABRAIN_GATEWAY_TLS_PASSWORD",
                    "canary-password")
                .admin()
                .orElseThrow()
                .tls())
        .isPresent();
  }

  @Test
  void speaksTheTlsOfTheOperationsPortOnLoopbackToo(@TempDir Path directory) throws Exception {
    String keystore = KeyFiles.pkcs12(directory, "canary-password").toString();

    ServeConfig config =
        config(
            "SOMABRAIN_OUTBOX_API_TOKEN",
            TOKEN,
            "SOMABRAIN_OPS_BIND",
            "0.0.0.0:10111",
            "SOMABRAIN_OPS_TLS_KEYSTORE",
            keystore,
            "SOMABRAIN_OPS_TLS_PASSWORD",
            "canary-password");

    assertThat(config.ops().tls().orElseThrow().keystore()).hasToString(keystore);
    assertThat(config.admin().orElseThrow().tls()).isEqualTo(config.ops().tls());
    assertThat(config.gateway().tls()).isEmpty();
  }

  @Test
  void aTokenThatCouldBeGuessedIsRefusedAndNotShown() {
    assertThatThrownBy(() -> config("SOMABRAIN_OUTBOX_API_TOKEN", "hunter2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_OUTBOX_API_TOKEN")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theTokenIsMaskedWhereverTheConfigurationIsShown() {
    ServeConfig config = config("SOMABRAIN_OUTBOX_API_TOKEN", TOKEN);

    assertThat(config.toString()).doesNotContain(TOKEN);
    assertThat(config.effective()).containsEntry("SOMABRAIN_OUTBOX_API_TOKEN", "***");
  }

  private static ServeConfig config(String... variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "memory:10101");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://soma@db:5432/soma");
    environment.put("SOMABRAIN_GATEWAY_TOKEN", "token-for-everybody");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return ServeConfig.from(environment);
  }
}
