package io.soma.memory.supervision;

/**
 * Makes sure that the calling thread has stack left before state is changed that other threads rely
 * on. A caller near the end of its stack gets its {@link StackOverflowError} here, where nothing
 * has begun. Without this, the error could come between taking a lock and releasing it.
 */
public final class StackReserve {

  /** About 20 to 60 kB: code that releases what it took needs a few frames. */
  private static final int FRAMES = 300;

  private StackReserve() {}

  /**
   * Returns if the stack is long enough.
   *
   * @throws StackOverflowError if it is not
   */
  public static void require() {
    long unused = descend(FRAMES, 1, 2, 3);
  }

  // All values are needed after the call, so that each frame keeps them.
  private static long descend(int frames, long a, long b, long c) {
    return frames == 0 ? a : descend(frames - 1, b, c, a + frames) + a * b + c;
  }
}
