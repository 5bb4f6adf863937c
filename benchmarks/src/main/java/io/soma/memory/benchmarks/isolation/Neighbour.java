package io.soma.memory.benchmarks.isolation;

/** The first tenant's behaviour while the others are measured. */
enum Neighbour {
  HEALTHY,
  HANGING,
  FLOODING,
  /**
   * Sends the same flood to the memory service past Soma Memory: it shows the capacity that the
   * processors leave to the others under any flood.
   */
  FLOODING_ELSEWHERE
}
