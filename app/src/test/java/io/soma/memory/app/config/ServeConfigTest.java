package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soma.memory.domain.tenant.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeConfigTest {

  private static final String TOKEN = "canary-gateway-token";

  private static final Map<String, String> REQUIRED =
      Map.of(
          "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "memory:10101",
          "SOMABRAIN_MEMORY_HTTP_TOKEN", "canary-token",
          "SOMABRAIN_POSTGRES_DSN", "postgresql://soma:canary-password@db:5432/soma",
          "SOMABRAIN_GATEWAY_TOKEN", TOKEN);

  @TempDir private Path directory;

  @Test
  void theDefaultsAreSafe() {
    ServeConfig config = ServeConfig.from(REQUIRED);

    assertThat(config.parts()).containsExactlyInAnyOrder(ServePart.values());
    assertThat(config.gateway().address()).hasToString("127.0.0.1:10110");
    assertThat(config.ops().address()).hasToString("127.0.0.1:10111");
    assertThat(config.gateway().tls()).isEmpty();
    assertThat(config.gateway().maxConnections()).isEqualTo(2048);
    assertThat(config.gateway().tenantMaxInFlight()).isEqualTo(256);
    assertThat(config.gateway().newTenantsPerHour()).isEqualTo(1000);
    assertThat(config.gateway().requestTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(25));
    assertThat(config.drainDelay()).isZero();
    assertThat(config.gateway().grants()).hasSize(1);
    assertThat(config.gateway().grants().get(0).covers(new TenantId("any"))).isTrue();
  }

  @Test
  void everyVariableIsRead() throws Exception {
    Path keystore = KeyFiles.pkcs12(directory, "canary-key");
    ServeConfig config =
        ServeConfig.from(
            with(
                "SOMABRAIN_SERVE_PARTS", "relay, metrics",
                "SOMABRAIN_SERVE_DEADLINE", "9",
                "SOMABRAIN_SERVE_DRAIN_DELAY", "0.5",
                "SOMABRAIN_LOG_FORMAT", "json",
                "SOMABRAIN_OPS_BIND", "[::1]:7",
                "SOMABRAIN_GATEWAY_BIND", "0.0.0.0:8443",
                "SOMABRAIN_GATEWAY_TLS_KEYSTORE", keystore.toString(),
                "SOMABRAIN_GATEWAY_TLS_PASSWORD", "canary-key",
                "SOMABRAIN_GATEWAY_MAX_CONNECTIONS", "3",
                "SOMABRAIN_GATEWAY_TENANT_MAX_IN_FLIGHT", "4",
                "SOMABRAIN_GATEWAY_NEW_TENANTS", "7",
                "SOMABRAIN_GATEWAY_REQUEST_TIMEOUT", "5"));

    assertThat(config.parts()).containsExactlyInAnyOrder(ServePart.RELAY, ServePart.METRICS);
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(9));
    assertThat(config.drainDelay()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.ops().address()).isEqualTo(new ListenAddress("::1", 7));
    assertThat(config.gateway().address()).isEqualTo(new ListenAddress("0.0.0.0", 8443));
    assertThat(config.gateway().tls().orElseThrow().keystore()).isEqualTo(keystore);
    assertThat(config.gateway().tls().orElseThrow().password()).isEqualTo("canary-key");
    assertThat(config.gateway().maxConnections()).isEqualTo(3);
    assertThat(config.gateway().tenantMaxInFlight()).isEqualTo(4);
    assertThat(config.gateway().newTenantsPerHour()).isEqualTo(7);
    assertThat(config.gateway().requestTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config + " " + config.effective()).doesNotContain("canary");
    assertThat(config.effective())
        .containsEntry("SOMABRAIN_GATEWAY_TOKEN", "***")
        .containsEntry("SOMABRAIN_POSTGRES_DSN", "jdbc:postgresql://db:5432/soma as soma")
        .containsEntry("SOMABRAIN_KAFKA_URL", "not set")
        .containsEntry("SOMABRAIN_OUTBOX_TRANSPORT", "direct")
        .containsEntry("SOMABRAIN_SERVE_DEADLINE", "9")
        .containsEntry("SOMABRAIN_HTTP_TIMEOUT", "8");
  }

  @Test
  void everythingWrongIsSaidAtOnceAndNoSecretIs() {
    List<String> problems =
        problems(
            with(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "",
                "SOMABRAIN_GATEWAY_TOKEN", "canary",
                "SOMABRAIN_GATEWAY_TOKENS_FILE", "/nowhere/tokens",
                "SOMABRAIN_SERVE_PARTS", "gateway,relais",
                "SOMABRAIN_OPS_BIND", "here",
                "SOMABRAIN_LOG_FORMAT", "xml",
                "SOMABRAIN_GATEWAY_TLS_KEYSTORE", "/nowhere/keys",
                "SOMABRAIN_GATEWAY_MAX_CONNECTION", "5"));

    assertThat(String.join("\n", problems))
        .contains("SOMABRAIN_MEMORY_HTTP_ENDPOINT is not set")
        .contains("SOMABRAIN_GATEWAY_TOKEN must have 16 to 1024 characters")
        .contains("SOMABRAIN_GATEWAY_TOKENS_FILE: cannot read the file /nowhere/tokens")
        .contains("SOMABRAIN_SERVE_PARTS=\"gateway,relais\" is not one of gateway, relay")
        .contains("SOMABRAIN_OPS_BIND=\"here\" is not host:port")
        .contains("SOMABRAIN_LOG_FORMAT=\"xml\" is not one of text, json")
        .contains("SOMABRAIN_GATEWAY_TLS_PASSWORD is not set")
        .contains("did you mean SOMABRAIN_GATEWAY_MAX_CONNECTIONS?")
        .doesNotContain("canary");
  }

  @Test
  void aKeyFileThatCannotBeUsedStopsTheStart() throws Exception {
    Path noKeys = Files.writeString(directory.resolve("no-keys"), "canary-content");
    Path keys = KeyFiles.pkcs12(directory, "canary-key");

    assertThat(tlsProblem(noKeys, "canary-key")).contains(noKeys + " is no PKCS12 file");
    assertThat(tlsProblem(keys, "canary-wrong"))
        .contains("SOMABRAIN_GATEWAY_TLS_PASSWORD is not its password")
        .doesNotContain("canary");
    assertThat(tlsProblem(directory.resolve("nowhere"), "canary-key")).contains("there is none");
  }

  private String tlsProblem(Path keystore, String password) {
    return String.join(
        "\n",
        problems(
            with(
                "SOMABRAIN_GATEWAY_TLS_KEYSTORE",
                keystore.toString(),
                "SOMABRAIN_GATEWAY_TLS_PASSWORD",
                password)));
  }

  @Test
  void aFileThatCannotBeReadIsSaidWithTheReason() throws IOException {
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 1});

    assertThat(problems(with("SOMABRAIN_TENANTS_FILE", directory.toString())).toString())
        .contains("SOMABRAIN_TENANTS_FILE: cannot read the file " + directory + ": it is a dir");
    assertThat(problems(with("SOMABRAIN_GATEWAY_TOKENS_FILE", binary.toString())).toString())
        .contains("SOMABRAIN_GATEWAY_TOKENS_FILE: cannot read the file " + binary)
        .contains("it is not text in UTF-8");
    assertThat(problems(with("SOMABRAIN_TENANTS_FILE", "/nowhere/tenants")).toString())
        .contains("SOMABRAIN_TENANTS_FILE: cannot read the file /nowhere/tenants: there is none");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1, 0, false",
    "127.0.0.1:1, 1, true",
    "localhost:1, 1, true",
    "[::1]:1, 1, true",
    "10.0.0.1:1, 1, false",
    "127.example.com:1, 1, false",
  })
  void withoutATokenOnlyLoopbackAndOnlyOnRequest(String bind, String allowed, boolean starts) {
    Map<String, String> environment =
        with(
            "SOMABRAIN_GATEWAY_TOKEN",
            "",
            "SOMABRAIN_GATEWAY_BIND",
            bind,
            "SOMABRAIN_SERVE_ALLOW_PLAINTEXT",
            "1",
            "SOMABRAIN_GATEWAY_ALLOW_NO_TOKEN",
            allowed);

    if (starts) {
      assertThat(ServeConfig.from(environment).gateway().grants()).isEmpty();
    } else {
      assertThat(problems(environment)).singleElement().asString().contains("has no token");
    }
  }

  @Test
  void whoeverRunsNoGatewayNeedsNoToken() {
    assertThat(
            ServeConfig.from(
                    with("SOMABRAIN_GATEWAY_TOKEN", "", "SOMABRAIN_SERVE_PARTS", "relay,replay"))
                .parts())
        .doesNotContain(ServePart.GATEWAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SOMABRAIN_GATEWAY_BIND", "SOMABRAIN_OPS_BIND"})
  void beyondLoopbackWithoutTlsNeedsAnOverride(String variable) {
    assertThat(problems(with(variable, "0.0.0.0:80")))
        .singleElement()
        .asString()
        .startsWith(variable + "=0.0.0.0:80 is reached from elsewhere without TLS");
    ServeConfig.from(with(variable, "0.0.0.0:80", "SOMABRAIN_SERVE_ALLOW_PLAINTEXT", "1"));
  }

  @Test
  void everyLineOfTheTokensFileIsChecked() throws IOException {
    Path tokens =
        Files.writeString(
            directory.resolve("tokens"),
            String.join(
                "\n",
                "# fine",
                "a canary alpha,beta",
                "a canary-token-of-a *",
                "canary-token-of-b alpha",
                "c canary alpha",
                "d sha256:canary alpha",
                "e canary-token-of-e alpha,,b",
                "f alpha-and-the-others canary/token=of/f"));

    List<String> problems = problems(with("SOMABRAIN_GATEWAY_TOKENS_FILE", tokens.toString()));

    assertThat(problems).hasSize(7);
    assertThat(String.join("\n", problems))
        .contains("SOMABRAIN_GATEWAY_TOKENS_FILE, line 2: the token must have 16")
        .contains("SOMABRAIN_GATEWAY_TOKENS_FILE, line 3: has the name of an earlier line")
        .contains("line 4: is not of the form NAME TOKEN TENANT[,TENANT] [queued=200]")
        .contains("line 5: the token must have 16")
        .contains("line 6: sha256: is not followed by 64")
        .contains("line 7: the third column is not tenants")
        .contains("line 8: the third column is not tenants")
        .doesNotContain("canary");
  }

  @Test
  void startsWithTheValidLinesOfTheTokensFile() throws IOException {
    Path tokens =
        Files.writeString(
            directory.resolve("tokens"), "a canary-token-of-a alpha\nb canary-token-of-b\n");

    ServeConfig config = ServeConfig.from(with("SOMABRAIN_GATEWAY_TOKENS_FILE", tokens.toString()));

    assertThat(config.gateway().grants())
        .extracting(TokenGrant::name)
        .containsExactly("SOMABRAIN_GATEWAY_TOKEN", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SOMABRAIN_GATEWAY_TOKEN", "SOMABRAIN_OUTBOX_API_TOKEN"})
  void aTokenThatAnybodyWouldTryIsRefused(String variable) {
    assertThat(problems(with(variable, "changeme-changeme")))
        .containsExactly(variable + " is one that anybody would try: make a random one");
    assertThat(problems(with(variable, "x".repeat(32)))).hasSize(1);
  }

  @Test
  void aTokensFileThatSaysNothingIsAProblem() throws IOException {
    Path tokens = Files.writeString(directory.resolve("tokens"), "# none yet\n");

    assertThat(
            problems(
                with(
                    "SOMABRAIN_GATEWAY_TOKEN",
                    "",
                    "SOMABRAIN_GATEWAY_TOKENS_FILE",
                    tokens.toString())))
        .containsExactly("SOMABRAIN_GATEWAY_TOKENS_FILE: there is no token in it");
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(ConfigurationException.class, () -> ServeConfig.from(environment))
        .problems();
  }

  private static Map<String, String> with(String... variables) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }
}
