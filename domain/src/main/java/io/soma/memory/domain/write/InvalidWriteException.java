package io.soma.memory.domain.write;

import io.soma.memory.domain.InvalidInputException;

/** A write that was refused at the door; the message names the place and the rule. */
public final class InvalidWriteException extends InvalidInputException {

  public InvalidWriteException(String place, String problem) {
    super(place + ": " + problem);
  }
}
