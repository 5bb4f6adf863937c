package io.soma.memory.benchmarks.isolation;

/** What the first tenant does while the others are measured. */
enum Neighbour {
  HEALTHY,
  HANGING,
  FLOODING
}
