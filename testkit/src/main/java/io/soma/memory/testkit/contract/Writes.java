package io.soma.memory.testkit.contract;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteBody;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls of one tenant, each under a request id of its own. */
record Writes(TenantId tenant) {

  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  static Writes of(String tenant) {
    return new Writes(new TenantId(tenant));
  }

  Delivery store(Coordinate coordinate, Map<String, ?> payload) {
    return delivery(
        WriteOperation.STORE,
        coordinate,
        WriteBody.store(coordinate, Payload.of(payload), MemoryType.SEMANTIC));
  }

  Delivery store(double x) {
    return store(Coordinate.of(x, 0.5, -3.839656710624695e-05), Map.of("text", "note " + x));
  }

  Delivery delete(Coordinate coordinate) {
    return delivery(WriteOperation.DELETE, coordinate, WriteBody.delete(coordinate));
  }

  Delivery link(Coordinate from, Coordinate to) {
    String body = WriteBody.link(from, to, Link.of(namespace().value(), "from", "to"));
    return delivery(WriteOperation.LINK, from, body);
  }

  Delivery link(Coordinate from, Coordinate to, String type, double strength) {
    Link link = Link.of(namespace().value(), "from", "to").as(type, strength, Map.of());
    return delivery(WriteOperation.LINK, from, WriteBody.link(from, to, link));
  }

  /** One of each operation. */
  List<Delivery> ofEachKind() {
    Coordinate place = Coordinate.of(1e+16, -0.25, 0);
    return List.of(
        store(place, Map.of("text", "a")), delete(place), link(place, Coordinate.of(4, 5, 6)));
  }

  ReadContext read() {
    return new ReadContext(namespace(), newRequestId(), TRACE);
  }

  RecallQuery query(String text) {
    return RecallQuery.of(namespace().value(), text);
  }

  Delivery withoutTrace(Delivery write) {
    return new Delivery(
        write.namespace(),
        write.operation(),
        write.coordinate(),
        write.identity(),
        write.body(),
        null);
  }

  Namespace namespace() {
    return Namespace.of("contract:" + tenant);
  }

  private Delivery delivery(WriteOperation operation, Coordinate coordinate, String body) {
    WriteIdentity identity = SampleDeliveries.identity(tenant, newRequestId(), body);
    return new Delivery(namespace(), operation, coordinate, identity, body, TRACE);
  }

  private static RequestId newRequestId() {
    return new RequestId("request-" + UUID.randomUUID());
  }
}
