package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.http.coordinate.UniverseRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryConfigTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "memory:10101",
          "SOMABRAIN_MEMORY_HTTP_TOKEN", "canary-token",
          "SOMABRAIN_POSTGRES_DSN", "postgresql://soma:canary-password@db:5432/soma");

  @Test
  void theDefaultsAreThoseOfTheSpecification() {
    MemoryConfig config = MemoryConfig.from(REQUIRED);

    assertThat(config.service().http().endpoint()).hasToString("http://memory:10101");
    assertThat(config.policies().common().breaker().failureThreshold()).isEqualTo(3);
    assertThat(config.policies().common().breaker().resetInterval())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(config.policies().common().writeMode()).isEqualTo(WriteMode.SYNC);
    assertThat(config.policies().common().maxInFlight()).isEqualTo(16);
    assertThat(config.service().healthPollInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.service().tenancy()).isEqualTo(new Tenancy.Shared(null));
    assertThat(config.service().universe()).isEqualTo(UniverseRule.TENANT);
    assertThat(config.service().calls().timeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.service().calls().retries()).isEqualTo(1);
    assertThat(config.service().http().maxConnections()).isEqualTo(64);
    assertThat(config.outbox().postgres().poolSize()).isEqualTo(8);
    assertThat(config.outbox().postgres().retention()).isEqualTo(Duration.ofHours(24));
    assertThat(config.outbox().transport().name()).isEqualTo("direct");
    assertThat(config.outbox().batchSize()).isEqualTo(500);
    assertThat(config.outbox().attempts().perEvent()).isEqualTo(5);
    assertThat(config.outbox().backpressure().perTenant()).isEqualTo(10_000);
    assertThat(config.metricsMaxTenants()).isEqualTo(1000);
    assertThat(config.service().logCalls()).isFalse();
  }

  @Test
  void takesAMemoryServiceThatKeepsTenantsApartAtItsWord() {
    MemoryConfig config =
        MemoryConfig.from(
            with("SOMABRAIN_MEMORY_TENANCY", "isolated", "SOMABRAIN_MEMORY_UNIVERSE", "real"));

    assertThat(config.service().tenancy()).isEqualTo(new Tenancy.Isolated());
    assertThat(config.service().universe()).isEqualTo(UniverseRule.REAL);
  }

  @Test
  void refusesTheRealUniverseOfNobody() {
    assertThatThrownBy(() -> MemoryConfig.from(with("SOMABRAIN_MEMORY_UNIVERSE", "real")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("name it in SOMABRAIN_MEMORY_UNMARKED_OWNER")
        .hasMessageContaining("SOMABRAIN_MEMORY_TENANCY=isolated");
  }

  @Test
  void refusesWhatIsNoTenancyAndNoOwner() {
    assertThatThrownBy(
            () ->
                MemoryConfig.from(
                    with(
                        "SOMABRAIN_MEMORY_TENANCY", "apart",
                        "SOMABRAIN_MEMORY_UNMARKED_OWNER", "a b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_MEMORY_TENANCY=\"apart\" is not one of shared, isolated")
        .hasMessageContaining("SOMABRAIN_MEMORY_UNMARKED_OWNER: tenant \"a b\" is not allowed");
  }

  @Test
  void durationsMayHaveAUnit() {
    MemoryConfig config =
        MemoryConfig.from(
            with("SOMABRAIN_HTTP_TIMEOUT", "1500ms", "SOMABRAIN_OUTBOX_RETENTION", "7d"));

    assertThat(config.service().calls().timeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.outbox().postgres().retention()).isEqualTo(Duration.ofDays(7));
    assertThatThrownBy(() -> MemoryConfig.from(with("SOMABRAIN_HTTP_TIMEOUT", "11m")))
        .hasMessageContaining("SOMABRAIN_HTTP_TIMEOUT=\"11m\" is not seconds from 0.001 to 600.0");
  }

  @Test
  void everyVariableIsRead() {
    MemoryConfig config =
        MemoryConfig.from(
            with(
                "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "5",
                "SOMABRAIN_MEMORY_RESET_INTERVAL", "1.5",
                "SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0",
                "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack",
                "SOMABRAIN_MEMORY_UNMARKED_OWNER", "acme",
                "SOMABRAIN_MEMORY_UNIVERSE", "real",
                "SOMABRAIN_HTTP_TIMEOUT", "2",
                "SOMABRAIN_HTTP_RETRIES", "4",
                "SOMABRAIN_HTTP_MAX_CONNS", "7",
                "SOMABRAIN_TENANT_MAX_IN_FLIGHT", "9",
                "SOMABRAIN_POSTGRES_POOL", "3",
                "SOMABRAIN_KAFKA_URL", "broker:9092",
                "SOMABRAIN_KAFKA_TOPIC_PREFIX", "staging.",
                "SOMABRAIN_KAFKA_GROUP", "staging-replay",
                "SOMABRAIN_KAFKA_SHARED_TOPIC", "all-writes",
                "SOMABRAIN_KAFKA_SHARED_PARTITIONS", "6",
                "SOMABRAIN_OUTBOX_BATCH_SIZE", "11",
                "SOMABRAIN_OUTBOX_BACKPRESSURE", "12",
                "SOMABRAIN_OUTBOX_RETENTION", "0",
                "SOMABRAIN_METRICS_MAX_TENANTS", "13",
                "SOMABRAIN_DEBUG_MEMORY_CLIENT", "1"));

    assertThat(config.policies().of(new TenantId("any")).breaker().failureThreshold()).isEqualTo(5);
    assertThat(config.policies().common().breaker().resetInterval())
        .isEqualTo(Duration.ofMillis(1500));
    assertThat(config.service().healthPollInterval()).isZero();
    assertThat(config.policies().common().writeMode()).isEqualTo(WriteMode.FAST_ACK);
    assertThat(config.service().tenancy()).isEqualTo(new Tenancy.Shared(new TenantId("acme")));
    assertThat(config.service().universe()).isEqualTo(UniverseRule.REAL);
    assertThat(config.service().calls().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.service().calls().retries()).isEqualTo(4);
    assertThat(config.service().http().maxConnections()).isEqualTo(7);
    assertThat(config.policies().common().maxInFlight()).isEqualTo(9);
    assertThat(config.outbox().postgres().poolSize()).isEqualTo(3);
    assertThat(config.kafka().orElseThrow().bootstrapServers()).isEqualTo("broker:9092");
    assertThat(config.kafka().orElseThrow().topicPrefix()).isEqualTo("staging.");
    assertThat(config.kafka().orElseThrow().group()).isEqualTo("staging-replay");
    assertThat(config.kafka().orElseThrow().sharedTopic())
        .isEqualTo(new SharedTopic("all-writes", 6));
    assertThat(config.outbox().transport().name()).isEqualTo("kafka");
    assertThat(config.outbox().batchSize()).isEqualTo(11);
    assertThat(config.outbox().backpressure().perTenant()).isEqualTo(12);
    assertThat(config.outbox().postgres().retention()).isZero();
    assertThat(config.metricsMaxTenants()).isEqualTo(13);
    assertThat(config.service().logCalls()).isTrue();
  }

  @Test
  void noVariableIsKnownAndNeverAskedFor() {
    Set<Object> asked = new HashSet<>();
    Map<String, String> environment =
        new HashMap<>(REQUIRED) {
          @Override
          public @Nullable String get(Object name) {
            asked.add(name);
            return super.get(name);
          }
        };

    // Of a service, which asks for all of an engine's too.
    environment.put("SOMABRAIN_GATEWAY_TOKEN", "canary-gateway-token");
    ServeConfig.from(environment);

    assertThat(asked).containsAll(Arrays.stream(Variable.values()).map(Variable::key).toList());
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                MemoryConfig.from(
                    Map.of(
                        "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "ftp://memory",
                        "SOMABRAIN_MEMORY_HTTP_TOKEN", "token",
                        "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "three",
                        "SOMABRAIN_MEMORY_WRITE_MODE", "async",
                        "SOMABRAIN_HTTP_TIMEOUT", "-1",
                        "SOMABRAIN_OUTBOX_TRANSPORT", "kafka",
                        "SOMABRAIN_MEMORY_RESET_INTERVALL", "60")));

    assertThat(wrong.problems())
        .anyMatch(p -> p.startsWith("SOMABRAIN_MEMORY_HTTP_ENDPOINT"))
        .anyMatch(p -> p.startsWith("SOMABRAIN_POSTGRES_DSN is not set"))
        .anyMatch(p -> p.startsWith("SOMABRAIN_MEMORY_FAILURE_THRESHOLD=\"three\" is not a whole"))
        .anyMatch(p -> p.contains("sync, fast_ack, strict"))
        .anyMatch(p -> p.startsWith("SOMABRAIN_HTTP_TIMEOUT=\"-1\""))
        .anyMatch(p -> p.endsWith("did you mean SOMABRAIN_MEMORY_RESET_INTERVAL?"))
        .contains(
            "SOMABRAIN_OUTBOX_TRANSPORT=kafka needs the brokers: set SOMABRAIN_KAFKA_URL, such as"
                + " broker:9092")
        .hasSize(7);
  }

  @Test
  void whoPreparesTheTablesNeedsTheDatabaseAlone() {
    assertThat(
            MemoryConfig.outboxFrom(Map.of("SOMABRAIN_POSTGRES_DSN", "postgresql://soma@db/soma")))
        .isEqualTo(
            MemoryConfig.from(with("SOMABRAIN_POSTGRES_DSN", "postgresql://soma@db/soma"))
                .outbox()
                .postgres());
    assertThatThrownBy(() -> MemoryConfig.outboxFrom(Map.of("SOMABRAIN_POSTGRESS_DSN", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean SOMABRAIN_POSTGRES_DSN?")
        .hasMessageContaining("SOMABRAIN_POSTGRES_DSN is not set");
  }

  @Test
  void aTenantOfTheTenantsFileHasItsOwnPolicy(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tenants.properties");
    Files.writeString(
        file,
        "acme.eu.write_mode=strict\nacme.eu.failure_threshold=7\nacme.eu.reset_interval=2.5\n"
            + "big.max_in_flight=64\n");

    MemoryConfig config = MemoryConfig.from(with("SOMABRAIN_TENANTS_FILE", file.toString()));

    TenantPolicy acme = config.policies().of(new TenantId("acme.eu"));
    assertThat(acme.writeMode()).isEqualTo(WriteMode.STRICT);
    assertThat(acme.breaker().failureThreshold()).isEqualTo(7);
    assertThat(acme.breaker().resetInterval()).isEqualTo(Duration.ofMillis(2500));
    assertThat(acme.maxInFlight()).isEqualTo(16);
    assertThat(config.policies().of(new TenantId("big")).maxInFlight()).isEqualTo(64);
    assertThat(config.policies().of(new TenantId("other"))).isEqualTo(config.policies().common());
  }

  @Test
  void everyWrongLineOfTheTenantsFileIsNamed(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tenants.properties");
    Files.writeString(file, "acme.speed=1\nacme.max_in_flight=0\n-.write_mode=sync\nlonely=1\n");

    assertThatThrownBy(() -> MemoryConfig.from(with("SOMABRAIN_TENANTS_FILE", file.toString())))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong ->
                assertThat(wrong.problems())
                    .anyMatch(p -> p.contains("\"acme.speed\"") && p.contains("write_mode"))
                    .anyMatch(
                        p -> p.contains("line 2, \"acme.max_in_flight\": \"0\" is not a whole"))
                    .anyMatch(p -> p.contains("\"-.write_mode\": tenant \"-\" is not allowed"))
                    .anyMatch(p -> p.contains("\"lonely\" is not") || p.contains("tenant.setting"))
                    .hasSize(4));
  }

  @Test
  void aUrlIsNoBroker() {
    assertThatThrownBy(
            () -> MemoryConfig.from(with("SOMABRAIN_KAFKA_URL", "http://127.0.0.1:9092")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"http://127.0.0.1:9092\" is a URL; brokers are host:port");
    assertThat(MemoryConfig.from(with("SOMABRAIN_KAFKA_URL", "PLAINTEXT://broker:9092")).kafka())
        .isPresent();
  }

  @Test
  void namesOfOtherProgramsAreLeftAlone() {
    assertThat(MemoryConfig.from(with("SOMABRAIN_SOMETHING_ELSE", "1"))).isNotNull();
  }

  @Test
  void noSecretIsPrinted() {
    assertThat(MemoryConfig.from(REQUIRED).toString()).doesNotContain("canary");
    assertThatThrownBy(
            () -> MemoryConfig.from(with("SOMABRAIN_MEMORY_HTTP_TOKEN", "canary\ntoken")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_MEMORY_HTTP_TOKEN")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(
            () -> MemoryConfig.from(with("SOMABRAIN_POSTGRES_DSN", "mysql://u:canary@db/x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SOMABRAIN_POSTGRES_DSN")
        .hasMessageNotContaining("canary");
  }

  private static Map<String, String> with(String... variables) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }
}
