package io.soma.memory.postgres;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.TraceParent;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Writes turned on their side: an array for each column. */
final class WriteArrays {

  private WriteArrays() {}

  /** The columns in the order of the statements of {@link EventInsertion}. */
  static QueryPart[] of(List<Delivery> writes) {
    return new QueryPart[] {
      texts(writes, write -> write.tenant().value()),
      texts(writes, write -> write.namespace().value()),
      texts(writes, write -> write.operation().topic()),
      texts(writes, write -> write.orderingKey().value()),
      texts(writes, write -> write.requestId().value()),
      DSL.val(writes.stream().map(write -> write.idempotencyKey().value()).toArray(UUID[]::new)),
      texts(writes, write -> write.dedupeKey().value()),
      texts(writes, write -> textOf(write.traceParent())),
      texts(writes, Delivery::body)
    };
  }

  private static Field<String[]> texts(
      List<Delivery> writes, Function<Delivery, @Nullable String> column) {
    return DSL.val(writes.stream().map(column).toArray(String[]::new));
  }

  private static @Nullable String textOf(@Nullable TraceParent traceParent) {
    return traceParent == null ? null : traceParent.value();
  }
}
