package io.soma.memory.domain.read;

/**
 * Counts what a read's answer takes on the heap, until its caller is done with it. A few bytes on
 * the wire can be many objects, so that answers must be bounded before they are unpacked. Safe for
 * many threads.
 */
public interface HeapRoom {

  /** For a program whose callers are its own. */
  HeapRoom UNBOUNDED =
      new HeapRoom() {
        @Override
        public boolean tryTake(long bytes) {
          return true;
        }

        @Override
        public void giveBack(long bytes) {}

        @Override
        public String toString() {
          return "unbounded";
        }
      };

  /** Takes so many bytes; false if there is no room for them, and then none are taken. */
  boolean tryTake(long bytes);

  /** Gives back what is needed no longer before the caller is done. */
  void giveBack(long bytes);
}
