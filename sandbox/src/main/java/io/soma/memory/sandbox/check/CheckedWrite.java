package io.soma.memory.sandbox.check;

/**
 * One write and whether it was acknowledged.
 *
 * @param key what it wrote, of its tenant; each key has one writer
 * @param sequence grows with every write to the key, and is in the payload under that name
 * @param requestId names the write at the memory service too
 * @param coordinate where it lies; empty where nobody said so
 */
public record CheckedWrite(
    String tenant,
    String key,
    long sequence,
    String requestId,
    String coordinate,
    boolean acknowledged) {

  /** The key, and whose it is. */
  String place() {
    return tenant + " " + key;
  }
}
