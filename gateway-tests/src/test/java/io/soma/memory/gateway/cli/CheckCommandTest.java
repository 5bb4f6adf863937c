package io.soma.memory.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code ./soma check} says of settings; DeploymentTest has it before real servers. */
class CheckCommandTest {

  private static final String NOT_STARTED = "./soma serve does not start";

  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "SOMABRAIN_GATEWAY_BIND, 0.0.0.0:38110, is reached from elsewhere without TLS",
    "SOMABRAIN_OPS_BIND, 38120, is not host:port",
    "SOMABRAIN_GATEWAY_TOKEN, short, must have 16 to 1024 characters",
    "SOMABRAIN_GATEWAY_TOKENS_FILE, /nowhere/tokens, cannot read the file /nowhere/tokens",
  })
  void whatStopsServeIsRed(String variable, String value, String said) {
    Map<String, String> environment = environment();
    environment.put(variable, value);

    assertThat(run(environment)).isOne();
    assertThat(out.toString())
        .containsPattern("RED      settings       " + variable + ".*" + said)
        .contains(NOT_STARTED, "RED      endpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "direct, SOMABRAIN_TRANSPORT_DIRECT_DIRECTORY is no setting of the transport direct",
    "direkt, SOMABRAIN_OUTBOX_TRANSPORT=direkt is not on the class path",
  })
  void aWrongTransportIsRedAndTheRestIsChecked(String transport, String said) {
    Map<String, String> environment = environment();
    environment.put("SOMABRAIN_OUTBOX_TRANSPORT", transport);
    environment.put("SOMABRAIN_TRANSPORT_DIRECT_DIRECTORY", "/var/spool");

    assertThat(run(environment)).isOne();
    assertThat(out.toString())
        .contains("RED      transport      " + said)
        .contains("RED      endpoint", "OK       thresholds");
  }

  @Test
  void reportsSettingsOfTheEngineAndOfTheListenersAtOnce() {
    Map<String, String> environment = environment();
    environment.put("SOMABRAIN_HTTP_TIMEOUT", "soon");
    environment.put("SOMABRAIN_POSTGRES_DSN", "");
    environment.put("SOMABRAIN_SERVE_PARTS", "gateway,relays");
    environment.put("SOMABRAIN_GATEWAY_BIND", "38120");
    environment.put("SOMABRAIN_GATEWAY_TOKEN", "short");
    environment.put("SOMABRAIN_GATEWAY_TOKENS_FILE", "/nowhere/tokens");

    assertThat(run(environment)).isOne();
    assertThat(out.toString())
        .contains("SOMABRAIN_HTTP_TIMEOUT=\"soon\"", "SOMABRAIN_POSTGRES_DSN is not set")
        .contains("SOMABRAIN_SERVE_PARTS=\"gateway,relays\"", "SOMABRAIN_GATEWAY_BIND=\"38120\"")
        .contains("SOMABRAIN_GATEWAY_TOKEN must", "SOMABRAIN_GATEWAY_TOKENS_FILE: cannot")
        .contains("red: 6 of 6");
  }

  @Test
  void aPortThatIsTakenIsAWarningAsServeMayRunThere() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = environment();
      environment.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:" + taken.getLocalPort());
      environment.put("SOMABRAIN_OPS_BIND", "nobody.invalid:1");
      environment.put("SOMABRAIN_SERVE_ALLOW_PLAINTEXT", "1");

      assertThat(run(environment)).isOne();
    }
    assertThat(out.toString())
        .containsPattern("WARNING  listener       cannot listen on 127.0.0.1:.* in use")
        .contains("RED      listener       cannot listen on nobody.invalid:1");
  }

  @Test
  void anEndpointThatIsNoMemoryServiceIsRed() {
    try (GatewayRig rig = new GatewayRig()) {
      Map<String, String> environment = environment();
      environment.put(
          "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:" + rig.serve().opsPort());

      assertThat(run(environment)).isOne();
    }
    assertThat(out.toString())
        .contains("RED      token          could not be tried: no memory service answers there")
        .contains("(404: ", "-> correct SOMABRAIN_MEMORY_HTTP_ENDPOINT");
  }

  @Test
  void ofTheLibraryChecksNoSettingOfServe() {
    Map<String, String> environment = environment();
    environment.put("SOMABRAIN_OPS_BIND", "38120");

    assertThat(run(environment, "--library")).isOne();
    assertThat(out.toString()).contains("RED      endpoint").doesNotContain("SOMABRAIN_OPS_BIND");
  }

  @Test
  void warnsOfAWrongLineOfTheTokensFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("tokens"), "a canary-token-of-a *\nb canary\n");
    Map<String, String> environment = environment();
    environment.put("SOMABRAIN_GATEWAY_TOKENS_FILE", file.toString());

    run(environment);

    assertThat(out.toString())
        .contains("WARNING  gateway        SOMABRAIN_GATEWAY_TOKENS_FILE, line 2: is not of")
        .contains("-> correct the line: ./soma serve starts, refuses its token")
        .doesNotContain("RED      settings", "canary");
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new CommandLine(new CheckCommand(environment))
        .setOut(new PrintWriter(out, true))
        .execute(arguments);
  }

  private static Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    variables.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "canary-token");
    variables.put("SOMABRAIN_POSTGRES_DSN", "postgresql://soma:canary-password@127.0.0.1:1/none");
    variables.put("SOMABRAIN_GATEWAY_TOKEN", "a-token-for-this-test");
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    return variables;
  }
}
