package io.soma.memory.testkit.contract;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOperation;

/** Writes for tests, each a function of a tenant and a number alone. */
public final class SampleDeliveries {

  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private SampleDeliveries() {}

  /** Stores something small; equal arguments give equal writes with equal dedupe keys. */
  public static Delivery store(TenantId tenant, int number) {
    Coordinate coordinate = Coordinate.of(number, 0.5);
    String body =
        "{\"coord\":\"%s\",\"payload\":{\"text\":\"note %d\"},\"memory_type\":\"episodic\"}"
            .formatted(coordinate, number);
    return of(WriteOperation.STORE, tenant, number, body);
  }

  /** Like {@link #store(TenantId, int)}, with this body. */
  public static Delivery storeWithBody(TenantId tenant, int number, String body) {
    return of(WriteOperation.STORE, tenant, number, body);
  }

  /** A write of any operation, in a namespace of the tenant, within a trace. */
  public static Delivery of(WriteOperation operation, TenantId tenant, int number, String body) {
    RequestId requestId = new RequestId("request-" + number);
    return new Delivery(
        Namespace.of("memory:" + tenant),
        operation,
        Coordinate.of(number, 0.5),
        requestId,
        IdempotencyKey.derive(tenant, requestId),
        body,
        TRACE);
  }
}
