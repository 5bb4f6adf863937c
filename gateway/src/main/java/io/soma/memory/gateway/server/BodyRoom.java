package io.soma.memory.gateway.server;

/** Room for one body, which is taken as it arrives and given back with its request. */
@FunctionalInterface
public interface BodyRoom {

  /** For a listener that has few connections and so needs no limit. */
  BodyRoom UNBOUNDED = bytes -> {};

  /**
   * Takes more room.
   *
   * @param heapBytes the heap that is needed, in bytes
   * @throws RefusedRequestException if there is no room; room that was taken before stays taken
   */
  void take(long heapBytes);
}
