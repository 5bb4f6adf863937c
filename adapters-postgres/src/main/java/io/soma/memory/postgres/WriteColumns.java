package io.soma.memory.postgres;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.TraceParent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds writes to the columns of {@link Insertion}, in their order. */
final class WriteColumns {

  private static final List<Function<Delivery, @Nullable Object>> COLUMNS =
      List.of(
          write -> write.tenant().value(),
          write -> write.namespace().value(),
          write -> write.operation().topic(),
          write -> write.orderingKey().value(),
          write -> write.requestId().value(),
          write -> write.idempotencyKey().value(),
          write -> write.dedupeKey().value(),
          write -> textOf(write.traceParent()),
          Delivery::body);

  private static final int IDEMPOTENCY_KEY = 5;

  private WriteColumns() {}

  /** Binds a write, and says which parameter is the next. */
  static int bind(PreparedStatement statement, Delivery write) throws SQLException {
    int next = 1;
    for (Function<Delivery, @Nullable Object> column : COLUMNS) {
      Object value = column.apply(write);
      if (value instanceof UUID) {
        statement.setObject(next++, value);
      } else {
        statement.setString(next++, (String) value);
      }
    }
    return next;
  }

  /** Binds writes turned on their side: an array for each column. */
  static void bindArrays(PreparedStatement statement, List<Delivery> writes) throws SQLException {
    for (int column = 0; column < COLUMNS.size(); column++) {
      Object[] values = writes.stream().map(COLUMNS.get(column)).toArray();
      String type = column == IDEMPOTENCY_KEY ? "uuid" : "text";
      statement.setArray(column + 1, statement.getConnection().createArrayOf(type, values));
    }
  }

  private static @Nullable String textOf(@Nullable TraceParent traceParent) {
    return traceParent == null ? null : traceParent.value();
  }
}
