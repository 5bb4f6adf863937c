package io.soma.memory.spring;

import io.soma.memory.app.config.MemoryConfigBuilder;
import io.soma.memory.postgres.connection.PostgresConfig;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/** The application's DataSource as the place of the outbox, unless a DSN names another. */
final class HostDataSource {

  /** Beside tables of the application's own, and the history of its migrations. */
  private static final String SCHEMA = "soma_memory";

  /** Of the ten that Spring Boot's pool has: most are for the application. */
  private static final int CONNECTIONS = 4;

  private static final boolean HAS_PROXIES =
      ClassUtils.isPresent(
          "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy",
          HostDataSource.class.getClassLoader());

  private HostDataSource() {}

  static void use(
      MemoryConfigBuilder builder,
      Map<String, String> variables,
      ObjectProvider<DataSource> dataSource) {
    if (isElsewhere(variables)) {
      return;
    }
    dataSource.ifUnique(
        host ->
            builder.postgres(
                PostgresConfig.of(withoutTransactions(host))
                    .withSchema(SCHEMA)
                    .withPoolSize(CONNECTIONS)));
  }

  /** Whether a DSN names another place for the outbox. */
  static boolean isElsewhere(Map<String, String> variables) {
    return variables.containsKey("SOMABRAIN_POSTGRES_DSN")
        || variables.containsKey("SOMABRAIN_POSTGRES_DSN_FILE");
  }

  /** The same without a proxy that would have our own connections join a thread's transaction. */
  static DataSource withoutTransactions(DataSource dataSource) {
    return HAS_PROXIES
            && dataSource instanceof TransactionAwareDataSourceProxy proxy
            && proxy.getTargetDataSource() != null
        ? withoutTransactions(proxy.getTargetDataSource())
        : dataSource;
  }
}
