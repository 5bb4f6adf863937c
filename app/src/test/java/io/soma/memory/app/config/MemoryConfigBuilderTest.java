package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.http.HttpConfig;
import io.soma.memory.http.coordinate.UniverseRule;
import io.soma.memory.postgres.connection.PostgresConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryConfigBuilderTest {

  private static final String DSN = "postgresql://soma:canary-password@db:5432/soma";

  private static MemoryConfigBuilder required() {
    return MemoryConfig.builder()
        .endpoint(URI.create("http://memory:10101"))
        .token("canary-token")
        .postgres(DSN);
  }

  private static Map<String, String> variables(String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://memory:10101");
    variables.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "canary-token");
    variables.put("SOMABRAIN_POSTGRES_DSN", DSN);
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return variables;
  }

  @Test
  void defaultsAreThoseOfTheEnvironment() {
    assertThat(required().build()).isEqualTo(MemoryConfig.from(variables()));
  }

  @Test
  void eachMethodSetsWhatItsVariableSets() {
    assertThat(whole().build())
        .isEqualTo(
            MemoryConfig.from(
                variables(
                    "SOMABRAIN_POSTGRES_POOL", "3",
                    "SOMABRAIN_POSTGRES_SCHEMA", "soma",
                    "SOMABRAIN_POSTGRES_MIGRATE", "0",
                    "SOMABRAIN_OUTBOX_RETENTION", "0.5",
                    "SOMABRAIN_HTTP_TIMEOUT", "2.5",
                    "SOMABRAIN_HTTP_RETRIES", "4",
                    "SOMABRAIN_HTTP_MAX_CONNS", "7",
                    "SOMABRAIN_TENANT_MAX_IN_FLIGHT", "9",
                    "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack",
                    "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "5",
                    "SOMABRAIN_MEMORY_RESET_INTERVAL", "1.5",
                    "SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0",
                    "SOMABRAIN_MEMORY_TENANCY", "shared",
                    "SOMABRAIN_MEMORY_UNMARKED_OWNER", "acme",
                    "SOMABRAIN_MEMORY_UNIVERSE", "real",
                    "SOMABRAIN_DEBUG_MEMORY_CLIENT", "1",
                    "SOMABRAIN_KAFKA_URL", "broker:9092",
                    "SOMABRAIN_KAFKA_TOPIC_PREFIX", "staging.",
                    "SOMABRAIN_KAFKA_GROUP", "staging-replay",
                    "SOMABRAIN_KAFKA_SHARED_TOPIC", "all-writes",
                    "SOMABRAIN_KAFKA_SHARED_PARTITIONS", "6",
                    "SOMABRAIN_OUTBOX_TRANSPORT", "files",
                    "SOMABRAIN_TRANSPORT_FILES_DIRECTORY", "/var/spool",
                    "SOMABRAIN_OUTBOX_BATCH_SIZE", "11",
                    "SOMABRAIN_OUTBOX_MAX_RETRIES", "6",
                    "SOMABRAIN_OUTBOX_BACKPRESSURE", "12",
                    "SOMABRAIN_DIRECT_WITHOUT_OUTBOX", "always",
                    "SOMABRAIN_METRICS_MAX_TENANTS", "13")));
  }

  private static MemoryConfigBuilder whole() {
    return required()
        .poolSize(3)
        .schema("soma")
        .migrate(false)
        .retention(Duration.ofMinutes(30))
        .callTimeout(Duration.ofMillis(2500))
        .retries(4)
        .maxIdleConnections(7)
        .maxInFlight(9)
        .writeMode(WriteMode.FAST_ACK)
        .failureThreshold(5)
        .resetInterval(Duration.ofMillis(1500))
        .healthPollInterval(Duration.ZERO)
        .isolatedTenancy(false)
        .unmarkedOwner("acme")
        .universe(UniverseRule.REAL)
        .logCalls(true)
        .kafka("broker:9092")
        .kafkaTopicPrefix("staging.")
        .kafkaGroup("staging-replay")
        .kafkaSharedTopic("all-writes", 6)
        .transport("files", Map.of("directory", "/var/spool"))
        .batchSize(11)
        .maxAttempts(6)
        .backpressure(12)
        .directWithoutOutbox(UnreadOutboxRule.ALWAYS)
        .metricsMaxTenants(13);
  }

  @Test
  void noVariableOfAnEngineIsWithoutAMethod() {
    MemoryConfigBuilder builder =
        whole().kafkaProperties(Map.of()).tenant("acme", policy -> policy);

    Set<Variable> ofServices =
        Arrays.stream(Variable.values())
            .filter(
                variable ->
                    Stream.of("SERVE_", "GATEWAY_", "OPS_", "ADMIN_", "LOG_", "OUTBOX_API_")
                        .anyMatch(variable.name()::startsWith))
            .collect(Collectors.toSet());
    assertThat(builder.taken())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Variable.values())
                .filter(variable -> !ofServices.contains(variable))
                .toList());
  }

  @Test
  void variablesOfAProgramAreThoseThatTheBuilderHas() {
    assertThat(MemoryConfig.variables())
        .contains("SOMABRAIN_MEMORY_HTTP_TOKEN_FILE", "SOMABRAIN_POSTGRES_DSN_FILE")
        .doesNotContain("SOMABRAIN_OUTBOX_API_TOKEN", "SOMABRAIN_OUTBOX_API_TOKEN_FILE");
    assertThat(MemoryConfig.variables())
        .filteredOn(
            name -> !Set.of("HTTP_TOKEN_FILE", "DSN_FILE").stream().anyMatch(name::endsWith))
        .containsExactlyInAnyOrderElementsOf(
            whole().kafkaProperties(Map.of()).tenant("acme", policy -> policy).taken().stream()
                .map(Variable::key)
                .toList());
  }

  @Test
  void choicesMayBeWrittenAsFrameworksWriteThem() {
    for (String text : Set.of("fast_ack", "fast-ack", "FAST_ACK")) {
      assertThat(MemoryConfig.from(variables("SOMABRAIN_MEMORY_WRITE_MODE", text)))
          .isEqualTo(required().writeMode(WriteMode.FAST_ACK).build());
    }
  }

  @Test
  void namesThatAreMeantForItAreAllKnown() {
    Set<String> names =
        Set.of(
            "SOMABRAIN_ENDPOINT",
            "SOMABRAIN_HTTP_RETRYS",
            "SOMABRAIN_KAFKA_URI",
            "SOMABRAIN_ADMIN_URL",
            "SOMABRAIN_OUTBOX_API_TOKEN",
            "SOMABRAIN_OUTBOX_API_TOKN",
            "SOMABRAIN_POSTGRES_DSN_FILE",
            "SOMABRAIN_SOMETHING_ELSE",
            "SOMABRAIN_TRANSPORT_FILES_DIRECTORY");
    Map<String, String> variables = variables("SOMABRAIN_HTTP_RETRYS", "3");

    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> MemoryConfig.builder(variables).refuseUnknown(names).build());

    assertThat(wrong.problems())
        .containsExactlyInAnyOrder(
            "SOMABRAIN_HTTP_RETRYS is not a variable of Soma Memory; did you mean"
                + " SOMABRAIN_HTTP_RETRIES?",
            "SOMABRAIN_KAFKA_URI is not a variable of Soma Memory; did you mean"
                + " SOMABRAIN_KAFKA_URL?",
            "SOMABRAIN_ENDPOINT is not a variable of Soma Memory; did you mean"
                + " SOMABRAIN_MEMORY_HTTP_ENDPOINT?",
            "SOMABRAIN_OUTBOX_API_TOKN is not a variable of Soma Memory; did you mean"
                + " SOMABRAIN_OUTBOX_API_TOKEN?",
            "SOMABRAIN_SOMETHING_ELSE is not a variable of Soma Memory; docs/configuration.md"
                + " lists them");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceByTheMethodsNames() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                MemoryConfig.builder()
                    .endpoint(URI.create("ftp://memory"))
                    .token("token")
                    .callTimeout(Duration.ofMinutes(11))
                    .failureThreshold(0)
                    .schema("no schema")
                    .tenant("a b", policy -> policy)
                    .tenant("acme", policy -> policy.withMaxInFlight(0))
                    .transport("kafka")
                    .build());

    assertThat(wrong.problems())
        .anyMatch(p -> p.startsWith("endpoint: the memory service's endpoint"))
        .anyMatch(p -> p.startsWith("postgres is not set"))
        .anyMatch(p -> p.startsWith("callTimeout(PT11M) is not seconds from 0.001 to 600.0"))
        .anyMatch(p -> p.startsWith("failureThreshold(0) is not a whole number"))
        .anyMatch(p -> p.startsWith("tenant(a b): tenant \"a b\" is not allowed"))
        .anyMatch(p -> p.startsWith("tenant(acme): maxInFlight must be at least 1"))
        .contains("transport(kafka) needs the brokers: call kafka(\"broker:9092\")")
        .anyMatch(p -> p.startsWith("schema: a schema has"))
        .noneMatch(p -> p.contains("SOMABRAIN"))
        .hasSize(8);
  }

  @Test
  void endpointAndBrokersNameTheFormThatTheyNeed() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> required().endpoint(URI.create("memory")).kafka("one:9092,broker").build());

    assertThat(wrong.problems())
        .containsExactly(
            "endpoint: the memory service's endpoint \"memory\" names no scheme and no port:"
                + " expected http://host:port or https://host:port, with a path at most",
            "kafka: \"broker\" is not host:port, such as broker:9092");
  }

  @Test
  void brokersMayBeWrittenAsKafkaReadsThem() {
    for (String text : Set.of("a:1, b:2", "[::1]:9092", "PLAINTEXT://broker:9092", "a:1,")) {
      assertThat(required().kafka(text).build().kafka()).isPresent();
    }
  }

  @Test
  void schemaIsCheckedWhereTheDatabaseIsNamed() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class, () -> required().schema("no schema").build());

    assertThat(wrong.problems()).singleElement().asString().startsWith("schema: a schema has");
  }

  @Test
  void tenantsBeginWithWhatAllHaveInCommon() {
    MemoryConfig config =
        required()
            .maxInFlight(9)
            .tenant("acme", policy -> policy.withWriteMode(WriteMode.FAST_ACK))
            .build();

    assertThat(config.policies().of(new TenantId("acme")))
        .isEqualTo(config.policies().common().withWriteMode(WriteMode.FAST_ACK));
    assertThat(config.policies().common().maxInFlight()).isEqualTo(9);
  }

  @Test
  void partsOfTheProgramKeepTheirOwnSettings() {
    HttpConfig http = HttpConfig.of("http://memory:1", "token").withMaxConnections(3);
    PostgresConfig postgres =
        PostgresConfig.ofDsn(DSN)
            .withPoolSize(5)
            .withRetention(Duration.ZERO)
            .withStatementTimeout(Duration.ofSeconds(2))
            .withSchema("soma")
            .withoutMigrations();

    MemoryConfig config = MemoryConfig.builder().memoryService(http).postgres(postgres).build();

    assertThat(config.service().http()).isEqualTo(http);
    assertThat(config.outbox().postgres()).isEqualTo(postgres);
  }

  @Test
  void variablesAndMethodsMakeOneConfiguration() {
    PostgresConfig postgres = PostgresConfig.ofDsn(DSN).withPoolSize(3).withSchema("soma");

    MemoryConfig config =
        MemoryConfig.builder(
                variables(
                    "SOMABRAIN_POSTGRES_POOL", "5",
                    "SOMABRAIN_HTTP_RETRIES", "4",
                    "SOMABRAIN_OUTBOX_TRANSPORT", "files",
                    "SOMABRAIN_TRANSPORT_FILES_DIRECTORY", "/var/spool"))
            .postgres(postgres)
            .retries(2)
            .build();

    assertThat(config.outbox().postgres()).isEqualTo(postgres.withPoolSize(5));
    assertThat(config.service().calls().retries()).isEqualTo(2);
    assertThat(config.outbox().transport().settings()).containsEntry("directory", "/var/spool");
  }

  @Test
  void laterDatabaseReplacesAnEarlierOne() {
    PostgresConfig earlier = PostgresConfig.ofDsn(DSN).withPoolSize(4).withSchema("soma_memory");
    PostgresConfig later =
        PostgresConfig.ofDsn(DSN).withPoolSize(20).withRetention(Duration.ofHours(1));

    assertThat(required().postgres(earlier).postgres(later).build().outbox().postgres())
        .isEqualTo(later);
    assertThat(required().postgres(earlier).postgres(DSN).build().outbox().postgres())
        .isEqualTo(PostgresConfig.ofDsn(DSN));
  }

  @Test
  void settingsOfTheirOwnWinOverThoseOfADatabase() {
    PostgresConfig database =
        PostgresConfig.ofDsn(DSN).withPoolSize(20).withRetention(Duration.ofHours(1));
    PostgresConfig expected = database.withPoolSize(3).withRetention(Duration.ZERO);

    assertThat(
            required()
                .postgres(PostgresConfig.ofDsn(DSN))
                .poolSize(3)
                .retention(Duration.ZERO)
                .postgres(database)
                .build()
                .outbox()
                .postgres())
        .isEqualTo(expected);
    assertThat(
            required()
                .postgres(database)
                .poolSize(3)
                .retention(Duration.ZERO)
                .build()
                .outbox()
                .postgres())
        .isEqualTo(expected);
  }

  @Test
  void whatIsWrongWithVariablesIsSaidByTheirNames() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                MemoryConfig.builder(Map.of("SOMABRAIN_HTTP_RETRYS", "1"))
                    .token("token")
                    .failureThreshold(0)
                    .build());

    assertThat(wrong.problems())
        .anyMatch(p -> p.startsWith("SOMABRAIN_HTTP_RETRYS is not a variable of Soma Memory"))
        .anyMatch(p -> p.startsWith("SOMABRAIN_MEMORY_HTTP_ENDPOINT is not set"))
        .anyMatch(p -> p.startsWith("SOMABRAIN_POSTGRES_DSN is not set"))
        .anyMatch(p -> p.startsWith("failureThreshold(0) is not a whole number"))
        .hasSize(4);
  }

  @Test
  void secretsAreNotShown() {
    assertThat(whole().kafkaProperties(Map.of("sasl.jaas.config", "canary")).build().toString())
        .doesNotContain("canary");
  }
}
