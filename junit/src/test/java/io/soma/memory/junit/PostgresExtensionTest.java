package io.soma.memory.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresExtensionTest {

  private static final Remember ORDER = Remember.of("test:acme", "order", Map.of("id", 7));

  @RegisterExtension
  static final SomaMemoryExtension soma = SomaMemoryExtension.inMemory().withPostgres();

  @Test
  void writesOfATransactionAreDeliveredOnceItCommits() throws SQLException {
    try (Connection connection = soma.connect()) {
      connection.setAutoCommit(false);
      soma.transactional().enqueue(connection, ORDER);
      soma.settle();
      assertThat(soma.tenant("acme").stored()).isEmpty();

      connection.commit();
    }
    soma.settle();

    assertThat(soma.tenant("acme").stored()).hasSize(1);
  }

  @Test
  void queuedWritesAreInTheDatabaseAndArrive() {
    soma.tenant("acme").hangs();
    assertThat(soma.client().remember(ORDER)).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(soma.tenant("acme").waiting()).isEqualTo(1);

    soma.tenant("acme").recovers();
    soma.settle();

    assertThat(soma.tenant("acme").stored()).hasSize(1);
  }
}
