package io.soma.memory.benchmarks.isolation;

/** What the first tenant does while the others are measured. */
enum Neighbour {
  HEALTHY,
  HANGING,
  FLOODING,
  /**
   * Sends the same flood to the memory service past Soma Memory: what the machine's processors
   * leave to the others, whoever floods.
   */
  FLOODING_ELSEWHERE
}
