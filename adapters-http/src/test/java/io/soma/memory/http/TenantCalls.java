package io.soma.memory.http;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.http.write.WriteBody;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.util.Map;
import java.util.UUID;

/** Calls of one tenant. */
record TenantCalls(TenantId tenant) {

  static TenantCalls of(String tenant) {
    return new TenantCalls(new TenantId(tenant));
  }

  Namespace namespace() {
    return Namespace.of("memory:" + tenant);
  }

  ReadContext read() {
    return new ReadContext(namespace(), newRequestId(), null);
  }

  Delivery store(Coordinate at, Map<String, ?> payload) {
    return delivery(
        WriteOperation.STORE, at, WriteBody.store(at, Payload.of(payload), MemoryType.EPISODIC));
  }

  Delivery delete(Coordinate at) {
    return delivery(WriteOperation.DELETE, at, WriteBody.delete(at));
  }

  private Delivery delivery(WriteOperation operation, Coordinate at, String body) {
    return new Delivery(
        namespace(),
        operation,
        at,
        SampleDeliveries.identity(tenant, newRequestId(), body),
        body,
        null);
  }

  private static RequestId newRequestId() {
    return new RequestId(UUID.randomUUID().toString());
  }
}
