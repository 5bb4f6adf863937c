package io.soma.memory.sandbox.chaos;

/**
 * One trouble of a campaign.
 *
 * @param which of those that its front has is in trouble
 * @param beginMillis since the writing began; later where the one before is not over
 * @param holdMillis how long it lasts
 */
record Step(Trouble trouble, int which, long beginMillis, long holdMillis) {

  /** The trouble and its target, in words. */
  String inWords() {
    return trouble.inWords(which);
  }
}
