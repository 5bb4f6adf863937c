package io.soma.memory.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConfigTest {

  private static final String SECRET = "s3cr3t";

  @Test
  @SuppressWarnings("NullAway") // A program without a null checker compiles this.
  void namesWhatIsNull() {
    PostgresConfig config = PostgresConfig.ofDsn("postgresql://soma@db/soma");

    assertThatThrownBy(() -> PostgresConfig.ofDsn(null)).hasMessage("the outbox's DSN is not set");
    assertThatThrownBy(() -> PostgresConfig.of(null))
        .hasMessage("the outbox's DataSource is not set");
    assertThatThrownBy(() -> config.withSchema(null)).hasMessage("the outbox's schema is not set");
    assertThatThrownBy(() -> config.withRetention(null))
        .hasMessage("the outbox's retention is not set");
    assertThatThrownBy(() -> config.withStatementTimeout(null))
        .hasMessage("the outbox's statement timeout is not set");
  }

  @Test
  void aDsnGivesTheDefaults() {
    PostgresConfig config = PostgresConfig.ofDsn("postgresql://soma:s3cr3t@db.example:6543/memory");

    assertThat(config)
        .isEqualTo(
            new PostgresConfig(
                "jdbc:postgresql://db.example:6543/memory",
                "soma",
                SECRET,
                8,
                Duration.ofHours(24),
                Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          postgresql://db/memory,                      jdbc:postgresql://db/memory,        -,   -
          postgres://me@db/memory,                     jdbc:postgresql://db/memory,        me,  -
          postgresql://me:p%40s%2Fs%3A%25+@db/memory,  jdbc:postgresql://db/memory,        me,  p@s/s:%+
          postgresql://me:p@ss@db/memory,              jdbc:postgresql://db/memory,        me,  p@ss
          postgresql://me:a:b@[::1]:5432/memory,       jdbc:postgresql://[::1]:5432/memory, me, a:b
          postgresql://a:1/memory?user=u&password=p,   jdbc:postgresql://a:1/memory,       u,   p
          jdbc:postgresql://db/memory?user=u&ssl=true, jdbc:postgresql://db/memory?ssl=true, u, -
          jdbc:postgresql://db/m?password=p%26q,       jdbc:postgresql://db/m,             -,   p&q
          jdbc:postgresql:memory,                      jdbc:postgresql:memory,             -,   -
          """)
  void everyFormIsTakenApart(String dsn, String jdbcUrl, String user, String password) {
    PostgresConfig config = PostgresConfig.ofDsn(dsn);

    assertThat(config.jdbcUrl()).isEqualTo(jdbcUrl);
    assertThat(config.user()).isEqualTo(user);
    assertThat(config.password()).isEqualTo(password);
  }

  @Test
  void severalHostsAndParametersStay() {
    assertThat(
            PostgresConfig.ofDsn(
                    "postgresql://a:1,b:2/memory?sslmode=require&application_name=x&connect_timeout=3")
                .jdbcUrl())
        .isEqualTo(
            "jdbc:postgresql://a:1,b:2/memory?sslmode=require&ApplicationName=x&connectTimeout=3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://me:s3cr3t@db/memory",
        "postgresql:me:s3cr3t@db/memory",
        "postgresql://me:s3cr3t@/memory",
        "postgresql://me:s3cr3t@db",
        "postgresql://me:s3cr3t@db/",
        "postgresql://me:s3cr3t@db:port/memory",
        "postgresql://me:s3cr3t@db:99999/memory",
        "postgresql://me:s3cr3t/rest@db/memory",
        "postgresql://me:1/s3cr3t@db/memory",
        "postgresql://me:s3cr3t%zz@db/memory",
        "jdbc:postgresql://me:s3cr3t@db/memory",
        "jdbc:postgresql://db/memory?password=s3cr3t%zz",
        ""
      })
  void aMalformedDsnIsRefusedWithoutItsSecrets(String dsn) {
    assertThatThrownBy(() -> PostgresConfig.ofDsn(dsn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DSN")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "read-write, primary",
    "primary, primary",
    "any, any",
  })
  void aServerThatTakesWritesIsAskedForInTheDriversWords(String libpq, String jdbc) {
    assertThat(
            PostgresConfig.ofDsn("postgresql://a,b/memory?target_session_attrs=" + libpq).jdbcUrl())
        .isEqualTo("jdbc:postgresql://a,b/memory?targetServerType=" + jdbc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://a,b/memory?target_session_attrs=standby",
        "postgresql://a,b/memory?target_session_attrs=prefer-standby",
        "postgresql://a,b/memory?target_session_attrs=read-only",
        "jdbc:postgresql://a,b/memory?targetServerType=secondary",
        "jdbc:postgresql://a,b/memory?targetServerType=preferSecondary"
      })
  void aServerThatTakesNoWritesIsRefused(String dsn) {
    assertThatThrownBy(() -> PostgresConfig.ofDsn(dsn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("primary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://a/memory?keepalives_idle=3",
        "jdbc:postgresql://a/m?sslMode=require"
      })
  void aParameterThatTheDriverWouldPassOverIsRefused(String dsn) {
    assertThatThrownBy(() -> PostgresConfig.ofDsn(dsn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not know");
  }

  @Test
  void itsTextHidesThePasswords() {
    PostgresConfig config =
        PostgresConfig.ofDsn("postgresql://me:s3cr3t@db/memory?sslpassword=s3cr3t&sslmode=require");

    assertThat(config.toString())
        .contains("db/memory", "me", "***", "sslmode=require")
        .doesNotContain(SECRET);
  }

  @Test
  void aUrlThatHoldsThePasswordIsRefused() {
    assertThatThrownBy(() -> with("jdbc:postgresql://db/memory?password=s3cr3t", 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> with("mysql://db", 8)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    PostgresConfig config = PostgresConfig.ofDsn("postgresql://db/memory");

    assertThatThrownBy(() -> config.withPoolSize(1)).hasMessageContaining("pool size");
    assertThatThrownBy(() -> config.withRetention(Duration.ofNanos(-1)))
        .hasMessageContaining("retention");
    assertThatThrownBy(() -> config.withStatementTimeout(Duration.ofMillis(999)))
        .hasMessageContaining("statement timeout");
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1", "3, 1, 2", "4, 2, 2", "7, 2, 5", "8, 2, 6", "64, 16, 48"})
  void newWritesHaveAShareOfThePoolForThemselves(int size, int ingest, int relay) {
    PostgresConfig config = with("jdbc:postgresql://db/memory", size);

    assertThat(config.ingestShare()).isEqualTo(ingest);
    assertThat(config.relayShare()).isEqualTo(relay);
  }

  private static PostgresConfig with(String url, int poolSize) {
    return new PostgresConfig(url, null, null, poolSize, Duration.ZERO, Duration.ofSeconds(1));
  }
}
