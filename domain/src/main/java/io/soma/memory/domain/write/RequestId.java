package io.soma.memory.domain.write;

import io.soma.memory.domain.Quoted;

/**
 * Names one request, in logs, headers and the idempotency key.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record RequestId(String value) {

  /** The longest request id, in characters. */
  public static final int MAX_LENGTH = 128;

  public RequestId {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isVisibleAscii(value)) {
      throw new InvalidWriteException(
          "request id",
          Quoted.of(value) + " is not allowed: 1 to " + MAX_LENGTH + " visible ASCII characters");
    }
  }

  /** The id of one write in a batch: {@code id:index}. */
  public RequestId indexed(int index) {
    return new RequestId(value + ":" + index);
  }

  private static boolean isVisibleAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
