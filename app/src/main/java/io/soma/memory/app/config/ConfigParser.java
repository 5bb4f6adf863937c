package io.soma.memory.app.config;

import static io.soma.memory.app.config.Variable.DEBUG_MEMORY_CLIENT;
import static io.soma.memory.app.config.Variable.DIRECT_WITHOUT_OUTBOX;
import static io.soma.memory.app.config.Variable.HTTP_MAX_CONNS;
import static io.soma.memory.app.config.Variable.HTTP_RETRIES;
import static io.soma.memory.app.config.Variable.HTTP_TIMEOUT;
import static io.soma.memory.app.config.Variable.KAFKA_GROUP;
import static io.soma.memory.app.config.Variable.KAFKA_PROPERTIES;
import static io.soma.memory.app.config.Variable.KAFKA_SHARED_PARTITIONS;
import static io.soma.memory.app.config.Variable.KAFKA_SHARED_TOPIC;
import static io.soma.memory.app.config.Variable.KAFKA_TOPIC_PREFIX;
import static io.soma.memory.app.config.Variable.KAFKA_URL;
import static io.soma.memory.app.config.Variable.MEMORY_FAILURE_THRESHOLD;
import static io.soma.memory.app.config.Variable.MEMORY_HEALTH_POLL_INTERVAL;
import static io.soma.memory.app.config.Variable.MEMORY_HTTP_ENDPOINT;
import static io.soma.memory.app.config.Variable.MEMORY_HTTP_TOKEN;
import static io.soma.memory.app.config.Variable.MEMORY_RESET_INTERVAL;
import static io.soma.memory.app.config.Variable.MEMORY_TENANCY;
import static io.soma.memory.app.config.Variable.MEMORY_UNIVERSE;
import static io.soma.memory.app.config.Variable.MEMORY_UNMARKED_OWNER;
import static io.soma.memory.app.config.Variable.MEMORY_WRITE_MODE;
import static io.soma.memory.app.config.Variable.METRICS_MAX_TENANTS;
import static io.soma.memory.app.config.Variable.OUTBOX_BACKPRESSURE;
import static io.soma.memory.app.config.Variable.OUTBOX_BATCH_SIZE;
import static io.soma.memory.app.config.Variable.OUTBOX_MAX_RETRIES;
import static io.soma.memory.app.config.Variable.OUTBOX_RETENTION;
import static io.soma.memory.app.config.Variable.OUTBOX_TRANSPORT;
import static io.soma.memory.app.config.Variable.POSTGRES_DSN;
import static io.soma.memory.app.config.Variable.POSTGRES_MIGRATE;
import static io.soma.memory.app.config.Variable.POSTGRES_POOL;
import static io.soma.memory.app.config.Variable.POSTGRES_SCHEMA;
import static io.soma.memory.app.config.Variable.TENANTS_FILE;
import static io.soma.memory.app.config.Variable.TENANT_MAX_IN_FLIGHT;

import io.soma.memory.app.usecase.client.BackpressureLimit;
import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.app.usecase.replay.AttemptLimit;
import io.soma.memory.domain.Quoted;
import io.soma.memory.domain.breaker.BreakerPolicy;
import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.http.HttpConfig;
import io.soma.memory.http.coordinate.UniverseRule;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.supervision.Logs;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Makes a configuration of an environment, or says everything that is wrong with it. */
final class ConfigParser {

  private static final Logger LOG = Logs.of(ConfigParser.class);
  private static final String KAFKA = "kafka";
  private static final Setting<String> TOPIC_PREFIX =
      new Setting<>(
          "1 to 121 of A-Z a-z 0-9 . _ -",
          KafkaSettings::topicPrefix,
          KafkaSettings::isTopicPrefix);

  private final EnvironmentReader env;

  private ConfigParser(EnvironmentReader env) {
    this.env = env;
  }

  static MemoryConfig parse(Map<String, String> environment) {
    EnvironmentReader env = new EnvironmentReader(environment);
    return env.whole(parse(env));
  }

  static PostgresConfig parseOutbox(Map<String, String> environment) {
    EnvironmentReader env = new EnvironmentReader(environment);
    return env.whole(new ConfigParser(env).postgres());
  }

  /** The configuration, or null where the reader has problems now that leave none. */
  static @Nullable MemoryConfig parse(EnvironmentReader env) {
    return new ConfigParser(env).parse();
  }

  private @Nullable MemoryConfig parse() {
    CallLimits calls =
        new CallLimits(
            env.value(HTTP_TIMEOUT, Setting.seconds(0.001, 600)),
            env.value(HTTP_RETRIES, Setting.integer(0, 10)));
    ServiceSettings service = service(calls);
    Optional<KafkaSettings> kafka = kafka();
    OutboxSettings outbox = outbox(kafka);
    TenantPolicies policies = policies(commonPolicy(calls));
    int maxTenants = env.value(METRICS_MAX_TENANTS, Setting.integer(1, 1_000_000));
    return service == null || outbox == null
        ? null
        : new MemoryConfig(service, outbox, kafka, policies, maxTenants, HostParts.NONE);
  }

  private @Nullable ServiceSettings service(CallLimits calls) {
    HttpConfig http = http();
    Tenancy tenancy = tenancy();
    UniverseRule universe = universe(tenancy);
    Duration poll = env.value(MEMORY_HEALTH_POLL_INTERVAL, Setting.seconds(0, 3600));
    boolean logCalls = env.value(DEBUG_MEMORY_CLIENT, Setting.SWITCH);
    return http == null
        ? null
        : new ServiceSettings(http, calls, tenancy, universe, poll, logCalls);
  }

  private @Nullable OutboxSettings outbox(Optional<KafkaSettings> kafka) {
    PostgresConfig postgres = postgres();
    TransportSettings transport = transport(kafka);
    int batchSize = env.value(OUTBOX_BATCH_SIZE, Setting.integer(1, 10_000));
    BackpressureLimit backpressure =
        new BackpressureLimit(env.value(OUTBOX_BACKPRESSURE, Setting.integer(1, 10_000_000)));
    UnreadOutboxRule unread = env.value(DIRECT_WITHOUT_OUTBOX, Setting.UNREAD_OUTBOX);
    AttemptLimit attempts =
        new AttemptLimit(env.value(OUTBOX_MAX_RETRIES, Setting.integer(1, 1000)));
    return postgres == null
        ? null
        : new OutboxSettings(postgres, transport, batchSize, attempts, backpressure, unread);
  }

  private @Nullable HttpConfig http() {
    int connections = env.value(HTTP_MAX_CONNS, Setting.integer(1, 10_000));
    if (env.given(MEMORY_HTTP_ENDPOINT, Object.class).orElse("") instanceof HttpConfig given) {
      return env.isNamed(HTTP_MAX_CONNS) ? given.withMaxConnections(connections) : given;
    }
    String endpoint = env.required(MEMORY_HTTP_ENDPOINT);
    String token = env.required(MEMORY_HTTP_TOKEN);
    // Each is checked with a stand-in for the other, so that no problem hides another one.
    HttpConfig http = endpoint.isEmpty() ? null : at(endpoint);
    HttpConfig secret =
        token.isEmpty()
            ? null
            : env.checked(MEMORY_HTTP_TOKEN, value -> HttpConfig.of("localhost:1", value), token);
    return http == null || secret == null
        ? null
        : HttpConfig.of(endpoint, token).withMaxConnections(connections);
  }

  // A URI of a program names its scheme; a variable may leave it out, as it always could.
  private @Nullable HttpConfig at(String endpoint) {
    Optional<URI> uri = env.given(MEMORY_HTTP_ENDPOINT, URI.class);
    HttpConfig http =
        uri.isPresent()
            ? env.checked(
                MEMORY_HTTP_ENDPOINT, value -> HttpConfig.of(uri.get(), "token"), endpoint)
            : env.checked(MEMORY_HTTP_ENDPOINT, value -> HttpConfig.of(value, "token"), endpoint);
    if (http != null && HttpConfig.isBare(endpoint)) {
      LOG.warn(
          "the endpoint {} names no scheme and no port, and is taken for {} on port 80",
          Quoted.of(endpoint),
          http.endpoint());
    }
    return http;
  }

  private Tenancy tenancy() {
    String named = env.optional(MEMORY_UNMARKED_OWNER);
    TenantId owner =
        named == null ? null : env.checked(MEMORY_UNMARKED_OWNER, TenantId::new, named);
    return switch (env.value(MEMORY_TENANCY, Setting.TENANCY)) {
      case SHARED -> new Tenancy.Shared(owner);
      case ISOLATED -> new Tenancy.Isolated();
    };
  }

  private UniverseRule universe(Tenancy tenancy) {
    UniverseRule universe = env.value(MEMORY_UNIVERSE, Setting.UNIVERSE);
    if (universe == UniverseRule.REAL
        && tenancy instanceof Tenancy.Shared shared
        && shared.unmarkedOwner() == null) {
      env.problem(
          env.shown(MEMORY_UNIVERSE, "real")
              + " is for the one tenant that has the existing data: name it in "
              + env.name(MEMORY_UNMARKED_OWNER)
              + ", or set "
              + env.shown(MEMORY_TENANCY, "isolated")
              + " if the memory service keeps tenants apart");
    }
    return universe;
  }

  private @Nullable PostgresConfig postgres() {
    int pool = env.value(POSTGRES_POOL, Setting.integer(2, 1000));
    Duration retention = env.value(OUTBOX_RETENTION, Setting.hours(24 * 3650));
    boolean migrates = env.value(POSTGRES_MIGRATE, Setting.SWITCH);
    String named = env.optional(POSTGRES_SCHEMA);
    String schema =
        named == null ? null : env.checked(POSTGRES_SCHEMA, ConfigParser::schema, named);
    PostgresConfig where = place();
    if (where == null) {
      return null;
    }
    PostgresConfig sized = where.withPoolSize(pool).withRetention(retention);
    PostgresConfig kept = migrates ? sized : sized.withoutMigrations();
    return schema == null ? kept : kept.withSchema(schema);
  }

  // Checked without the database, so that a missing one hides no problem.
  private static String schema(String text) {
    PostgresConfig unused = PostgresConfig.ofDsn("jdbc:postgresql:stand-in").withSchema(text);
    return text;
  }

  private @Nullable PostgresConfig place() {
    if (env.given(POSTGRES_DSN, Object.class).orElse("") instanceof PostgresConfig given) {
      return given;
    }
    String dsn = env.required(POSTGRES_DSN);
    return dsn.isEmpty() ? null : env.checked(POSTGRES_DSN, PostgresConfig::ofDsn, dsn);
  }

  private Optional<KafkaSettings> kafka() {
    String servers = env.optional(KAFKA_URL);
    if (!env.isNamed(KAFKA_URL)) {
      return Optional.empty();
    }
    Map<String, String> properties = kafkaProperties();
    String group = env.optional(KAFKA_GROUP);
    return Optional.of(
        new KafkaSettings(
            servers(servers),
            properties,
            env.value(KAFKA_TOPIC_PREFIX, TOPIC_PREFIX),
            group == null ? null : env.checked(KAFKA_GROUP, KafkaSettings::group, group),
            sharedTopic()));
  }

  private String servers(@Nullable String text) {
    String servers = text == null ? null : env.checked(KAFKA_URL, KafkaSettings::servers, text);
    return servers == null ? "" : servers;
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> kafkaProperties() {
    if (env.given(KAFKA_PROPERTIES, Object.class).orElse("") instanceof Map<?, ?> given) {
      return (Map<String, String>) given;
    }
    String file = env.optional(KAFKA_PROPERTIES);
    Map<String, String> read =
        file == null ? null : env.checked(KAFKA_PROPERTIES, PropertiesFile::read, file);
    return read == null ? Map.of() : read;
  }

  private @Nullable SharedTopic sharedTopic() {
    String name = env.optional(KAFKA_SHARED_TOPIC);
    int partitions = env.value(KAFKA_SHARED_PARTITIONS, Setting.integer(1, 10_000));
    return name == null
        ? null
        : env.checked(KAFKA_SHARED_TOPIC, value -> new SharedTopic(value, partitions), name);
  }

  private TenantPolicy commonPolicy(CallLimits calls) {
    return new TenantPolicy(
        env.value(MEMORY_WRITE_MODE, Setting.WRITE_MODE),
        new BreakerPolicy(
            env.value(MEMORY_FAILURE_THRESHOLD, Setting.FAILURE_THRESHOLD),
            env.value(MEMORY_RESET_INTERVAL, Setting.RESET_INTERVAL),
            // A probe is lost when it outlives its call; the margin is for a stalled process.
            calls.timeout().multipliedBy(3)),
        env.value(TENANT_MAX_IN_FLIGHT, Setting.MAX_IN_FLIGHT));
  }

  private TenantPolicies policies(TenantPolicy common) {
    if (env.given(TENANTS_FILE, Object.class).orElse("") instanceof OwnPolicies own) {
      return own.beside(common, env);
    }
    String file = env.optional(TENANTS_FILE);
    Map<String, String> lines =
        file == null ? null : env.checked(TENANTS_FILE, PropertiesFile::read, file);
    return file == null || lines == null
        ? TenantPolicies.common(common)
        : new TenantPolicies(
            common, TenantsFile.parse(lines, PropertiesFile.lineNumbers(file), common, env));
  }

  private TransportSettings transport(Optional<KafkaSettings> kafka) {
    String named = env.optional(OUTBOX_TRANSPORT);
    if (named == null) {
      return new TransportSettings(kafka.isPresent() ? KAFKA : "direct", Map.of());
    }
    if (named.equals(KAFKA) && kafka.isEmpty()) {
      env.problem(
          env.shown(OUTBOX_TRANSPORT, KAFKA)
              + " needs the brokers: "
              + env.howToSet(KAFKA_URL, "broker:9092"));
    }
    return new TransportSettings(named, env.ofTransport(named), env.isByProgram(OUTBOX_TRANSPORT));
  }
}
