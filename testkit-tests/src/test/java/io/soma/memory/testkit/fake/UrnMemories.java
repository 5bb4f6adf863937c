package io.soma.memory.testkit.fake;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.JsonText;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.EncodedWrite;
import io.soma.memory.ports.driven.WriteEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * How another kind of memory service places memories and takes writes: its coordinates are URNs,
 * nothing is enriched, and the limits are its own.
 */
final class UrnMemories implements CoordinateScheme, WriteEncoder {

  private static final String PREFIX = "urn:memory:";
  private static final int MAX_LENGTH = 80;

  @Override
  public Coordinate coordinateOf(TenantId tenant, MemoryAddress address) {
    Coordinate own = address.coordinate();
    String urn = own == null ? PREFIX + address.requireKey() : own.text();
    if (!urn.startsWith(PREFIX) || urn.length() > MAX_LENGTH) {
      throw new InvalidWriteException("coordinate", "is no URN of a memory");
    }
    return new Coordinate(urn);
  }

  @Override
  public EncodedWrite encode(MemoryWrite write, Instant acceptedAt) {
    return write.fold(
        this::remember,
        forget -> {
          Coordinate at = coordinateOf(forget.namespace().tenant(), forget.address());
          return new EncodedWrite(at, null, JsonText.render(Map.of("coord", at.text())));
        },
        this::link);
  }

  private EncodedWrite remember(Remember write) {
    Coordinate at = coordinateOf(write.namespace().tenant(), write.address());
    return new EncodedWrite(
        at,
        null,
        JsonText.render(
            Map.of(
                "coord", at.text(),
                "payload", write.payload().tree(),
                "memory_type", write.memoryType().wireName())));
  }

  private EncodedWrite link(Link write) {
    Coordinate from = coordinateOf(write.namespace().tenant(), write.from());
    Coordinate to = coordinateOf(write.namespace().tenant(), write.to());
    return new EncodedWrite(
        from,
        to,
        JsonText.render(
            Map.of(
                "from_coord", from.text(),
                "to_coord", to.text(),
                "link_type", write.type(),
                "strength", BigDecimal.valueOf(write.strength()))));
  }
}
