package io.soma.memory.testkit.contract;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOperation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Events for tests; equal arguments give equal events. */
public final class SampleEvents {

  private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05.678901Z");

  private static final OutboxIdentity OUTBOX =
      new OutboxIdentity(UUID.fromString("0b8e0f5c-3d0f-4d35-9a55-1d5c2c3a7e11"));

  private SampleEvents() {}

  /** A tenant that no other test has; its id holds every kind of character that one may. */
  public static TenantId freshTenant() {
    return new TenantId("T.a_b-" + UUID.randomUUID());
  }

  /** Events with the ids {@code from}, {@code from + 1} and so on, in that order. */
  public static List<OutboxEvent> events(TenantId tenant, long from, int count) {
    return LongStream.range(from, from + count).mapToObj(id -> event(tenant, id)).toList();
  }

  /** An event that stores a small payload; each id has a coordinate of its own. */
  public static OutboxEvent event(TenantId tenant, long id) {
    return event(tenant, id, WriteOperation.STORE, body(id, "payload " + id), null);
  }

  /** An event with this operation, body and trace. */
  public static OutboxEvent event(
      TenantId tenant,
      long id,
      WriteOperation operation,
      String body,
      @Nullable TraceParent traceParent) {
    RequestId requestId = new RequestId("request-" + id);
    Delivery delivery =
        new Delivery(
            new Namespace("somabrain:prod:wm", tenant),
            operation,
            coordinate(id),
            SampleDeliveries.identity(tenant, requestId, body).asStored(),
            body,
            traceParent);
    return new OutboxEvent(OUTBOX, new EventId(id), FIRST.plusMillis(id), (int) (id % 5), delivery);
  }

  /**
   * A body of the store route.
   *
   * @param text goes into the payload as it is, so it must need no escape in JSON
   */
  public static String body(long id, String text) {
    return "{\"coord\":\""
        + coordinate(id)
        + "\",\"payload\":{\"text\":\""
        + text
        + "\"},\"memory_type\":\"episodic\"}";
  }

  private static Coordinate coordinate(long id) {
    return new Coordinate(id + ".0,-0.5,3.8e-05");
  }
}
