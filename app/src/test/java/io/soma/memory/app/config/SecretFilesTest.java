package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretFilesTest {

  @TempDir private Path directory;

  @Test
  void readsEverySecretFromItsFile() throws Exception {
    Path keys = KeyFiles.pkcs12(directory, "canary-key");
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "memory:10101");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN_FILE", file("memory", "canary-memory\n"));
    environment.put(
        "SOMABRAIN_POSTGRES_DSN_FILE", file("dsn", "postgresql://soma:canary-db@db:5432/soma\r\n"));
    environment.put("SOMABRAIN_GATEWAY_TOKEN_FILE", file("gateway", "canary-gateway-token"));
    environment.put("SOMABRAIN_OUTBOX_API_TOKEN_FILE", file("admin", "canary-admin-token\n"));
    environment.put("SOMABRAIN_GATEWAY_TLS_KEYSTORE", keys.toString());
    environment.put("SOMABRAIN_GATEWAY_TLS_PASSWORD_FILE", file("key", "canary-key\n"));
    environment.put("SOMABRAIN_OPS_TLS_KEYSTORE", keys.toString());
    environment.put("SOMABRAIN_OPS_TLS_PASSWORD_FILE", file("key", "canary-key\n"));

    ServeConfig config = ServeConfig.from(environment);

    assertThat(config.memory().service().http().token()).isEqualTo("canary-memory");
    assertThat(config.memory().outbox().postgres().password()).isEqualTo("canary-db");
    assertThat(config.gateway().grants().get(0).sha256())
        .isEqualTo(GatewayToken.sha256("canary-gateway-token"));
    assertThat(config.admin().orElseThrow().grant().sha256())
        .isEqualTo(GatewayToken.sha256("canary-admin-token"));
    assertThat(config.gateway().tls().orElseThrow().password()).isEqualTo("canary-key");
    assertThat(config.ops().tls().orElseThrow().password()).isEqualTo("canary-key");
    assertThat(SecretFiles.adminToken(environment)).contains("canary-admin-token");
    assertThat(config + " " + config.effective()).doesNotContain("canary");
    assertThat(config.effective())
        .containsEntry(
            "SOMABRAIN_GATEWAY_TOKEN", "*** (from the file of SOMABRAIN_GATEWAY_TOKEN_FILE)")
        .containsEntry(
            "SOMABRAIN_POSTGRES_DSN",
            "jdbc:postgresql://db:5432/soma as soma (from the file of"
                + " SOMABRAIN_POSTGRES_DSN_FILE)");
  }

  @Test
  void cutsOneLineEndAndNoMore() throws IOException {
    assertThat(SecretFiles.read(file("secret", " with blanks \n"))).isEqualTo(" with blanks ");
    assertThat(SecretFiles.read(file("secret", "two\n\n"))).isEqualTo("two\n");
  }

  static Stream<Variable> secrets() {
    return Arrays.stream(Variable.values()).filter(Variable::hasFile);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void saysWhatIsWrongWithAFileOnceAndNoSecret(Variable variable) throws IOException {
    String key = variable.fileKey();

    assertThat(problems(variable, directory.resolve("nowhere").toString()))
        .singleElement()
        .asString()
        .startsWith(key + ": cannot read the file")
        .endsWith("there is none");
    assertThat(problems(variable, directory.toString()).toString()).contains("it is a directory");
    assertThat(problems(variable, file("empty", "\n")))
        .singleElement()
        .asString()
        .isEqualTo(key + ": the file " + directory.resolve("empty") + " is empty");
    assertThat(problems(variable, "/dev/zero").toString()).contains("too large to be one secret");
    assertThat(problems(variable, "canary\0").toString())
        .contains("is not the name of a file")
        .doesNotContain("canary");
    Path binary = Files.write(directory.resolve("binary"), new byte[] {'c', (byte) 0xff});
    assertThat(problems(variable, binary.toString()).toString())
        .contains("it is not text in UTF-8");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void refusesAVariableBesideItsFile(Variable variable) throws IOException {
    Map<String, String> environment = complete();
    environment.put(variable.key(), "canary-of-the-variable");
    environment.put(variable.fileKey(), file("secret", "canary-of-the-file"));

    assertThat(problems(environment))
        .singleElement()
        .asString()
        .isEqualTo(
            variable.key() + " and " + variable.fileKey() + " are both set: unset one of them");
  }

  @Test
  void tellsWhichFilesEveryUserMayRead() throws IOException {
    String secret = file("secret", "canary-of-the-file");
    Map<String, String> environment =
        Map.of(
            "SOMABRAIN_GATEWAY_TOKEN_FILE", secret,
            "SOMABRAIN_KAFKA_PROPERTIES", secret,
            "SOMABRAIN_OPS_TLS_KEYSTORE", directory + "/nowhere",
            "SOMABRAIN_TENANTS_FILE", secret);

    Files.setPosixFilePermissions(Path.of(secret), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(SecretFiles.exposed(environment)).isEmpty();
    Files.setPosixFilePermissions(Path.of(secret), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(SecretFiles.exposed(environment))
        .hasSize(2)
        .allMatch(each -> each.contains("every user of this machine may read the file " + secret))
        .anyMatch(each -> each.startsWith("SOMABRAIN_GATEWAY_TOKEN_FILE: "))
        .anyMatch(each -> each.startsWith("SOMABRAIN_KAFKA_PROPERTIES: "));
  }

  @Test
  void aFileVariableThatIsMisspeltIsNamed() {
    assertThat(problems(with("SOMABRAIN_POSTGRES_DSN_FLE", "/x")).toString())
        .contains("did you mean SOMABRAIN_POSTGRES_DSN_FILE?");
  }

  @Test
  void theAdminTokenIsReadWithoutTheOtherVariables() {
    assertThat(SecretFiles.adminToken(Map.of("SOMABRAIN_GATEWAY_TOKNE", "x"))).isEmpty();
    assertThatThrownBy(
            () ->
                SecretFiles.adminToken(
                    Map.of(
                        "SOMABRAIN_OUTBOX_API_TOKEN",
                        "canary",
                        "SOMABRAIN_OUTBOX_API_TOKEN_FILE",
                        "/nowhere")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("are both set")
        .hasMessageNotContaining("canary");
  }

  @Test
  void theReadOnlyTokenIsTakenWhereThereIsNoOther() throws IOException {
    Map<String, String> look =
        Map.of("SOMABRAIN_OUTBOX_API_TOKEN_READ_FILE", file("read", "canary-look\n"));
    assertThat(SecretFiles.adminToken(look)).contains("canary-look");

    Map<String, String> both = new HashMap<>(look);
    both.put("SOMABRAIN_OUTBOX_API_TOKEN", "canary-change");
    assertThat(SecretFiles.adminToken(both)).contains("canary-change");
  }

  private List<String> problems(Variable variable, String file) {
    Map<String, String> environment = complete();
    environment.remove(variable.key());
    environment.put(variable.fileKey(), file);
    return problems(environment);
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(ConfigurationException.class, () -> ServeConfig.from(environment))
        .problems();
  }

  private Map<String, String> with(String variable, String value) {
    Map<String, String> environment = complete();
    environment.put(variable, value);
    return environment;
  }

  private static Map<String, String> complete() {
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "memory:10101");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://soma@db:5432/soma");
    environment.put("SOMABRAIN_GATEWAY_TOKEN", "token-for-everybody");
    return environment;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
