package io.soma.memory.gateway.json;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;

/**
 * Adds up a lower bound of a payload's compact JSON while it arrives: a payload that is over its
 * limit by this is refused early, and one that is not is still measured exactly later.
 */
final class PayloadSize {

  private static final String FIELD = "payload";
  private static final int DEPTH_OF_FIELD = 1;

  private boolean within;
  private long bytes;

  /** Notes a name in an object of this depth. */
  void begin(String name, int depth) {
    if (depth == DEPTH_OF_FIELD) {
      within = name.equals(FIELD);
      bytes = -name.length() - 3L;
    }
  }

  /** Adds bytes of a name or value in something of this depth. */
  void add(int more, int depth) {
    if (!within || depth < DEPTH_OF_FIELD) {
      return;
    }
    bytes += more;
    if (bytes > Payload.MAX_BYTES) {
      throw new InvalidWriteException(FIELD, "is over " + Payload.MAX_BYTES + " bytes of JSON");
    }
  }
}
