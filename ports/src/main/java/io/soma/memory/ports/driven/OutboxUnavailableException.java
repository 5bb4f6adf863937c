package io.soma.memory.ports.driven;

import io.soma.memory.domain.SomaMemoryException;

/** The outbox could not be reached, or did not answer; the requested change may have happened. */
public final class OutboxUnavailableException extends SomaMemoryException {

  public OutboxUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
