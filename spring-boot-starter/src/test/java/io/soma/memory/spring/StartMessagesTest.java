package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;

/** What a user reads when settings are wrong, by the names that Spring's users know. */
class StartMessagesTest {

  private static final ScriptableMemoryService SERVICE = ScriptableMemoryService.start();

  private final AtomicReference<Environment> environment = new AtomicReference<>();

  private final ApplicationContextRunner bare =
      new ApplicationContextRunner()
          .withInitializer(context -> environment.set(context.getEnvironment()))
          .withConfiguration(AutoConfigurations.of(SomaMemoryAutoConfiguration.class));

  private final ApplicationContextRunner configured =
      bare.withPropertyValues(
          "somabrain.memory-http-endpoint=" + SERVICE.baseUrl(),
          "somabrain.memory-http-token=" + SERVICE.token());

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void saysWhyThereIsNoTransactionalMemory() {
    NoSuchBeanDefinitionException missing =
        new NoSuchBeanDefinitionException(TransactionalMemory.class);
    NoSuchBeanDefinitionException other = new NoSuchBeanDefinitionException(DataSource.class);

    assertThat(
            Objects.requireNonNull(new MissingTransactionAnalyzer().analyze(missing))
                .getDescription())
        .contains("only where the outbox is on the application's own DataSource");
    assertThat(new MissingTransactionAnalyzer().analyze(other)).isNull();
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    bare.withPropertyValues(
            "somabrain.http-retries=many",
            "somabrain.outboxBackpresure=1",
            "somabrain.outbox-api-tokn=0123456789abcdef",
            "somabrain.endpoint=http://memory:1")
        .run(
            context -> {
              FailureAnalysis analysis =
                  Objects.requireNonNull(
                      new ConfigurationFailureAnalyzer()
                          .analyze(Objects.requireNonNull(context.getStartupFailure())));
              assertThat(analysis.getDescription())
                  .contains("somabrain.memory-http-endpoint is not set")
                  .contains("somabrain.memory-http-token is not set")
                  .contains("somabrain.postgres-dsn is not set")
                  .contains("somabrain.http-retries=\"many\" is not a whole number")
                  .contains("did you mean somabrain.outbox-backpressure?")
                  .contains("did you mean somabrain.outbox-api-token?")
                  .contains("did you mean somabrain.memory-http-endpoint?");
              assertThat(analysis.getCause()).isInstanceOf(ConfigurationException.class);
            });
  }

  @Test
  void startsWithSettingsOfOtherPartsAndTellsThatTheyHaveNoEffect() {
    Logger logger = (Logger) LoggerFactory.getLogger(SomaMemoryAutoConfiguration.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    configured
        .withPropertyValues(
            "somabrain.postgres-dsn=" + EmbeddedPostgresServer.shared().createDatabase(),
            "somabrain.outbox-api-token=0123456789abcdef",
            "somabrain.adminUrl=http://admin:1")
        .run(context -> assertThat(context).hasNotFailed());

    logger.detachAppender(lines);
    assertThat(lines.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .endsWith("no effect here: somabrain.admin-url, somabrain.outbox-api-token");
  }

  @Test
  void namesTheApplicationsOwnPropertiesWhereItsDataSourceFails() {
    configured
        .withBean(DataSource.class, StartMessagesTest::nowhere)
        .run(
            context -> {
              FailureAnalysis analysis = analyzed(context);
              assertThat(analysis.getDescription())
                  .isEqualTo(
                      "Soma Memory cannot start without the outbox on this program's DataSource:"
                          + " PostgreSQL gave no connection in time; it is not reachable:"
                          + " see that it runs, and that host and port are right (SQLSTATE"
                          + " 08001).");
              assertThat(analysis.getAction()).contains("spring.datasource.url");
            });
  }

  @Test
  void namesThePropertyOfTheOutboxWhereItsOwnDatabaseFails() {
    configured
        .withPropertyValues("somabrain.postgresDsn=postgresql://soma@127.0.0.1:1/nowhere")
        .run(
            context -> {
              FailureAnalysis analysis = analyzed(context);
              assertThat(analysis.getDescription())
                  .contains("127.0.0.1:1/nowhere (somabrain.postgres-dsn): PostgreSQL")
                  .doesNotContain("SOMABRAIN_");
              assertThat(analysis.getAction())
                  .contains("correct somabrain.postgres-dsn")
                  .doesNotContain("spring.datasource");
            });
  }

  // A context that failed gives its environment to nobody.
  private FailureAnalysis analyzed(AssertableApplicationContext context) {
    return Objects.requireNonNull(
        new OutboxFailureAnalyzer(Objects.requireNonNull(environment.get()))
            .analyze(Objects.requireNonNull(context.getStartupFailure())));
  }

  private static HikariDataSource nowhere() {
    HikariDataSource dataSource = new HikariDataSource();
    dataSource.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
    dataSource.setConnectionTimeout(250);
    dataSource.setInitializationFailTimeout(-1);
    return dataSource;
  }
}
