package io.soma.memory.domain.read;

/**
 * The health that the memory service reports.
 *
 * @param state whether a write would pass, as far as it says
 * @param detail the report, shortened
 */
public record ServiceHealth(State state, String detail) {

  /** Whether a write would pass. */
  public enum State {
    /** Its key-value store is up, which is all that a write needs. */
    ACCEPTS_WRITES,
    /** Its key-value store is down, or it cannot be reached. */
    ACCEPTS_NO_WRITES,
    /** It can be reached, and says nothing about it: its answers to writes alone tell. */
    UNKNOWN
  }

  /** One of the two that are known. */
  public ServiceHealth(boolean acceptsWrites, String detail) {
    this(acceptsWrites ? State.ACCEPTS_WRITES : State.ACCEPTS_NO_WRITES, detail);
  }

  /** Reached, and without a word about writes. */
  public static ServiceHealth unknown(String detail) {
    return new ServiceHealth(State.UNKNOWN, detail);
  }

  /** Whether it says that writes pass. */
  public boolean acceptsWrites() {
    return state == State.ACCEPTS_WRITES;
  }

  /** Whether it is known that writes do not pass. */
  public boolean isDown() {
    return state == State.ACCEPTS_NO_WRITES;
  }

  /** Whether the health is known. */
  public boolean isKnown() {
    return state != State.UNKNOWN;
  }
}
