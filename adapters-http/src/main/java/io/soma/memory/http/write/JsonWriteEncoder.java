package io.soma.memory.http.write;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.http.coordinate.NumericCoordinateScheme;
import io.soma.memory.ports.driven.EncodedWrite;
import io.soma.memory.ports.driven.WriteEncoder;
import java.time.Instant;

/** Writes as the bodies of the memory service's routes. */
public record JsonWriteEncoder(NumericCoordinateScheme scheme) implements WriteEncoder {

  @Override
  public EncodedWrite encode(MemoryWrite write, Instant acceptedAt) {
    return write.fold(remember -> remember(remember, acceptedAt), this::forget, this::link);
  }

  private EncodedWrite remember(Remember write, Instant acceptedAt) {
    Coordinate coordinate = coordinate(write, write.address());
    // A caller that names its own coordinate has a client of its own, which enriches or not.
    String body =
        write.address().coordinate() == null
            ? WriteBody.store(
                coordinate,
                enrichment(write, coordinate, acceptedAt).enrich(write.payload()),
                write.memoryType())
            : WriteBody.store(coordinate, write.payload(), write.memoryType());
    return new EncodedWrite(coordinate, null, body);
  }

  private EncodedWrite forget(Forget write) {
    Coordinate coordinate = coordinate(write, write.address());
    return new EncodedWrite(coordinate, null, WriteBody.delete(coordinate));
  }

  private EncodedWrite link(Link write) {
    Coordinate from = coordinate(write, write.from());
    Coordinate to = coordinate(write, write.to());
    return new EncodedWrite(from, to, WriteBody.link(from, to, write));
  }

  private Coordinate coordinate(MemoryWrite write, MemoryAddress address) {
    return scheme.coordinateOf(write.namespace().tenant(), address);
  }

  private Enrichment enrichment(Remember write, Coordinate coordinate, Instant acceptedAt) {
    return new Enrichment(
        write.address().requireKey(),
        scheme.universeOf(write.namespace().tenant()),
        write.namespace(),
        write.memoryType(),
        coordinate,
        acceptedAt);
  }
}
