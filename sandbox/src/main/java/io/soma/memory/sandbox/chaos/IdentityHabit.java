package io.soma.memory.sandbox.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** How a caller names its writes; a repeat of a write has the same headers. */
enum IdentityHabit {
  /** One request id for all writes of all tenants, as a mesh or a session gives it. */
  SHARED_REQUEST_ID,
  /** A request id for each write. */
  OWN_REQUEST_ID,
  /**
   * One request id for a batch of writes to different addresses, as the real client's bulk call.
   */
  BATCH_REQUEST_ID,
  /** An idempotency key for each write. */
  NAMED_KEY;

  static final String NAMED_KEY_HEADER = "X-Idempotency-Key";
  private static final String REQUEST_ID_HEADER = "X-Request-ID";

  /** The headers of an agent's write. */
  Map<String, String> headers(String agent, long sequence, int batchSize) {
    return switch (this) {
      case SHARED_REQUEST_ID -> Map.of(REQUEST_ID_HEADER, "one-session");
      case OWN_REQUEST_ID -> Map.of(REQUEST_ID_HEADER, uuid(agent + "." + sequence));
      case BATCH_REQUEST_ID ->
          Map.of(REQUEST_ID_HEADER, "batch." + agent + "." + sequence / batchSize);
      case NAMED_KEY -> Map.of(NAMED_KEY_HEADER, "key." + agent + "." + sequence);
    };
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
