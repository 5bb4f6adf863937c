package io.soma.memory.gateway.json;

/** Adds up about what a JSON value takes on the heap once it is maps, lists and texts, twice. */
final class HeapEstimate {

  // Estimates for a 64-bit JVM with compressed pointers, rounded up.
  private static final int CONTAINER = 280;
  private static final int NAME = 160;
  private static final int TEXT = 72;
  private static final int NUMBER = 96;
  private static final int CHAR = 2;

  private long bytes;

  long bytes() {
    return bytes;
  }

  void container() {
    bytes += CONTAINER;
  }

  void name(int chars) {
    bytes += NAME + (long) CHAR * chars;
  }

  void text(int chars) {
    bytes += TEXT + (long) CHAR * chars;
  }

  void number() {
    bytes += NUMBER;
  }
}
