package io.soma.memory.benchmarks.peer;

import io.soma.memory.benchmarks.stage.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The loop that one writes oneself: one thread claims 2 000 rows by id, sends, flushes, deletes and
 * commits. It holds its connection while it waits for Kafka, and one tenant's trouble is
 * everybody's.
 */
public final class PlainLoop implements AutoCloseable {

  private static final int BATCH = 2000;

  private static final String CLAIM =
      "SELECT id, tenant_id, payload::text FROM plain_outbox WHERE status = 'pending'"
          + " ORDER BY id LIMIT "
          + BATCH
          + " FOR UPDATE SKIP LOCKED";

  private static final String DELETE = "DELETE FROM plain_outbox WHERE id = ANY (?)";

  private final Database database;
  private final String topicPrefix;
  private final KafkaProducer<byte[], byte[]> producer;

  /** A loop that sends to the topic of this prefix and the tenant. */
  public PlainLoop(Database database, String brokers, String topicPrefix) {
    this.database = database;
    this.topicPrefix = topicPrefix;
    this.producer = Producers.open(brokers, 0);
  }

  /** Drains the table, and says how many events it carried. */
  public long drain() throws SQLException, InterruptedException, ExecutionException {
    long carried = 0;
    try (Connection connection = database.pool().getConnection();
        PreparedStatement claim = connection.prepareStatement(CLAIM);
        PreparedStatement delete = connection.prepareStatement(DELETE)) {
      connection.setAutoCommit(false);
      int batch;
      do {
        batch = batch(connection, claim, delete);
        connection.commit();
        carried += batch;
      } while (batch > 0);
      connection.setAutoCommit(true);
    }
    return carried;
  }

  private int batch(Connection connection, PreparedStatement claim, PreparedStatement delete)
      throws SQLException, InterruptedException, ExecutionException {
    List<Long> ids = new ArrayList<>(BATCH);
    List<Future<RecordMetadata>> sent = new ArrayList<>(BATCH);
    try (ResultSet rows = claim.executeQuery()) {
      while (rows.next()) {
        long id = rows.getLong(1);
        String tenant = rows.getString(2);
        ids.add(id);
        sent.add(
            producer.send(Producers.event(topicPrefix + tenant, tenant, id, rows.getString(3))));
      }
    }
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
    delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
    delete.executeUpdate();
    return ids.size();
  }

  @Override
  public void close() {
    producer.close();
  }
}
