package io.soma.memory.domain.call;

/**
 * A memory service's promises about a write that arrives twice, as after a lost answer. It begins
 * with what a store does, {@link #replacing()} or {@link #appending()}, and adds the rest.
 */
public final class ServiceCapabilities {

  private final boolean replacesByAddress;
  private final boolean honoursIdempotencyKeys;
  private final boolean readsBack;

  private ServiceCapabilities(
      boolean replacesByAddress, boolean honoursIdempotencyKeys, boolean readsBack) {
    this.replacesByAddress = replacesByAddress;
    this.honoursIdempotencyKeys = honoursIdempotencyKeys;
    this.readsBack = readsBack;
  }

  /** A store replaces the memory at its address; the default of a service that declares nothing. */
  public static ServiceCapabilities replacing() {
    return new ServiceCapabilities(true, false, false);
  }

  /** A store is kept beside older ones, so that a repeat is stored twice. */
  public static ServiceCapabilities appending() {
    return new ServiceCapabilities(false, false, false);
  }

  /** The same, and a write takes effect once under one idempotency key. */
  public ServiceCapabilities withIdempotencyKeys() {
    return new ServiceCapabilities(replacesByAddress, true, readsBack);
  }

  /** The same, and the service can be asked whether a write is the newest state of its address. */
  public ServiceCapabilities withReadBack() {
    return new ServiceCapabilities(replacesByAddress, honoursIdempotencyKeys, true);
  }

  /** Whether a store replaces the memory at its address, so that a repeat changes nothing. */
  public boolean replacesByAddress() {
    return replacesByAddress;
  }

  /** Whether a write takes effect once under one idempotency key. */
  public boolean honoursIdempotencyKeys() {
    return honoursIdempotencyKeys;
  }

  /** Whether it can be asked if a write is the newest state of its address. */
  public boolean readsBack() {
    return readsBack;
  }

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
