package io.soma.memory.app.config;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every environment variable that Soma Memory reads, and nothing else. */
enum Variable {
  MEMORY_HTTP_ENDPOINT("where the memory service is, such as http://memory:10101"),
  MEMORY_HTTP_TOKEN("the bearer token for the memory service"),
  MEMORY_FAILURE_THRESHOLD("failures in a row that open a tenant's circuit", "3"),
  MEMORY_RESET_INTERVAL("seconds that a circuit stays open the first time", "60"),
  MEMORY_HEALTH_POLL_INTERVAL("seconds between looks at the health; 0 turns them off", "5.0"),
  DEBUG_MEMORY_CLIENT("1 logs each call to the memory service, without token and payload", "0"),
  MEMORY_WRITE_MODE(
      "whether writes go directly and queue in trouble (sync), always queue (fast_ack) or never"
          + " queue (strict)",
      "sync"),
  MEMORY_TENANCY(
      "shared, where the memory service may mix tenants, or isolated, where it keeps them apart",
      "shared"),
  MEMORY_UNMARKED_OWNER(
      "with shared: the one tenant that has what was stored before, and goes on with its"
          + " coordinates",
      null),
  MEMORY_UNIVERSE(
      "tenant, or real for the coordinates of existing data; with shared that holds for the"
          + " unmarked owner alone",
      "tenant"),
  HTTP_TIMEOUT("seconds from a write's arrival to the end of its attempts", "8"),
  HTTP_RETRIES("further attempts of a write that got no answer", "1"),
  HTTP_MAX_CONNS("idle connections kept to the memory service", "64"),
  TENANT_MAX_IN_FLIGHT("calls of one tenant at once", "16"),
  POSTGRES_DSN("postgresql://user:password@host:port/database, or jdbc:postgresql:..."),
  POSTGRES_POOL("connections to PostgreSQL", "8"),
  POSTGRES_SCHEMA(
      "the schema of the outbox's tables, which is created if it is not there; without it, that of"
          + " the search path",
      null),
  POSTGRES_MIGRATE(
      "0 leaves the tables to ./soma migrate, or to the program that embeds this one", "1"),
  KAFKA_URL("host:port[,host:port] of the Kafka brokers; without it events go directly", null),
  KAFKA_PROPERTIES("a file of further Kafka client settings: SASL, TLS, anything", null),
  KAFKA_TOPIC_PREFIX(
      "what a tenant's topic starts with, 1 to 121 characters", "soma.memory.writes."),
  KAFKA_GROUP(
      "the consumer group of the replayers; without it each outbox has its own, which is what"
          + " deployments on one broker need",
      null),
  KAFKA_SHARED_TOPIC("one topic for all tenants, instead of one for each", null),
  KAFKA_SHARED_PARTITIONS("partitions of that topic, if it is created here", "12"),
  OUTBOX_TRANSPORT("kafka, direct or an added one", null),
  OUTBOX_BATCH_SIZE("events that the relay carries at a time", "500"),
  OUTBOX_MAX_RETRIES("attempts of an event that fails while others pass; then it is failed", "5"),
  OUTBOX_BACKPRESSURE("unconfirmed events of a tenant from which on writes are refused", "10000"),
  DIRECT_WITHOUT_OUTBOX(
      "alone or always: whether writes go directly while PostgreSQL cannot be read; alone, unless"
          + " another instance uses the outbox, which may queue older writes meanwhile",
      "alone"),
  OUTBOX_RETENTION("hours that a confirmed event is kept; 0 removes it at once", "24"),
  TENANTS_FILE("a properties file of tenant.setting=value, for tenants that differ", null),
  METRICS_MAX_TENANTS("tenants with a label of their own in the metrics", "1000"),
  SERVE_PARTS(
      "the parts that ./soma serve runs, with commas between",
      "gateway,relay,replay,watchdog,metrics"),
  SERVE_DEADLINE("seconds that a stop may take", "25"),
  SERVE_DRAIN_DELAY("seconds from /readyz saying 503 to the end of intake", "0"),
  SERVE_ALLOW_PLAINTEXT("1 lets listeners beyond loopback speak without TLS", "0"),
  LOG_FORMAT(
      "text, json, or ecs for the Elastic Common Schema in JSON lines; for ./soma serve", "text"),
  OUTBOX_API_TOKEN(
      "the bearer token of the admin API, 16 to 1024 characters; without one it is off", null),
  OUTBOX_API_TOKEN_READ(
      "a further bearer token of the admin API, which sees everything and changes nothing", null),
  ADMIN_BIND("host:port of the admin API", "127.0.0.1:10112"),
  OPS_BIND("host:port of /metrics, /healthz and /readyz", "127.0.0.1:10111"),
  OPS_OPENTELEMETRY(
      "1 shows the metrics through OpenTelemetry too, where soma-memory-opentelemetry is on the"
          + " class path",
      "0"),
  OPS_TLS_KEYSTORE(
      "a PKCS12 file with the key and certificate of the operations port and the admin API", null),
  OPS_TLS_PASSWORD("the password of that file", null),
  GATEWAY_BIND("host:port of the gateway", "127.0.0.1:10110"),
  GATEWAY_TOKEN(
      "a bearer token of the gateway, 16 to 1024 characters, that may act for every tenant", null),
  GATEWAY_TOKENS_FILE(
      "a file of lines NAME TOKEN TENANT[,TENANT] [queued=200], read again when it changes", null),
  GATEWAY_ALLOW_NO_TOKEN("1 lets everybody in who reaches the gateway on loopback", "0"),
  GATEWAY_TLS_KEYSTORE("a PKCS12 file with the gateway's key and certificate", null),
  GATEWAY_TLS_PASSWORD("the password of that file", null),
  GATEWAY_HOSTS(
      "further names, with commas, by which the gateway may be called on loopback without TLS",
      null),
  GATEWAY_MAX_CONNECTIONS("connections to the gateway at once", "2048"),
  GATEWAY_TENANT_MAX_IN_FLIGHT("requests of one tenant in the gateway at once", "256"),
  GATEWAY_NEW_TENANTS(
      "new tenants that a token for all tenants may bring to one process in an hour; a tenant is"
          + " new until the process has seen it",
      "1000"),
  GATEWAY_REQUEST_TIMEOUT("seconds from a request's first byte to its answer's last", "60");

  static final String PREFIX = "SOMABRAIN_";

  private static final Set<Variable> SECRETS =
      EnumSet.of(
          MEMORY_HTTP_TOKEN,
          OUTBOX_API_TOKEN,
          OUTBOX_API_TOKEN_READ,
          GATEWAY_TOKEN,
          GATEWAY_TLS_PASSWORD,
          OPS_TLS_PASSWORD);

  private final String meaning;
  private final boolean required;
  private final @Nullable String fallback;

  Variable(String meaning) {
    this.meaning = meaning;
    this.required = true;
    this.fallback = null;
  }

  Variable(String meaning, @Nullable String fallback) {
    this.meaning = meaning;
    this.required = false;
    this.fallback = fallback;
  }

  /** The name in the environment. */
  String key() {
    return PREFIX + name();
  }

  /** Its meaning, in a few words. */
  String meaning() {
    return meaning;
  }

  /** Whether its value is never shown. */
  boolean isSecret() {
    return SECRETS.contains(this);
  }

  /** Whether its value may be in a file that {@link #fileKey} names, as it is or holds a secret. */
  boolean hasFile() {
    return isSecret() || this == POSTGRES_DSN;
  }

  /** The variable that names the file. */
  String fileKey() {
    return key() + SecretFile.SUFFIX;
  }

  boolean required() {
    return required;
  }

  /** The value where none is set. */
  @Nullable String fallback() {
    return fallback;
  }
}
