package io.soma.memory.sandbox.chaos;

/**
 * How many acknowledged writes ended otherwise than at the memory service, as they may.
 *
 * @param failed refused by the memory service for good, and kept for an operator
 * @param discarded thrown away by an operator
 * @param lostTail without effect, as their commits were among those that a standby lacked
 */
record RowEnds(long failed, long discarded, long lostTail) {

  /** None. */
  static final RowEnds NONE = new RowEnds(0, 0, 0);
}
