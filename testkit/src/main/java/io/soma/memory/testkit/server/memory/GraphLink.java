package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A link of the graph; start, end and type identify it. */
record GraphLink(
    CoordinateKey from, CoordinateKey to, String type, double strength, JsonNode metadata) {

  /** The identity of a link. */
  record Key(CoordinateKey from, CoordinateKey to, String type) {}

  Key key() {
    return new Key(from, to, type);
  }

  /** Whether it is of that type; none asks for all. */
  boolean isOf(@Nullable String wanted) {
    return wanted == null || wanted.isEmpty() || type.equals(wanted);
  }

  /** All but the start, as JSON text. */
  String json() {
    return LosslessJson.text(
        LosslessJson.object()
            .put("to_coord", to.key())
            .put("link_type", type)
            .put("strength", strength)
            .set("metadata", metadata));
  }
}
