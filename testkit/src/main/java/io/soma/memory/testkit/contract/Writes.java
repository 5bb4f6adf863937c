package io.soma.memory.testkit.contract;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.ports.driven.EncodedWrite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls of one tenant, each under a request id of its own. */
record Writes(RemoteMemory remote, TenantId tenant) {

  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  Delivery store(Coordinate coordinate, Map<String, ?> payload) {
    return delivery(
        new Remember(
            namespace(),
            MemoryAddress.at(coordinate),
            Payload.of(payload),
            MemoryType.SEMANTIC,
            WriteOptions.NONE));
  }

  Delivery store(int place) {
    return store(remote.place(place), Map.of("text", "note " + place));
  }

  Delivery delete(Coordinate coordinate) {
    return delivery(new Forget(namespace(), MemoryAddress.at(coordinate), WriteOptions.NONE));
  }

  Delivery link(Coordinate from, Coordinate to) {
    return link(from, to, "related", 1.0);
  }

  Delivery link(Coordinate from, Coordinate to, String type, double strength) {
    return delivery(
        new Link(
            namespace(),
            MemoryAddress.at(from),
            MemoryAddress.at(to),
            type,
            strength,
            Payload.of(Map.of()),
            WriteOptions.NONE));
  }

  /** One of each operation. */
  List<Delivery> ofEachKind() {
    Coordinate place = remote.place(901);
    return List.of(
        store(place, Map.of("text", "a")), delete(place), link(place, remote.place(902)));
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

  private Delivery delivery(MemoryWrite write) {
    EncodedWrite encoded = remote.encoder().encode(write, Instant.EPOCH);
    return new Delivery(
        namespace(),
        write.operation(),
        encoded.coordinate(),
        SampleDeliveries.identity(tenant, newRequestId(), encoded.body()),
        encoded.body(),
        TRACE);
  }

  private static RequestId newRequestId() {
    return new RequestId("request-" + UUID.randomUUID());
  }
}
