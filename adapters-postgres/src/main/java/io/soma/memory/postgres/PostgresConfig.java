package io.soma.memory.postgres;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the outbox lives, and how it is used.
 *
 * @param jdbcUrl begins with {@code jdbc:postgresql:}; holds no password
 * @param user null for the driver's default
 * @param password null for none; never printed
 * @param poolSize connections in all, at least 2, 8 by default; a quarter of them serves new writes
 *     alone, so that neither these nor the relay starve the other
 * @param retention how long confirmed events are kept, 24 h by default; with zero an event leaves
 *     when it is confirmed
 * @param statementTimeout the longest that one statement may take, at least 1 s, 5 s by default
 */
public record PostgresConfig(
    String jdbcUrl,
    @Nullable String user,
    @Nullable String password,
    int poolSize,
    Duration retention,
    Duration statementTimeout) {

  public static final int DEFAULT_POOL_SIZE = 8;
  public static final Duration DEFAULT_RETENTION = Duration.ofHours(24);
  public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(5);

  static final String JDBC_PREFIX = "jdbc:postgresql:";

  private static final Pattern HOSTS = Pattern.compile(JDBC_PREFIX + "//([^/?]*)");

  public PostgresConfig {
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
  }

  /**
   * With the defaults, at {@code postgresql://user:password@host:port/database?parameters} or at a
   * {@code jdbc:postgresql:} URL, whose {@code user} and {@code password} parameters are taken out.
   *
   * @throws IllegalArgumentException saying what is wrong, without the secrets in it
   */
  public static PostgresConfig ofDsn(String dsn) {
    DataSourceName name = DataSourceName.parse(dsn.strip());
    return new PostgresConfig(
        name.jdbcUrl(),
        name.user(),
        name.password(),
        DEFAULT_POOL_SIZE,
        DEFAULT_RETENTION,
        DEFAULT_STATEMENT_TIMEOUT);
  }

  /** The same with another number of connections. */
  public PostgresConfig withPoolSize(int newPoolSize) {
    return new PostgresConfig(jdbcUrl, user, password, newPoolSize, retention, statementTimeout);
  }

  /** The same with another retention. */
  public PostgresConfig withRetention(Duration newRetention) {
    return new PostgresConfig(jdbcUrl, user, password, poolSize, newRetention, statementTimeout);
  }

  /** The same with another statement timeout. */
  public PostgresConfig withStatementTimeout(Duration newTimeout) {
    return new PostgresConfig(jdbcUrl, user, password, poolSize, retention, newTimeout);
  }

  int ingestShare() {
    return Math.max(1, poolSize / 4);
  }

  int relayShare() {
    return poolSize - ingestShare();
  }

  /** The part of the URL that names hosts and ports; empty where it names none. */
  String hosts() {
    Matcher hosts = HOSTS.matcher(jdbcUrl);
    return hosts.lookingAt() ? hosts.group(1) : "";
  }

  /** Where the outbox is, as logs and people may see it: the URL without the secrets in it. */
  public String address() {
    return jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1***");
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "PostgresConfig[%s, user=%s, password=%s, poolSize=%d, retention=%s, statementTimeout=%s]",
        address(),
        user,
        password == null ? "none" : "***",
        poolSize,
        retention,
        statementTimeout);
  }
}
