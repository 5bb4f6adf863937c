package io.soma.memory.domain.write;

/**
 * Names one request, in logs and headers. Many writes may share it: those of a session, or of all
 * calls behind one request.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record RequestId(String value) {

  /** The longest request id, in characters. */
  public static final int MAX_LENGTH = 128;

  public RequestId {
    VisibleAscii.check(value, MAX_LENGTH, "request id");
  }

  /** The id of one write in a batch: {@code id:index}, of a long id its beginning. */
  public RequestId indexed(int index) {
    String suffix = ":" + index;
    int kept = Math.min(value.length(), MAX_LENGTH - suffix.length());
    return new RequestId(value.substring(0, kept) + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
