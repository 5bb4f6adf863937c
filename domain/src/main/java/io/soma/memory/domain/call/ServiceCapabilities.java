package io.soma.memory.domain.call;

/**
 * A memory service's promises about a write that arrives twice, as after a lost answer.
 *
 * @param replacesByAddress whether a store replaces the memory at its address, so that a repeat
 *     changes nothing
 * @param honoursIdempotencyKeys whether a write takes effect once under one idempotency key
 * @param readsBack whether it can be asked if it has taken a write
 */
public record ServiceCapabilities(
    boolean replacesByAddress, boolean honoursIdempotencyKeys, boolean readsBack) {

  /** The default, for a service that declares nothing: a store replaces. */
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
