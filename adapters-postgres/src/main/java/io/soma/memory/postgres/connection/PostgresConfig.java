package io.soma.memory.postgres.connection;

import io.soma.memory.domain.Quoted;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the outbox lives, and how it is used.
 *
 * @param jdbcUrl begins with {@code jdbc:postgresql:}; holds no password
 * @param user null for the driver's default
 * @param password null for none; never printed
 * @param poolSize connections in all, at least 2, 8 by default; a quarter of them serves new writes
 *     alone, so that neither these nor the relay starve the other, and two at least from 4 on, so
 *     that a tenant whose writes wait for a lock leaves one to the others
 * @param retention how long confirmed events are kept, 24 h by default; with zero an event leaves
 *     when it is confirmed
 * @param statementTimeout the longest that one statement may take, at least 1 s, 5 s by default
 * @param schema of the tables, which then does not depend on a search path; null for the first of
 *     the search path
 * @param migrates whether a start brings the tables up to date; otherwise the host program does
 * @param dataSource the host program's; null for connections of our own
 */
public record PostgresConfig(
    String jdbcUrl,
    @Nullable String user,
    @Nullable String password,
    int poolSize,
    Duration retention,
    Duration statementTimeout,
    @Nullable String schema,
    boolean migrates,
    @Nullable DataSource dataSource) {

  public static final int DEFAULT_POOL_SIZE = 8;
  public static final Duration DEFAULT_RETENTION = Duration.ofHours(24);
  public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(5);

  /** Where the migrations are, for programs that run them with a Flyway of their own. */
  public static final String MIGRATIONS = "classpath:io/soma/memory/postgres/migration";

  static final String JDBC_PREFIX = "jdbc:postgresql:";

  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final Pattern HOSTS = Pattern.compile(JDBC_PREFIX + "//([^/?]*)");

  public PostgresConfig {
    checkGiven("JDBC URL", jdbcUrl);
    checkGiven("retention", retention);
    checkGiven("statement timeout", statementTimeout);
    if (!jdbcUrl.startsWith(JDBC_PREFIX)) {
      throw new IllegalArgumentException("the JDBC URL does not begin with " + JDBC_PREFIX);
    }
    if (jdbcUrl.matches("(?i).*[?&]password=.*")) {
      throw new IllegalArgumentException("the JDBC URL holds a password, which logs would show");
    }
    if (poolSize < 2) {
      throw new IllegalArgumentException("the pool size must be at least 2, but is " + poolSize);
    }
    if (retention.isNegative()) {
      throw new IllegalArgumentException("the retention must not be negative: " + retention);
    }
    if (statementTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "the statement timeout must be at least 1 s, but is " + statementTimeout);
    }
    if (schema != null && !SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException(
          "a schema has 1 to 63 of a-z 0-9 _, and begins with no digit: " + Quoted.of(schema));
    }
  }

  /** The same on connections of our own, in the schema of the search path. */
  PostgresConfig(
      String jdbcUrl,
      @Nullable String user,
      @Nullable String password,
      int poolSize,
      Duration retention,
      Duration statementTimeout) {
    this(jdbcUrl, user, password, poolSize, retention, statementTimeout, null, true, null);
  }

  /**
   * With the defaults, at {@code postgresql://user:password@host:port/database?parameters} or at a
   * {@code jdbc:postgresql:} URL; its {@code user} and {@code password} parameters are taken out.
   *
   * @throws IllegalArgumentException naming the problem, without secrets
   */
  public static PostgresConfig ofDsn(String dsn) {
    checkGiven("DSN", dsn);
    DataSourceName name = DataSourceName.parse(dsn.strip());
    return new PostgresConfig(
        name.jdbcUrl(),
        name.user(),
        name.password(),
        DEFAULT_POOL_SIZE,
        DEFAULT_RETENTION,
        DEFAULT_STATEMENT_TIMEOUT);
  }

  /**
   * With the defaults, on connections of the host program: at most as many at a time as the pool
   * size says. They must be PostgreSQL's, and no proxies that join a thread's transaction. Nothing
   * is set for their sessions, so that {@code synchronous_commit} must not be off for the role. Its
   * pool decides how long a call waits for a connection; 2 s are good.
   */
  public static PostgresConfig of(DataSource dataSource) {
    checkGiven("DataSource", dataSource);
    return new PostgresConfig(
        JDBC_PREFIX,
        null,
        null,
        DEFAULT_POOL_SIZE,
        DEFAULT_RETENTION,
        DEFAULT_STATEMENT_TIMEOUT,
        null,
        true,
        dataSource);
  }

  /** The same with another number of connections. */
  public PostgresConfig withPoolSize(int newPoolSize) {
    return with(newPoolSize, retention, statementTimeout, schema, migrates);
  }

  /** The same with another retention. */
  public PostgresConfig withRetention(Duration newRetention) {
    return with(poolSize, newRetention, statementTimeout, schema, migrates);
  }

  /** The same with another statement timeout. */
  public PostgresConfig withStatementTimeout(Duration newTimeout) {
    return with(poolSize, retention, newTimeout, schema, migrates);
  }

  /** The same with the tables in this schema, which a migration creates if it is not there. */
  public PostgresConfig withSchema(String newSchema) {
    checkGiven("schema", newSchema);
    return with(poolSize, retention, statementTimeout, newSchema, migrates);
  }

  /**
   * The same, where the host program runs the {@link #MIGRATIONS}, or {@code ./soma migrate} does
   * before each new version; a start then only looks whether the tables are as they should be.
   */
  public PostgresConfig withoutMigrations() {
    return with(poolSize, retention, statementTimeout, schema, false);
  }

  private static void checkGiven(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("the outbox's " + name + " is not set");
    }
  }

  private PostgresConfig with(
      int newPoolSize,
      Duration newRetention,
      Duration newTimeout,
      @Nullable String newSchema,
      boolean newMigrates) {
    return new PostgresConfig(
        jdbcUrl,
        user,
        password,
        newPoolSize,
        newRetention,
        newTimeout,
        newSchema,
        newMigrates,
        dataSource);
  }

  /** Two at least, as a write that waits for a lock holds one; in a pool below 4 there is one. */
  public int ingestShare() {
    return poolSize < 4 ? 1 : Math.max(2, poolSize / 4);
  }

  public int relayShare() {
    return poolSize - ingestShare();
  }

  /** The part of the URL that names hosts and ports; empty where it names none. */
  public String hosts() {
    Matcher hosts = HOSTS.matcher(jdbcUrl);
    return hosts.lookingAt() ? hosts.group(1) : "";
  }

  /** Where the outbox is, as logs and people may see it: the URL without the secrets in it. */
  public String address() {
    return dataSource != null
        ? "a data source of this program"
        : jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1***");
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "PostgresConfig[%s, user=%s, password=%s, poolSize=%d, retention=%s, statementTimeout=%s,"
            + " schema=%s, migrates=%s]",
        address(),
        user,
        password == null ? "none" : "***",
        poolSize,
        retention,
        statementTimeout,
        schema,
        migrates);
  }
}
