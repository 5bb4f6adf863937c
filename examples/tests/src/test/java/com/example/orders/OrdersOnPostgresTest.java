package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.Remember;
import io.soma.memory.junit.SomaMemoryExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrdersOnPostgresTest {

  @RegisterExtension
  static SomaMemoryExtension soma = SomaMemoryExtension.inMemory().withPostgres();

  @Test
  void whatIsRolledBackIsNeverSent() throws SQLException {
    try (Connection connection = soma.connect()) {
      connection.setAutoCommit(false);
      soma.transactional()
          .enqueue(connection, Remember.of("orders:acme", "order-1", Map.of("state", "placed")));
      connection.rollback();
    }
    soma.settle();

    assertThat(soma.tenant("acme").stored()).isEmpty();
  }
}
