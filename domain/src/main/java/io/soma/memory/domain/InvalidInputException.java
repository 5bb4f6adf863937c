package io.soma.memory.domain;

/** A value that was refused at the door; nothing was sent, stored or queued. */
public abstract class InvalidInputException extends SomaMemoryException {

  protected InvalidInputException(String message) {
    super(message);
  }
}
