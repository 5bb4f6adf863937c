package com.example.mem0;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.EncodedWrite;
import io.soma.memory.ports.driven.WriteEncoder;
import java.time.Instant;
import java.util.Locale;

/**
 * A store as mem0's {@code POST /memories} takes it: the payload's text is the memory, as it is
 * ({@code infer} is false, as a model's extract could not be confirmed), and the whole payload is
 * metadata. mem0's REST API has no links, so these are refused at the door.
 */
final class Mem0Encoder implements WriteEncoder {

  static final String PAYLOAD = "soma_payload";
  static final String TYPE = "soma_type";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CoordinateScheme scheme;

  Mem0Encoder(CoordinateScheme scheme) {
    this.scheme = scheme;
  }

  @Override
  public EncodedWrite encode(MemoryWrite write, Instant acceptedAt) {
    return write.fold(
        this::store,
        this::delete,
        link -> {
          throw new InvalidWriteException("link", "mem0 has no links between memories");
        });
  }

  private EncodedWrite store(Remember write) {
    ObjectNode body = JSON.createObjectNode().put("infer", false);
    Object text = write.payload().tree().get("text");
    body.putArray("messages")
        .addObject()
        .put("role", "user")
        .put("content", text instanceof String words ? words : write.payload().json());
    body.putObject("metadata")
        .put(PAYLOAD, write.payload().json())
        .put(TYPE, write.memoryType().name().toLowerCase(Locale.ROOT));
    return new EncodedWrite(
        scheme.coordinateOf(write.namespace().tenant(), write.address()), null, body.toString());
  }

  private EncodedWrite delete(Forget write) {
    return new EncodedWrite(
        scheme.coordinateOf(write.namespace().tenant(), write.address()), null, "{}");
  }
}
