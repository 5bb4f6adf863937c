package io.soma.memory.http;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.http.write.WriteBody;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.util.Map;

/** Calls on behalf of one tenant. */
final class Calls {

  static final Namespace NAMESPACE = Namespace.of("production:user123");
  static final RequestId REQUEST_ID = new RequestId("request-1");
  static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private Calls() {}

  static Delivery store() {
    return write(WriteOperation.STORE, "1,2,3");
  }

  static Delivery write(WriteOperation operation, String coordinate) {
    Coordinate at = NumericCoordinates.parse(coordinate);
    return new Delivery(
        NAMESPACE,
        operation,
        at,
        SampleDeliveries.identity(NAMESPACE.tenant(), REQUEST_ID, body(operation, at)),
        body(operation, at),
        TRACE);
  }

  static ReadContext read() {
    return new ReadContext(NAMESPACE, REQUEST_ID, null);
  }

  private static String body(WriteOperation operation, Coordinate at) {
    return switch (operation) {
      case STORE -> WriteBody.store(at, Payload.of(Map.of("text", "日本語 ☃")), MemoryType.EPISODIC);
      case DELETE -> WriteBody.delete(at);
      case LINK ->
          WriteBody.link(at, new Coordinate("4.0,5.0,6.0"), Link.of(NAMESPACE.value(), "a", "b"));
    };
  }
}
