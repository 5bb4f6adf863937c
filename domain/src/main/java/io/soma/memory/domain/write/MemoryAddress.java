package io.soma.memory.domain.write;

import org.jspecify.annotations.Nullable;

/**
 * How a caller names a memory: by key, by coordinate, or by both.
 *
 * @param key 1 to {@value #MAX_KEY_LENGTH} characters, not blank; hashed to a coordinate unless the
 *     caller names one
 * @param coordinate the caller's own coordinate
 */
public record MemoryAddress(@Nullable String key, @Nullable Coordinate coordinate) {

  /** The longest key, in UTF-16 units. */
  public static final int MAX_KEY_LENGTH = 1024;

  public MemoryAddress {
    if (key == null && coordinate == null) {
      throw new InvalidWriteException("key", "neither a key nor a coordinate is given");
    }
    if (key != null) {
      checkKey(key);
    }
  }

  /** The memory with this key. */
  public static MemoryAddress key(String key) {
    return new MemoryAddress(key, null);
  }

  /** The memory at this coordinate, in any spelling that its memory service reads. */
  public static MemoryAddress at(String coordinate) {
    return at(new Coordinate(coordinate));
  }

  /** The memory at this coordinate. */
  public static MemoryAddress at(Coordinate coordinate) {
    return new MemoryAddress(null, coordinate);
  }

  /**
   * The key of an address that has one.
   *
   * @throws IllegalStateException if it has none
   */
  public String requireKey() {
    if (key == null) {
      throw new IllegalStateException("the address " + coordinate + " has no key");
    }
    return key;
  }

  private static void checkKey(String key) {
    if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
      throw new InvalidWriteException(
          "key", "1 to " + MAX_KEY_LENGTH + " characters are allowed, not all of them blank");
    }
    UnicodeText.check(key, "key");
  }
}
