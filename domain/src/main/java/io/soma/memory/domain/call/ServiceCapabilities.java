package io.soma.memory.domain.call;

/**
 * What a memory service promises of a write that comes twice, as one does whose answer was lost.
 *
 * @param replacesByAddress whether a store replaces what its address held, so that a repeat of it
 *     changes nothing
 * @param honoursIdempotencyKeys whether a write takes effect once under one idempotency key
 * @param readsBack whether it can be asked if it has taken a write
 */
public record ServiceCapabilities(
    boolean replacesByAddress, boolean honoursIdempotencyKeys, boolean readsBack) {

  /** What is taken for granted of a service that says nothing: that a store replaces. */
  public static final ServiceCapabilities REPLACES = new ServiceCapabilities(true, false, false);

  /** Whether a write may be sent again without a second effect. */
  public boolean repeatsAreHarmless() {
    return replacesByAddress || honoursIdempotencyKeys;
  }

  /** Whether the service is asked before a write is sent again. */
  public boolean isAskedBeforeRepeats() {
    return readsBack && !repeatsAreHarmless();
  }

  /**
   * Whether a write of unknown outcome may be sent again at once, for a caller that waits. If not,
   * it goes to the outbox, which sends it again when the service is well.
   */
  public boolean allowsRepeatsAtOnce() {
    return readsBack || repeatsAreHarmless();
  }
}
