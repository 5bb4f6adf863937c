package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.TraceParent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds writes to the columns of {@link Insertion}, in their order. */
final class WriteColumns {

  private enum Type {
    TEXT("text", Types.VARCHAR, String[]::new),
    UUID("uuid", Types.OTHER, UUID[]::new),
    BIGINT("bigint", Types.BIGINT, Long[]::new),
    BYTES("bytea", Types.BINARY, byte[][]::new);

    private final String sqlName;
    private final int jdbcType;
    private final Function<Integer, Object[]> array;

    Type(String sqlName, int jdbcType, Function<Integer, Object[]> array) {
      this.sqlName = sqlName;
      this.jdbcType = jdbcType;
      this.array = array;
    }
  }

  private record Column(Type type, Function<EnqueuedWrite, @Nullable Object> value) {}

  // As strings the texts travel in binary, without a backslash before each quote of a body.
  private static final List<Column> COLUMNS =
      List.of(
          new Column(Type.TEXT, write -> write.delivery().tenant().value()),
          new Column(Type.TEXT, write -> write.delivery().namespace().value()),
          new Column(Type.TEXT, write -> write.delivery().operation().topic()),
          new Column(Type.TEXT, write -> write.delivery().orderingKey().value()),
          new Column(Type.TEXT, write -> write.delivery().requestId().value()),
          new Column(Type.UUID, write -> write.delivery().idempotencyKey().value()),
          new Column(Type.TEXT, write -> write.delivery().dedupeKey().value()),
          new Column(Type.TEXT, write -> textOf(write.delivery().traceParent())),
          new Column(Type.BYTES, write -> bytesOf(write.delivery().identity().fingerprint())),
          new Column(Type.BIGINT, EnqueuedWrite::token),
          new Column(Type.TEXT, write -> write.delivery().body()));

  private WriteColumns() {}

  /** Binds a write, and says which parameter is the next. */
  static int bind(PreparedStatement statement, EnqueuedWrite write) throws SQLException {
    int next = 1;
    for (Column column : COLUMNS) {
      statement.setObject(next++, column.value.apply(write), column.type.jdbcType);
    }
    return next;
  }

  /**
   * Binds writes turned on their side, an array for each column, and says which parameter is the
   * next.
   */
  static int bindArrays(PreparedStatement statement, List<EnqueuedWrite> writes)
      throws SQLException {
    int next = 1;
    for (Column column : COLUMNS) {
      Object[] values = column.type.array.apply(writes.size());
      Arrays.setAll(values, i -> column.value.apply(writes.get(i)));
      statement.setArray(
          next++, statement.getConnection().createArrayOf(column.type.sqlName, values));
    }
    return next;
  }

  private static @Nullable String textOf(@Nullable TraceParent traceParent) {
    return traceParent == null ? null : traceParent.value();
  }

  private static byte @Nullable [] bytesOf(@Nullable Fingerprint fingerprint) {
    return fingerprint == null ? null : fingerprint.bytes();
  }
}
