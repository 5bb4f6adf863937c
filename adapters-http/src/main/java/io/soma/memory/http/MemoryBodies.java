package io.soma.memory.http;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.ObjectReader;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.http.coordinate.NumericCoordinates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies in which the memory service gives memories. */
final class MemoryBodies {

  private static final ObjectReader ONE = ServiceJson.readerFor(One.class);
  private static final ObjectReader MANY = ServiceJson.readerFor(Many.class);

  private record One(@Nullable Stored memory) {}

  private record Many(@Nullable List<@Nullable Stored> memories) {}

  // Jackson alone makes it, and it is never compared, so the array does no harm.
  @SuppressWarnings("ArrayRecordComponent")
  private record Stored(
      double @Nullable [] coordinate,
      @Nullable Map<String, Object> payload,
      @Nullable String memoryType,
      @Nullable Double score,
      @JsonAnySetter @Nullable Map<String, Object> details) {}

  private MemoryBodies() {}

  /**
   * Reads the answer to a fetch.
   *
   * @throws IOException if it does not have the shape that the route promises
   */
  static Memory one(byte[] body) throws IOException {
    @Nullable One one = ONE.readValue(body);
    return memory(one == null ? null : one.memory());
  }

  /**
   * Reads the answer to a search.
   *
   * @throws IOException if it does not have the shape that the route promises
   */
  static List<Memory> many(byte[] body) throws IOException {
    @Nullable Many many = MANY.readValue(body);
    if (many == null || many.memories() == null) {
      throw new IOException("there is no list of memories");
    }
    List<Memory> memories = new ArrayList<>(many.memories().size());
    for (Stored stored : many.memories()) {
      memories.add(memory(stored));
    }
    return memories;
  }

  private static Memory memory(@Nullable Stored stored) throws IOException {
    if (stored == null
        || stored.coordinate() == null
        || stored.payload() == null
        || stored.memoryType() == null) {
      throw new IOException("a memory lacks its coordinate, payload or type");
    }
    return new Memory(
        coordinate(stored.coordinate()),
        stored.payload(),
        stored.memoryType(),
        stored.score(),
        stored.details() == null ? Map.of() : stored.details());
  }

  private static String coordinate(double[] parts) throws IOException {
    try {
      return NumericCoordinates.of(parts).text();
    } catch (InvalidWriteException e) {
      throw new IOException("a memory has an impossible coordinate", e);
    }
  }
}
