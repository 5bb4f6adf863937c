package io.soma.memory.app.config;

import static java.util.Map.entry;

import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.domain.routing.UnreadOutboxRule;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.http.HttpConfig;
import io.soma.memory.http.coordinate.UniverseRule;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.postgres.connection.PostgresConfig;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the settings that the environment has, with types, and the same checks: {@link #build}
 * reports all problems together. A value that is not set has the default of {@code
 * docs/configuration.md}. For one thread.
 *
 * <pre>{@code
 * MemoryConfig.builder()
 *     .endpoint(URI.create("http://memory:10101"))
 *     .token(token)
 *     .postgres("postgresql://soma@db/soma")
 *     .callTimeout(Duration.ofSeconds(4))
 *     .build();
 * }</pre>
 */
public final class MemoryConfigBuilder {

  private static final Map<Variable, String> METHODS =
      Map.ofEntries(
          entry(Variable.MEMORY_HTTP_ENDPOINT, "endpoint"),
          entry(Variable.MEMORY_HTTP_TOKEN, "token"),
          entry(Variable.POSTGRES_DSN, "postgres"),
          entry(Variable.MEMORY_UNMARKED_OWNER, "unmarkedOwner"),
          entry(Variable.MEMORY_TENANCY, "isolatedTenancy"),
          entry(Variable.KAFKA_URL, "kafka"),
          entry(Variable.OUTBOX_TRANSPORT, "transport"));

  private final Map<String, String> environment;
  private final boolean isProgram;
  private final GivenValues given = new GivenValues();
  private final Map<String, String> transportSettings = new HashMap<>();
  private final OwnPolicies policies = new OwnPolicies();
  private Set<String> own = Set.of();
  private @Nullable SharedMetrics metrics;
  private @Nullable String instance;
  private @Nullable Executor executor;
  private @Nullable InstantSource clock;
  private @Nullable MonotonicClock monotonicClock;
  private @Nullable Telemetry telemetry;
  private @Nullable Tracing tracing;

  MemoryConfigBuilder() {
    this.environment = Map.of();
    this.isProgram = true;
  }

  MemoryConfigBuilder(Map<String, String> environment) {
    this.environment = new HashMap<>(environment);
    // A name without a value is not set, as in every environment.
    this.environment.values().removeIf(Objects::isNull);
    this.isProgram = false;
  }

  /** The method that sets the same value as a variable. */
  static String methodOf(Variable variable) {
    return METHODS.getOrDefault(variable, variable.key());
  }

  /** Where the memory service is; required. */
  public MemoryConfigBuilder endpoint(URI endpoint) {
    return set(Variable.MEMORY_HTTP_ENDPOINT, "endpoint", endpoint);
  }

  /** The bearer token for the memory service; required. */
  public MemoryConfigBuilder token(String token) {
    return set(Variable.MEMORY_HTTP_TOKEN, "token", token);
  }

  /** Endpoint and token, and an OkHttpClient of the host program. */
  public MemoryConfigBuilder memoryService(HttpConfig http) {
    return set(Variable.MEMORY_HTTP_ENDPOINT, "memoryService", http);
  }

  /** Where the outbox is: a DSN or a JDBC URL; this or the other is required. */
  public MemoryConfigBuilder postgres(String dsn) {
    given.forgetPostgres();
    return set(Variable.POSTGRES_DSN, "postgres", dsn);
  }

  /**
   * Where the outbox is, such as {@code PostgresConfig.of(dataSource)}; a later call replaces an
   * earlier one. Its pool size and retention count unless a variable or {@link #poolSize} or {@link
   * #retention} says another.
   */
  public MemoryConfigBuilder postgres(PostgresConfig postgres) {
    given.forgetPostgres();
    if (postgres != null) {
      setByPostgres(Variable.POSTGRES_POOL, "postgres.withPoolSize", postgres.poolSize());
      setByPostgres(Variable.OUTBOX_RETENTION, "postgres.withRetention", postgres.retention());
    }
    return set(Variable.POSTGRES_DSN, "postgres", postgres);
  }

  /** Connections to PostgreSQL. */
  public MemoryConfigBuilder poolSize(int connections) {
    return set(Variable.POSTGRES_POOL, "poolSize", connections);
  }

  /** The schema of the outbox's tables, independent of a connection's search path. */
  public MemoryConfigBuilder schema(String schema) {
    return set(Variable.POSTGRES_SCHEMA, "schema", schema);
  }

  /** Whether a start brings the tables up to date. */
  public MemoryConfigBuilder migrate(boolean migrates) {
    return set(Variable.POSTGRES_MIGRATE, "migrate", migrates);
  }

  /** How long a confirmed event is kept. */
  public MemoryConfigBuilder retention(Duration retention) {
    return set(Variable.OUTBOX_RETENTION, "retention", retention);
  }

  /** From a write's arrival to the end of its attempts. */
  public MemoryConfigBuilder callTimeout(Duration timeout) {
    return set(Variable.HTTP_TIMEOUT, "callTimeout", timeout);
  }

  /** Further attempts of a write that got no answer. */
  public MemoryConfigBuilder retries(int retries) {
    return set(Variable.HTTP_RETRIES, "retries", retries);
  }

  /** Idle connections kept to the memory service. */
  public MemoryConfigBuilder maxIdleConnections(int connections) {
    return set(Variable.HTTP_MAX_CONNS, "maxIdleConnections", connections);
  }

  /** Calls of one tenant at once. */
  public MemoryConfigBuilder maxInFlight(int calls) {
    return set(Variable.TENANT_MAX_IN_FLIGHT, "maxInFlight", calls);
  }

  /** Which way writes go. */
  public MemoryConfigBuilder writeMode(WriteMode mode) {
    return set(Variable.MEMORY_WRITE_MODE, "writeMode", mode);
  }

  /** Failures in a row that open a tenant's circuit. */
  public MemoryConfigBuilder failureThreshold(int failures) {
    return set(Variable.MEMORY_FAILURE_THRESHOLD, "failureThreshold", failures);
  }

  /** How long a circuit stays open the first time. */
  public MemoryConfigBuilder resetInterval(Duration interval) {
    return set(Variable.MEMORY_RESET_INTERVAL, "resetInterval", interval);
  }

  /** The interval between polls of the memory service's health; zero turns them off. */
  public MemoryConfigBuilder healthPollInterval(Duration interval) {
    return set(Variable.MEMORY_HEALTH_POLL_INTERVAL, "healthPollInterval", interval);
  }

  /** One tenant that differs from the others. */
  public MemoryConfigBuilder tenant(String tenant, UnaryOperator<TenantPolicy> change) {
    policies.add(tenant, change);
    return set(Variable.TENANTS_FILE, "tenant", policies);
  }

  /** Whether the memory service keeps tenants apart by itself. */
  public MemoryConfigBuilder isolatedTenancy(boolean isIsolated) {
    TenancyChoice choice = isIsolated ? TenancyChoice.ISOLATED : TenancyChoice.SHARED;
    return set(Variable.MEMORY_TENANCY, "isolatedTenancy", choice);
  }

  /** The one tenant that owns the memories stored before. */
  public MemoryConfigBuilder unmarkedOwner(String tenant) {
    return set(Variable.MEMORY_UNMARKED_OWNER, "unmarkedOwner", tenant);
  }

  /** Under which keys are hashed. */
  public MemoryConfigBuilder universe(UniverseRule universe) {
    return set(Variable.MEMORY_UNIVERSE, "universe", universe);
  }

  /** Whether each call to the memory service is a line in the log. */
  public MemoryConfigBuilder logCalls(boolean logs) {
    return set(Variable.DEBUG_MEMORY_CLIENT, "logCalls", logs);
  }

  /** Carries events through Kafka; host:port, with commas between. */
  public MemoryConfigBuilder kafka(String bootstrapServers) {
    return set(Variable.KAFKA_URL, "kafka", bootstrapServers);
  }

  /** Further settings of Kafka's clients. */
  public MemoryConfigBuilder kafkaProperties(Map<String, String> properties) {
    return set(
        Variable.KAFKA_PROPERTIES, "kafkaProperties", given.entries("kafkaProperties", properties));
  }

  /** The prefix of a tenant's topic. */
  public MemoryConfigBuilder kafkaTopicPrefix(String prefix) {
    return set(Variable.KAFKA_TOPIC_PREFIX, "kafkaTopicPrefix", prefix);
  }

  /** The consumer group of the replayers. */
  public MemoryConfigBuilder kafkaGroup(String group) {
    return set(Variable.KAFKA_GROUP, "kafkaGroup", group);
  }

  /** One topic for all tenants; so many partitions if it is created here. */
  public MemoryConfigBuilder kafkaSharedTopic(String name, int partitions) {
    return set(Variable.KAFKA_SHARED_TOPIC, "kafkaSharedTopic", name)
        .set(Variable.KAFKA_SHARED_PARTITIONS, "kafkaSharedTopic", partitions);
  }

  /** The transport of events: kafka, direct or an added one. */
  public MemoryConfigBuilder transport(String name) {
    return set(Variable.OUTBOX_TRANSPORT, "transport", name);
  }

  /** An added transport, with its settings. */
  public MemoryConfigBuilder transport(String name, Map<String, String> settings) {
    Map<String, String> whole = given.entries("transport", settings);
    if (name != null) {
      String prefix = EnvironmentReader.transportPrefix(name);
      whole.forEach(
          (setting, value) ->
              transportSettings.put(prefix + EnvironmentReader.variableName(setting), value));
    }
    return transport(name);
  }

  /** Events that the relay carries at a time. */
  public MemoryConfigBuilder batchSize(int events) {
    return set(Variable.OUTBOX_BATCH_SIZE, "batchSize", events);
  }

  /** Attempts of an event that fails while others pass. */
  public MemoryConfigBuilder maxAttempts(int attempts) {
    return set(Variable.OUTBOX_MAX_RETRIES, "maxAttempts", attempts);
  }

  /** Unconfirmed events of a tenant, from which on its writes are refused. */
  public MemoryConfigBuilder backpressure(int events) {
    return set(Variable.OUTBOX_BACKPRESSURE, "backpressure", events);
  }

  /** Whether writes go directly while PostgreSQL cannot be read. */
  public MemoryConfigBuilder directWithoutOutbox(UnreadOutboxRule rule) {
    return set(Variable.DIRECT_WITHOUT_OUTBOX, "directWithoutOutbox", rule);
  }

  /** Tenants with a label of their own in the metrics. */
  public MemoryConfigBuilder metricsMaxTenants(int tenants) {
    return set(Variable.METRICS_MAX_TENANTS, "metricsMaxTenants", tenants);
  }

  /** Shows the metrics on a registry of the host program. */
  public MemoryConfigBuilder metrics(SharedMetrics shared) {
    metrics = given.part("metrics", shared);
    return this;
  }

  /** The same, where several instances share it: a label tells them apart by this name. */
  public MemoryConfigBuilder metrics(SharedMetrics shared, String instanceName) {
    instance = given.part("metrics: the name of the instance", instanceName);
    return metrics(shared);
  }

  /**
   * Reports everything that the metrics count to another telemetry, too. It must not block; its
   * exceptions are logged once.
   */
  public MemoryConfigBuilder telemetry(Telemetry host) {
    telemetry = given.part("telemetry", host);
    return this;
  }

  /**
   * Puts writes into traces. Without it, {@code soma-memory-opentelemetry} does where it is on the
   * class path.
   */
  public MemoryConfigBuilder tracing(Tracing host) {
    tracing = given.part("tracing", host);
    return this;
  }

  /** Runs staged calls; each may wait for the memory service. Never closed here. */
  public MemoryConfigBuilder executor(Executor calls) {
    executor = given.part("executor", calls);
    return this;
  }

  /** The clock that dates are taken from. */
  public MemoryConfigBuilder clock(InstantSource dates) {
    clock = given.part("clock", dates);
    return this;
  }

  /**
   * The clock that circuits and deadlines go by. It should go on while the machine is suspended;
   * the default one does.
   */
  public MemoryConfigBuilder monotonicClock(MonotonicClock durations) {
    monotonicClock = given.part("monotonicClock", durations);
    return this;
  }

  /**
   * Names that are meant for Soma Memory and no other program. Each that is none of {@link
   * MemoryConfig#variables} or {@link MemoryConfig#variablesOfOtherParts}, nor a setting of an
   * added transport, is then a problem.
   */
  public MemoryConfigBuilder refuseUnknown(Collection<String> variables) {
    boolean isWhole = variables != null && variables.stream().noneMatch(Objects::isNull);
    Collection<String> names = given.part("refuseUnknown", isWhole ? variables : null);
    own = names == null ? Set.of() : Set.copyOf(names);
    return this;
  }

  /**
   * The configuration.
   *
   * @throws ConfigurationException listing everything that is wrong, by the methods' names
   */
  public MemoryConfig build() {
    EnvironmentReader env = reader();
    given.problems().forEach(env::problem);
    UnknownVariables.in(own, environment.keySet()).forEach(env::problem);
    MemoryConfig config = env.whole(ConfigParser.parse(env));
    HostParts host =
        new HostParts(metrics, instance, executor, clock, monotonicClock, telemetry, tracing);
    return new MemoryConfig(
        config.service(),
        config.outbox(),
        config.kafka(),
        config.policies(),
        config.metricsMaxTenants(),
        host);
  }

  private EnvironmentReader reader() {
    if (isProgram) {
      return new EnvironmentReader(given.values(), transportSettings);
    }
    Map<String, String> texts = new HashMap<>(environment);
    texts.putAll(transportSettings);
    return EnvironmentReader.ofProgramIn(texts, given.values());
  }

  /** The variables that this builder sets. */
  Set<Variable> taken() {
    return given.values().keySet();
  }

  private void setByPostgres(Variable variable, String method, Object value) {
    if (!environment.containsKey(variable.key())) {
      given.setByPostgres(variable, method, value);
    }
  }

  private MemoryConfigBuilder set(Variable variable, String method, @Nullable Object value) {
    given.set(variable, method, value);
    return this;
  }
}
