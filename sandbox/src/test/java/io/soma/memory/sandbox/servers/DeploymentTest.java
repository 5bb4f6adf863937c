package io.soma.memory.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.gateway.cli.CheckCommand;
import io.soma.memory.gateway.cli.MigrateCommand;
import io.soma.memory.gateway.cli.OutboxNewIdentity;
import io.soma.memory.gateway.cli.OutboxTopics;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.server.memory.EffectRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code ./soma check} and {@code ./soma migrate} as an operator types them, on real servers. */
class DeploymentTest {

  private static final CloseStack OPENED = new CloseStack();
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
    assertThat(out.toString().lines()).hasSize(11).last().isEqualTo("nothing is red");
    assertThat(out.toString())
        .contains("on the disk of this server")
        .contains(
            "OK       endpoint",
            "OK       token",
            "OK       repeats",
            "OK       database",
            "OK       broker")
        .doesNotContain(servers.memory().token());
  }

  @Test
  void saysWhatTheSettingsOfTenancyMean() {
    assertThat(run(new CheckCommand(environment()))).isZero();
    assertThat(out.toString()).contains("WARNING  tenancy        shared, and no unmarked owner");

    Map<String, String> owned = environment();
    owned.put("SOMABRAIN_MEMORY_UNMARKED_OWNER", "acme");
    assertThat(run(new CheckCommand(owned))).isZero();
    assertThat(out.toString()).contains("OK       tenancy ", "tenant acme has what was stored");
  }

  @Test
  void findsOutByAProbeThatTheServiceMixesTenants() {
    Map<String, String> isolated = environment();
    isolated.put("SOMABRAIN_MEMORY_TENANCY", "isolated");
    assertThat(run(new CheckCommand(isolated))).isZero();

    assertThat(run(new CheckCommand(isolated), "--probe")).isOne();
    assertThat(out.toString())
        .contains(
            "RED      tenancy probe  the memory service mixes tenants",
            "-> set SOMABRAIN_MEMORY_TENANCY=shared");
    assertThat(run(new CheckCommand(environment()), "--probe")).isZero();
    assertThat(out.toString())
        .contains("OK       tenancy probe  the memory service mixes tenants, and shared keeps");
    assertThat(servers.memory().effects())
        .extracting(EffectRecord::kind)
        .endsWith(EffectRecord.Kind.STORE, EffectRecord.Kind.DELETE);
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
        .contains("WARNING  thresholds", "WARNING  poll interval", "red: 4 of 8")
        .doesNotContain("canary-password");
  }

  @Test
  void whatServeWouldRefuseIsRed() {
    Map<String, String> exposed = environment();
    exposed.remove("SOMABRAIN_GATEWAY_TOKEN");
    exposed.put("SOMABRAIN_GATEWAY_BIND", "0.0.0.0:8080");

    assertThat(run(new CheckCommand(exposed))).isOne();
    assertThat(out.toString())
        .contains("OK       endpoint", "OK       database")
        .contains("RED      settings       the gateway has no token")
        .contains("RED      settings       SOMABRAIN_GATEWAY_BIND=0.0.0.0:8080 is reached from")
        .contains("./soma serve does not start");
    assertThat(run(new CheckCommand(exposed), "--library")).isZero();
  }

  @Test
  void aListenerInPlainTextThatServeWouldStartIsAWarning() {
    Map<String, String> exposed = environment();
    exposed.put("SOMABRAIN_SERVE_ALLOW_PLAINTEXT", "1");
    exposed.put("SOMABRAIN_OUTBOX_API_TOKEN", "another-token-for-this-test");
    exposed.put("SOMABRAIN_GATEWAY_BIND", "0.0.0.0:8080");
    exposed.put("SOMABRAIN_OPS_BIND", "0.0.0.0:8081");
    exposed.put("SOMABRAIN_ADMIN_BIND", "0.0.0.0:8082");

    assertThat(run(new CheckCommand(exposed))).isZero();
    assertThat(out.toString())
        .contains("WARNING  gateway        tokens and payloads travel to and from 0.0.0.0:8080")
        .contains("-> set SOMABRAIN_GATEWAY_TLS_KEYSTORE")
        .contains("WARNING  operations     metrics travel to and from 0.0.0.0:8081 in plain text")
        .contains("WARNING  admin API      its token travel to and from 0.0.0.0:8082")
        .contains("-> set SOMABRAIN_OPS_TLS_KEYSTORE");
  }

  @Test
  void aGatewayThatLetsEverybodyInIsAWarning() {
    Map<String, String> open = environment();
    open.remove("SOMABRAIN_GATEWAY_TOKEN");
    open.put("SOMABRAIN_GATEWAY_ALLOW_NO_TOKEN", "1");

    assertThat(run(new CheckCommand(open))).isZero();
    assertThat(out.toString())
        .contains("WARNING  gateway        it has no token: every user of this machine may act");
  }

  @Test
  void theBrokerIsAskedForTheGroupOfThisOutbox() {
    Map<String, String> own = environment();
    own.put("SOMABRAIN_POSTGRES_DSN", servers.postgres().createDatabase());
    assertThat(run(new CheckCommand(own))).isZero();
    assertThat(out.toString()).contains("the consumer group is that of no outbox");

    assertThat(run(new MigrateCommand(own))).isZero();
    String identity;
    try (PostgresStore store =
        PostgresStore.open(PostgresConfig.ofDsn(own.get("SOMABRAIN_POSTGRES_DSN")))) {
      identity = store.outbox().identity().toString();
    }
    assertThat(run(new CheckCommand(own))).isZero();
    assertThat(out.toString())
        .contains("in the consumer group soma-memory-replay-" + identity)
        .doesNotContain("of no outbox");
  }

  @Test
  void idleTopicsAreRemovedAndNoOthers() {
    Map<String, String> own = environment();
    own.put("SOMABRAIN_POSTGRES_DSN", servers.postgres().createDatabase());
    own.put("SOMABRAIN_KAFKA_TOPIC_PREFIX", "topics-of-a-test.");
    own.put("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
    InstantSource later = () -> Instant.now().plusSeconds(7200);
    try (SomaMemory soma = SomaMemory.start(MemoryConfig.from(own))) {
      soma.client().remember(Remember.of("gone", "key", Map.of()));
      // Confirmed, and then read by the group as well.
      awaitTopics(own, later, "topics-of-a-test\\.gone +gone +idle\n");
      servers.memory().goDown();
      soma.client().remember(Remember.of("waits", "key", Map.of()));
      awaitTopics(own, later, "waits +waits +kept for unconfirmed events of its tenant\n");
      assertThat(out.toString()).contains("1 of 2 topics are idle; --remove removes them");
      assertThat(run(new OutboxTopics(own, InstantSource.system()), "--idle-hours", "1")).isZero();
      assertThat(out.toString()).containsPattern("gone +kept for a record of 20.*Z\n");

      assertThat(run(new OutboxTopics(own, later), "--idle-hours", "1", "--remove")).isZero();
      assertThat(out.toString()).contains("1 of 2 topics removed");
      awaitTopics(own, later, "0 of 1 topics are idle");
      assertThat(out.toString()).contains("topics-of-a-test.waits");
    } finally {
      servers.memory().comeBack();
    }
  }

  @Test
  void topicsOfNoTenantAreSaidToBeNone() {
    Map<String, String> own = environment();
    own.put("SOMABRAIN_POSTGRES_DSN", servers.postgres().createDatabase());
    assertThat(run(new MigrateCommand(own))).isZero();
    own.put("SOMABRAIN_KAFKA_TOPIC_PREFIX", "another-prefix.");

    assertThat(run(new OutboxTopics(own, InstantSource.system()), "--remove")).isZero();
    assertThat(out.toString()).startsWith("no topics of tenants");
    assertThat(run(new OutboxTopics(own, InstantSource.system()), "--idle-hours", "0"))
        .isEqualTo(2);
  }

  private void awaitTopics(Map<String, String> variables, InstantSource clock, String pattern) {
    do {
      assertThat(run(new OutboxTopics(variables, clock), "--idle-hours", "1")).isZero();
    } while (!Pattern.compile(pattern).matcher(out.toString()).find());
  }

  @Test
  void aNewIdentityIsRefusedWhileInstancesUseTheOutbox() {
    Map<String, String> own = environment();
    own.put("SOMABRAIN_POSTGRES_DSN", servers.postgres().createDatabase());
    assertThat(run(new MigrateCommand(own))).isZero();
    assertThat(run(new OutboxNewIdentity(own))).isZero();
    List<String> identities = out.toString().lines().filter(l -> l.startsWith("the out")).toList();
    assertThat(identities).hasSize(2).doesNotHaveDuplicates();
    assertThat(out.toString()).startsWith("database   jdbc:postgresql:").contains("search path");

    try (SomaMemory soma = SomaMemory.start(MemoryConfig.from(own))) {
      soma.client().remember(Remember.of("acme", "key", Map.of()));
      int code;
      do {
        code = run(new OutboxNewIdentity(own));
      } while (code == 0);
      assertThat(code).isOne();
      assertThat(out.toString()).doesNotContain("from now on");
    }
    assertThat(run(new OutboxNewIdentity(own), "--force")).isZero();
    assertThat(out.toString()).contains("from now on");
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
    variables.put("SOMABRAIN_GATEWAY_TOKEN", "a-token-for-this-test");
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    return variables;
  }
}
