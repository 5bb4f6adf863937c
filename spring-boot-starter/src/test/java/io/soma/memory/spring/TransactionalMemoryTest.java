package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A write joins transactions on the outbox's DataSource, and no others. */
class TransactionalMemoryTest {

  private static final String DATABASE = EmbeddedPostgresServer.shared().createDatabase();
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final ApplicationContextRunner contexts =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SomaMemoryAutoConfiguration.class, SomaMemoryTransactionAutoConfiguration.class))
          .withPropertyValues(
              "somabrain.memory-http-endpoint=http://127.0.0.1:1",
              "somabrain.memory-http-token=token",
              "somabrain.memory-health-poll-interval=0")
          .withBean(BackgroundParts.class, () -> new BackgroundParts(false, false, false));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesATransactionOfAnotherResource(boolean autoCommit) {
    withOutbox(
        autoCommit,
        (memory, dataSource) -> {
          assertThatThrownBy(inTransaction(new OtherManager(), () -> enqueue(memory)))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("HikariDataSource) has no transaction")
              .hasMessageContaining("another transaction manager");
          assertThat(rows(dataSource)).isZero();
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAConnectionBoundWithoutATransaction(boolean autoCommit) {
    withOutbox(
        autoCommit,
        (memory, dataSource) -> {
          assertThatThrownBy(
                  inTransaction(
                      new OtherManager(),
                      () -> {
                        // As a JdbcTemplate takes it, until the other transaction is over.
                        Connection bound = DataSourceUtils.getConnection(dataSource);
                        DataSourceUtils.releaseConnection(bound, dataSource);
                        enqueue(memory);
                      }))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("HikariDataSource) has no transaction");
          assertThat(rows(dataSource)).isZero();
        });
  }

  @Test
  void refusesATransactionOnAnotherDataSource() {
    withOutbox(
        true,
        (memory, dataSource) -> {
          try (HikariDataSource other = pool(true)) {
            assertThatThrownBy(
                    inTransaction(new DataSourceTransactionManager(other), () -> enqueue(memory)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HikariDataSource) has no transaction");
          }
          assertThat(rows(dataSource)).isZero();
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void joinsATransactionOfJdbc(boolean autoCommit) {
    withOutbox(
        autoCommit,
        (memory, dataSource) -> {
          inTransaction(new DataSourceTransactionManager(dataSource), () -> enqueue(memory)).call();
          assertThat(rows(dataSource)).isEqualTo(1);
        });
  }

  @Test
  void joinsATransactionThatBindsAConnectionAsJpaDoes() {
    withOutbox(
        true,
        (memory, dataSource) -> {
          inTransaction(new BindingManager(dataSource), () -> enqueue(memory)).call();
          assertThat(rows(dataSource)).isEqualTo(1);
        });
  }

  @Test
  void isNotThereWhereADsnNamesAnotherDatabase() {
    for (String dsn : new String[] {"somabrain.postgres-dsn", "somabrain.postgres.dsn"}) {
      contexts
          .withBean(DataSource.class, () -> pool(true))
          .withPropertyValues(dsn + "=" + EmbeddedPostgresServer.shared().createDatabase())
          .run(
              context ->
                  assertThat(context).hasNotFailed().doesNotHaveBean(TransactionalMemory.class));
    }
  }

  private void withOutbox(boolean autoCommit, OutboxTest test) {
    contexts
        .withBean(DataSource.class, () -> pool(autoCommit))
        .run(
            context -> {
              DataSource dataSource = context.getBean(DataSource.class);
              try (Connection connection = dataSource.getConnection()) {
                connection.createStatement().execute("TRUNCATE soma_memory.outbox_events CASCADE");
                if (!autoCommit) {
                  connection.commit();
                }
              }
              test.run(context.getBean(TransactionalMemory.class), dataSource);
            });
  }

  private static ThrowingCallable inTransaction(PlatformTransactionManager manager, Runnable work) {
    return () -> new TransactionTemplate(manager).executeWithoutResult(each -> work.run());
  }

  private static void enqueue(TransactionalMemory memory) {
    memory.enqueue(
        Remember.of("orders:acme", "key-" + KEYS.incrementAndGet(), Map.of("text", "hello")));
  }

  private static int rows(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM soma_memory.outbox_events")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static HikariDataSource pool(boolean autoCommit) {
    HikariDataSource dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(DATABASE);
    dataSource.setAutoCommit(autoCommit);
    return dataSource;
  }

  private interface OutboxTest {
    void run(TransactionalMemory memory, DataSource dataSource) throws Throwable;
  }

  /** Has transactions of a resource that is no database, such as Kafka's. */
  private static class OtherManager extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1;

    @Override
    protected Object doGetTransaction() {
      return "a transaction";
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }

  /** Binds its connection as the transaction managers of JPA and Hibernate do. */
  private static final class BindingManager extends OtherManager {

    private static final long serialVersionUID = 1;

    private final transient DataSource dataSource;

    BindingManager(DataSource dataSource) {
      this.dataSource = dataSource;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      try {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        TransactionSynchronizationManager.bindResource(
            dataSource, new ConnectionHolder(connection));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      try (Connection connection =
          ((ConnectionHolder) TransactionSynchronizationManager.unbindResource(dataSource))
              .getConnection()) {
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
