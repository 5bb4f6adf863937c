package io.soma.memory.domain.write;

/**
 * The idempotency key that a caller gives a write: a repeat under it is the same write, and takes
 * effect once.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record NamedKey(String value) {

  /** The longest key, in characters. */
  public static final int MAX_LENGTH = 128;

  public NamedKey {
    VisibleAscii.check(value, MAX_LENGTH, "idempotency key");
  }

  @Override
  public String toString() {
    return value;
  }
}
