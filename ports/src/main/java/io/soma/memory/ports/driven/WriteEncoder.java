package io.soma.memory.ports.driven;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.MemoryWrite;
import java.time.Instant;

/**
 * Encodes writes for the memory service; a pure function, safe for many threads. The result is kept
 * in the outbox and published as it is, so that a write means the same whichever way it goes, and
 * whichever version of the program delivers it.
 */
public interface WriteEncoder {

  /**
   * Encodes a write.
   *
   * @param acceptedAt when the write was accepted
   * @throws InvalidWriteException if the memory service would refuse it for ever
   */
  EncodedWrite encode(MemoryWrite write, Instant acceptedAt);
}
