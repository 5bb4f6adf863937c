package io.soma.memory.benchmarks.table;

import io.soma.memory.benchmarks.stage.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The disk space of the outbox.
 *
 * @param bytes of each table, with its TOAST and maps, and of each index, by name
 */
record RelationSizes(Map<String, Long> bytes) {

  // Of every relation with a name of the outbox, in any schema, so that none is missed.
  private static final String EACH =
      "SELECT relname, pg_table_size(oid) FROM pg_class"
          + " WHERE relname LIKE 'outbox%' AND relkind IN ('r', 'p', 'm', 'i', 'I')";

  private static final double MIB = 1 << 20;

  RelationSizes {
    bytes = new TreeMap<>(bytes);
    if (bytes.isEmpty()) {
      throw new IllegalArgumentException("there is no outbox");
    }
  }

  static RelationSizes of(Database database) throws SQLException {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(EACH)) {
      Map<String, Long> found = new TreeMap<>();
      while (row.next()) {
        found.merge(row.getString(1), row.getLong(2), Long::sum);
      }
      return new RelationSizes(found);
    }
  }

  /** Tables and indexes together. */
  long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** In MiB, each and all. */
  @Override
  public String toString() {
    return bytes.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %.1f", each.getKey(), each.getValue() / MIB))
        .collect(
            Collectors.joining(", ", String.format(Locale.ROOT, "%.1f MiB: ", total() / MIB), ""));
  }
}
