package io.soma.memory.ports.driven;

import io.soma.memory.domain.SomaMemoryException;

/** A write was not added to the outbox, as its caller no longer waits for it. */
public final class AbandonedWriteException extends SomaMemoryException {

  public AbandonedWriteException() {
    super("the write is not queued, as its caller is gone");
  }
}
