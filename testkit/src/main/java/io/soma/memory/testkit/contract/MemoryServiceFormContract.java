package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.ports.driven.EncodedWrite;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of the coordinates and the encoder that belong to a memory service. */
abstract class MemoryServiceFormContract extends MemoryServiceStateContract {

  private static final int KEYS = 2_000;

  @Test
  void eachKeyHasACoordinateOfItsOwnForEver() {
    Map<Coordinate, String> keys = new HashMap<>();
    for (String key : keys().filter(this::isTaken).toList()) {
      Coordinate coordinate = at(MemoryAddress.key(key));
      assertThat(at(MemoryAddress.key(key)))
          .as("the coordinate of the key '%s', asked a second time: it never changes", key)
          .isEqualTo(coordinate);
      assertThat(keys.put(coordinate, key))
          .as(
              "the other key with the coordinate %s of the key '%s': at one coordinate, each"
                  + " overwrites the other's memory. A hash of 128 bits has room for all",
              coordinate, key)
          .isNull();
    }
  }

  // A service may have no room for a key, and says so to the caller.
  private boolean isTaken(String key) {
    try {
      return !at(MemoryAddress.key(key)).text().isEmpty();
    } catch (InvalidWriteException e) {
      return false;
    }
  }

  // The first two have one hash code.
  private static Stream<String> keys() {
    return Stream.concat(
        Stream.of("AaAa", "BBBB", "aaaa", "x", "x ", "x\u00e9", "xe\u0301", "x".repeat(256)),
        IntStream.range(0, KEYS).mapToObj(i -> "key-" + i));
  }

  @Test
  void aNamedCoordinateIsKept() {
    Coordinate ofKey = at(MemoryAddress.key("key"));
    for (Coordinate named : List.of(remote.place(1), remote.place(2), ofKey)) {
      assertThat(at(MemoryAddress.at(named)))
          .as("a coordinate in the service's own spelling, named by the caller, is kept")
          .isEqualTo(named);
    }
  }

  @Test
  void aWriteIsEncodedAsOneJsonObjectForItsAddress() {
    MemoryAddress from = MemoryAddress.key("from");
    MemoryAddress to = MemoryAddress.key("to");
    Payload payload = Payload.of(Map.of("text", "a boat"));
    Remember store = Remember.of(alice.namespace().value(), "from", Map.of("text", "a boat"));
    Forget forget = new Forget(alice.namespace(), from, WriteOptions.NONE);
    Link link = new Link(alice.namespace(), from, to, "related", 1.0, payload, WriteOptions.NONE);

    for (MemoryWrite write : List.of(store, forget, link)) {
      EncodedWrite encoded = remote.encoder().encode(write, Instant.EPOCH);
      assertThat(encoded.coordinate())
          .as("coordinate() of an encoded %s: its address, or a link's source", write.operation())
          .isEqualTo(at(from));
      assertThat(encoded.target())
          .as("target() of an encoded %s: the other end of a link, else null", write.operation())
          .isEqualTo(write == link ? at(to) : null);
      assertThat(encoded.body().strip())
          .as("body() of an encoded %s: one JSON object", write.operation())
          .startsWith("{")
          .endsWith("}");
      assertThat(remote.encoder().encode(write, Instant.EPOCH))
          .as(
              "an equal %s, encoded again: the idempotency key is made of the body, so that another"
                  + " body is another write",
              write.operation())
          .isEqualTo(encoded);
    }
  }

  private Coordinate at(MemoryAddress address) {
    return remote.coordinates().coordinateOf(alice.tenant(), address);
  }
}
