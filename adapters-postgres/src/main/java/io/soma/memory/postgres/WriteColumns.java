package io.soma.memory.postgres;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.TraceParent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
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

  /**
   * Binds writes turned on their side, an array for each column, and says which parameter is the
   * next.
   */
  static int bindArrays(PreparedStatement statement, List<Delivery> writes) throws SQLException {
    for (int column = 0; column < COLUMNS.size(); column++) {
      Function<Delivery, @Nullable Object> of = COLUMNS.get(column);
      boolean isText = column != IDEMPOTENCY_KEY;
      // As strings they travel in binary, without a backslash before each quote of a body.
      Object[] values = isText ? new String[writes.size()] : new UUID[writes.size()];
      Arrays.setAll(values, i -> of.apply(writes.get(i)));
      String type = isText ? "text" : "uuid";
      statement.setArray(column + 1, statement.getConnection().createArrayOf(type, values));
    }
    return COLUMNS.size() + 1;
  }

  private static @Nullable String textOf(@Nullable TraceParent traceParent) {
    return traceParent == null ? null : traceParent.value();
  }
}
