package io.soma.memory.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.cli.CheckCommand;
import io.soma.memory.gateway.cli.MigrateCommand;
import io.soma.memory.gateway.serve.Ending;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code ./soma check} and {@code ./soma migrate} as an operator types them, on real servers. */
class DeploymentTest {

  private static final Ending OPENED = new Ending();
  private static SandboxServers servers;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start() {
    servers = SandboxServers.start(OPENED);
  }

  @AfterAll
  static void close() {
    OPENED.close();
  }

  @Test
  void aDryRunShowsTheMigrationsAndTheRealOneMakesThem() {
    assertThat(run(new MigrateCommand(environment()), "--dry-run")).isZero();
    List<String> toCome = out.toString().lines().toList();
    assertThat(toCome).isNotEmpty().allMatch(line -> line.matches("to come: \\d+ .+"));
    assertThat(run(new CheckCommand(environment()))).isZero();
    assertThat(out.toString()).contains("WARNING  database ", "-> run ./soma migrate");

    assertThat(run(new MigrateCommand(environment()))).isZero();
    assertThat(out.toString().lines()).containsSubsequence(toCome).endsWith("done");

    assertThat(run(new MigrateCommand(environment()))).isZero();
    assertThat(out).hasToString("the tables are up to date; nothing to do\n");
    assertThat(run(new CheckCommand(environment()))).isZero();
    assertThat(out.toString().lines()).hasSize(10).last().isEqualTo("nothing is red");
    assertThat(out.toString())
        .contains("WARNING  gateway        the gateway has no token: set SOMABRAIN_GATEWAY_TOKEN")
        .contains("on the disk of this server")
        .contains("OK       endpoint", "OK       token", "OK       database", "OK       broker")
        .doesNotContain(servers.memory().token());
  }

  @Test
  void migrateNeedsTheDatabaseAlone() {
    Map<String, String> database = Map.of("SOMABRAIN_POSTGRES_DSN", servers.postgres().dsn());

    assertThat(run(new MigrateCommand(database), "--dry-run")).isZero();
  }

  @Test
  void aTokenThatIsRefusedIsRed() {
    Map<String, String> wrong = environment();
    wrong.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "canary-token");

    assertThat(run(new CheckCommand(wrong))).isOne();
    assertThat(out.toString())
        .contains("RED      token", "refuses it with 401", "-> set SOMABRAIN_MEMORY_HTTP_TOKEN")
        .doesNotContain("canary-token");
  }

  @Test
  void whatIsNotThereIsRedAndAllOfItIsSaid() {
    Map<String, String> wrong = environment();
    wrong.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    wrong.put(
        "SOMABRAIN_POSTGRES_DSN",
        "postgresql://soma:canary-password@127.0.0.1:1/none?sslpassword=canary-password");
    wrong.put("SOMABRAIN_KAFKA_URL", "127.0.0.1:1");
    wrong.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0");
    wrong.put("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "50");

    assertThat(run(new CheckCommand(wrong))).isOne();
    assertThat(out.toString())
        .contains("RED      endpoint", "RED      token", "RED      database", "RED      broker")
        .contains(
            "could not be tried: not connected",
            "jdbc:postgresql://127.0.0.1:1/none?sslpassword=***: ")
        .contains("WARNING  thresholds", "WARNING  poll interval", "red: 4 of 7")
        .doesNotContain("canary-password");
  }

  @Test
  void aGatewayThatServeWouldRefuseIsAWarning() {
    Map<String, String> exposed = environment();
    exposed.put("SOMABRAIN_GATEWAY_BIND", "0.0.0.0:8080");

    assertThat(run(new CheckCommand(exposed))).isZero();
    assertThat(out.toString())
        .contains("WARNING  gateway        the gateway has no token")
        .contains("WARNING  gateway        SOMABRAIN_GATEWAY_BIND=0.0.0.0:8080 is reached from")
        .contains("./soma serve would not start");
  }

  @Test
  void aCommitThatDoesNotWaitForTheDiskIsAWarning() {
    String url = servers.postgres().createDatabase();
    Map<String, String> taken = environment();
    taken.put("SOMABRAIN_POSTGRES_DSN", url + "&options=-c%20synchronous_commit=off");

    assertThat(run(new CheckCommand(taken))).isZero();
    assertThat(out.toString())
        .contains("WARNING  database       synchronous_commit is off for the role postgres")
        .contains("-> run ALTER ROLE postgres SET synchronous_commit = on");
  }

  @Test
  void wrongSettingsAreTheWholeAnswer() {
    assertThat(run(new CheckCommand(Map.of("SOMABRAIN_HTTP_TIMEOUT", "soon")))).isOne();
    assertThat(out.toString())
        .contains("RED      settings       SOMABRAIN_MEMORY_HTTP_ENDPOINT is not set")
        .contains("SOMABRAIN_HTTP_TIMEOUT=\"soon\" is not seconds from");
  }

  private int run(Object command, String... arguments) {
    out.getBuffer().setLength(0);
    return new CommandLine(command).setOut(new PrintWriter(out, true)).execute(arguments);
  }

  private static Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", servers.memory().baseUrl());
    variables.put("SOMABRAIN_MEMORY_HTTP_TOKEN", servers.memory().token());
    variables.put("SOMABRAIN_POSTGRES_DSN", servers.postgres().dsn());
    variables.put("SOMABRAIN_KAFKA_URL", servers.kafka().bootstrapServers());
    return variables;
  }
}
