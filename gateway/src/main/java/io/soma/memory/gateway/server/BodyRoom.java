package io.soma.memory.gateway.server;

/** Room for one body, which is taken as it arrives and given back with its request. */
@FunctionalInterface
public interface BodyRoom {

  /** Of a listener whose few connections bound it. */
  BodyRoom UNBOUNDED = bytes -> {};

  /**
   * Takes more room.
   *
   * @param heapBytes what is about to be held, in bytes of the heap
   * @throws RefusedRequestException if there is no room; what was taken before stays taken
   */
  void take(long heapBytes);
}
